/** The lines that were typed in a terminal, as the arrow keys go through them. Not the terminal, not what it prints. */

const LINES_AT_MOST = 200;

/** What was typed, and where in it somebody is. */
export class History {
  #lines: string[] = [];
  /** Index of the line that is shown; behind the last one is what is being typed. */
  #at = 0;
  #draft = '';

  /** Remembers a line; the same one twice in a row is remembered once. */
  add(line: string): void {
    if (line.trim() !== '' && this.#lines.at(-1) !== line) {
      this.#lines = [...this.#lines, line].slice(-LINES_AT_MOST);
    }
    this.#at = this.#lines.length;
    this.#draft = '';
  }

  /** Takes over the lines of a drill that is gone on with. */
  fill(lines: readonly string[]): void {
    this.#lines = [];
    for (const line of lines) this.add(line);
  }

  /** The line before or after; `typed` is what stands there now. Null at either end. */
  go(step: 1 | -1, typed: string): string | null {
    const to = this.#at + step;
    if (to < 0 || to > this.#lines.length) return null;
    if (this.#at === this.#lines.length) this.#draft = typed;
    this.#at = to;
    return this.#lines[to] ?? this.#draft;
  }
}

/** What all of the words begin with. */
export function commonStart(words: readonly string[]): string {
  const [first = ''] = words;
  let length = first.length;
  for (const word of words) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
