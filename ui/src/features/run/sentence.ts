/** Where something stands that belongs to a sentence and is no part of it. */

/** What a sentence ends before, in an item of a list or a cell. */
const BLOCKS = 'p, ul, ol, dl, pre, div, figure, table, blockquote, aside';

/** Moves what stands in a sentence behind it, so that the sentence stays whole. */
export function putBehindSentence(element: HTMLElement): void {
  const block = element.parentElement?.closest('p, li, dd, td, th');
  let place: Element | null = element;
  while (place && place.parentElement !== block) place = place.parentElement;
  let next = place?.nextSibling ?? null;
  while (next && !(next instanceof Element && next.matches(BLOCKS))) next = next.nextSibling;
  block?.insertBefore(element, next);
}
