/** The form in which two spellings of a word are the same; the twin of `fold` in the core's `text` crate. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
