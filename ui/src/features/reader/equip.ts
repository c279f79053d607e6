/**
 * What elements of a document get for acting on them, after `decorate.ts` has made them readable:
 * pictures that can be enlarged, headings whose link can be copied, links that have a card. Nothing of it comes from the
 * document except as text.
 */
import { m } from '../../paraglide/messages.js';
import { icon } from '../../prose/icons';
import './equip.css';

/** Pictures that can be enlarged. */
export const ENLARGEABLE = 'img[data-enlarge]';
/** Buttons that copy the link to their section. */
export const SECTION_LINK = 'button.section-link';

/** Equips the elements of a document. */
export function equip(root: ParentNode): void {
  for (const image of root.querySelectorAll<HTMLImageElement>('img[data-file]')) {
    // A picture that is a link leads somewhere; a click cannot mean both.
    if (image.closest('a, [role="link"]')) continue;
    image.dataset.enlarge = '';
    image.tabIndex = 0;
    image.setAttribute('role', 'button');
    const text = image.alt.trim() || (image.dataset.file?.split('/').at(-1) ?? '');
    image.setAttribute('aria-label', m.reader_image_enlarge({ text }));
  }
  for (const link of root.querySelectorAll('[role="link"][data-document]')) {
    // A card tells more; the engine's own label would lie over it.
    link.removeAttribute('title');
  }
  for (const link of root.querySelectorAll<HTMLElement>('a[data-external]')) {
    // Its address needs not be written out again on paper.
    link.classList.toggle('bare', link.textContent.startsWith(link.dataset.external ?? ' '));
  }
  for (const heading of root.querySelectorAll<HTMLElement>('[data-slug]')) {
    heading.append(sectionLink(heading.dataset.slug ?? '', heading.textContent.trim()));
  }
}

/** By keyboard there is a command, so that headings are no stops on the way through the document. */
function sectionLink(slug: string, heading: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'section-link';
  button.tabIndex = -1;
  button.dataset.section = slug;
  const label = m.reader_link_copy({ heading });
  button.setAttribute('aria-label', label);
  button.title = label;
  button.append(icon('link'));
  return button;
}
