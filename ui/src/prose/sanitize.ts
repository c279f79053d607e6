/**
 * The second parser that a document's HTML passes, after ammonia in the core: one alone is not
 * enough. What comes out has no address of any kind; links and images get theirs from `decorate`.
 */
import type DOMPurify from 'dompurify';

const TAGS =
  'a abbr aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em ' +
  'figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp section ' +
  'small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr';

const ATTRIBUTES =
  'alt checked class colspan dir disabled height id lang name open rowspan scope start title ' +
  'type value width data-anchor data-document data-external data-file data-folder data-kind data-language ' +
  'data-line data-slug data-snippet data-target';

let purifier: Promise<typeof DOMPurify> | undefined;

/** Loads the parser; called early, so that the first document does not wait for it. */
export function loadSanitizer(): Promise<typeof DOMPurify> {
  purifier ??= import('dompurify').then((module) => module.default);
  return purifier;
}

/** The HTML as elements of the allowed kinds only. */
export async function sanitize(html: string): Promise<DocumentFragment> {
  const purify = await loadSanitizer();
  return purify.sanitize(html, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
