/**
 * What elements of a document get for acting on them, after `decorate.ts` has made them readable:
 * pictures that can be enlarged. Nothing of it comes from the document except as text.
 */
import { m } from '../../paraglide/messages.js';

/** Pictures that can be enlarged. */
export const ENLARGEABLE = 'img[data-enlarge]';

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
}
