/**
 * What a document's elements get before they are shown: names and focus for links, addresses for
 * images, buttons for copying, labels for what colour alone would tell. Nothing of it comes from
 * the document except as text.
 */
import { m } from '../paraglide/messages.js';
import type { DocumentRow, DocumentView, Platform } from '../platform/types';
import { icon } from './icons';
import { makeTabs } from './tabs';

const LABEL_AT_MOST = 80;

/** What is needed of a document, or of a part of one, to show it. */
export type Prose = Pick<DocumentView, 'html' | 'snippets'> & { row: Pick<DocumentRow, 'title'> };

/** Prepares the elements of a document. */
export function decorate(
  root: DocumentFragment,
  view: Prose,
  imageAddress: Platform['imageAddress'],
): void {
  dropTitle(root, view);
  each(root, 'a[data-document], a[data-external], [data-folder]', link);
  each(root, 'a[data-file]', file);
  each(root, '.anchor-dead', deadAnchor);
  each(root, '.link-dead', deadLink);
  each(root, '.image-remote', remoteImage);
  each(root, 'img', (image) => {
    localImage(image as HTMLImageElement, imageAddress);
  });
  each(root, 'input', task);
  each(root, 'h1, h2, h3, h4, h5, h6', (heading) => {
    heading.tabIndex = -1;
  });
  each(root, 'figure.code', (figure) => {
    codeHead(figure, view);
  });
  each(root, '.admonition', box);
  each(root, '.included-from', (line) => {
    line.prepend(`${m.prose_included()} `);
  });
  makeTabs(root);
  each(root, 'code.command', (code) => {
    const button = copyButton(code, view, 'copy-inline');
    // The joiner keeps the button on the line of the command's last word.
    if (button) code.after('\u2060', button);
  });
}

/** The first heading says again what the reader's own heading says. */
function dropTitle(root: DocumentFragment, view: Prose): void {
  const first = root.querySelector('h1, h2, h3, h4, h5, h6');
  if (first?.tagName === 'H1' && first.textContent.trim() === view.row.title) first.remove();
}

function each(root: ParentNode, selector: string, act: (element: HTMLElement) => void): void {
  root.querySelectorAll<HTMLElement>(selector).forEach(act);
}

function link(element: HTMLElement): void {
  element.tabIndex = 0;
  element.setAttribute('role', 'link');
  const { external, document, anchor, folder } = element.dataset;
  if (external === undefined) {
    const path = document ?? folder ?? '';
    element.title = anchor ? `${path}#${anchor}` : path;
    return;
  }
  element.title = external;
  // The joiner keeps the icon on the line of the last word.
  element.append('\u2060', icon('external'), hidden(m.reader_external({ host: hostOf(external) })));
}

function deadLink(element: HTMLElement): void {
  element.title = m.reader_link_dead({ target: element.dataset.target ?? '' });
  element.append(hidden(m.reader_link_dead_mark()));
}

/** A file that is no document is named and not opened. */
function file(element: HTMLElement): void {
  element.title = m.reader_file({ file: element.dataset.file ?? '' });
}

/** The document is there, the heading is not. */
function deadAnchor(element: HTMLElement): void {
  element.title = m.reader_anchor_dead({ anchor: element.dataset.anchor ?? '' });
  element.append(hidden(m.reader_anchor_dead_mark()));
}

function remoteImage(element: HTMLElement): void {
  const address = element.dataset.external ?? '';
  const text = element.textContent.trim();
  const note = m.reader_image_remote({ host: hostOf(address) });
  element.replaceChildren(icon('image'), text === '' ? note : `${text} (${note})`);
  element.title = address;
  element.tabIndex = 0;
  element.setAttribute('role', 'link');
}

function localImage(image: HTMLImageElement, imageAddress: Platform['imageAddress']): void {
  const file = image.dataset.file;
  if (file === undefined) {
    image.replaceWith(image.alt);
    return;
  }
  image.loading = 'lazy';
  image.decoding = 'async';
  image.src = imageAddress(file);
  image.addEventListener('error', () => {
    const missing = document.createElement('span');
    missing.className = 'image-missing';
    missing.append(icon('image'), m.reader_image_missing({ file: image.alt || file }));
    image.replaceWith(missing);
  });
}

const BOXES = {
  note: ['info', m.prose_box_note],
  tip: ['tip', m.prose_box_tip],
  important: ['important', m.prose_box_important],
  warning: ['warning', m.prose_box_warning],
  caution: ['caution', m.prose_box_caution],
} as const;

/** A box's icon; the kind is said in words where its title says something else. */
function box(element: HTMLElement): void {
  const title = element.querySelector<HTMLElement>(':scope > .admonition-title');
  const kind = element.dataset.kind ?? 'note';
  const [name, word] = BOXES[kind in BOXES ? (kind as keyof typeof BOXES) : 'note'];
  if (!title) return;
  const said = title.textContent.trim().toLowerCase();
  const own = said !== kind && said !== word().toLowerCase();
  title.prepend(icon(name), ...(own ? [hidden(`${word()}: `)] : []));
}

function task(element: HTMLElement): void {
  const box = element as HTMLInputElement;
  box.type = 'checkbox';
  box.disabled = true;
  box.setAttribute('aria-label', box.checked ? m.reader_task_done() : m.reader_task_open());
}

function codeHead(figure: HTMLElement, view: Prose): void {
  const head = figure.querySelector('figcaption') ?? document.createElement('figcaption');
  const language = document.createElement('span');
  const named = figure.dataset.language ?? '';
  const title = head.textContent.trim();
  language.textContent = [title, named].filter((part) => part !== '').join(' · ');
  if (title !== '') language.className = 'code-title';
  head.replaceChildren(language);
  const button = copyButton(figure, view, 'copy');
  if (button) head.append(button);
  figure.prepend(head);
}

function copyButton(
  element: HTMLElement,
  view: Prose,
  className: string,
): HTMLButtonElement | null {
  const snippet = element.dataset.snippet;
  const text = snippet === undefined ? undefined : view.snippets[Number(snippet)]?.text;
  if (text === undefined) return null;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.dataset.copy = snippet;
  button.setAttribute('aria-label', m.reader_copy_command({ text: shortened(text) }));
  button.title = m.reader_copy();
  button.append(icon('copy'));
  if (className === 'copy') {
    const word = document.createElement('span');
    word.textContent = m.reader_copy();
    button.append(word);
  }
  return button;
}

function shortened(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > LABEL_AT_MOST ? `${line.slice(0, LABEL_AT_MOST)}…` : line;
}

function hidden(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden';
  element.textContent = ` ${text}`;
  return element;
}

/** The host of an address, or for mail the address itself. */
function hostOf(address: string): string {
  try {
    const url = new URL(address);
    return url.host || url.pathname;
  } catch {
    return address;
  }
}
