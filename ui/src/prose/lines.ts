/**
 * Which line of the text stands where in what was drawn of it. Elements that carry `data-line` are known;
 * between two of them it is reckoned by the room between them.
 */
interface Mark {
  line: number;
  /** Below the upper edge of what is drawn, in CSS pixels. */
  top: number;
}

/** Behind the last element nothing is known but how high a line is. */
const LINE_HEIGHT = 24;

/** The lines of what is drawn, as it stood when they were read. */
export class Lines {
  readonly #marks: readonly Mark[];

  private constructor(marks: readonly Mark[]) {
    this.#marks = marks;
  }

  static of(container: HTMLElement): Lines {
    const edge = container.getBoundingClientRect().top;
    const marks: Mark[] = [{ line: 1, top: 0 }];
    for (const element of container.querySelectorAll<HTMLElement>('[data-line]')) {
      const { top, height } = element.getBoundingClientRect();
      const mark = { line: Number(element.dataset.line), top: top - edge };
      const last = marks[marks.length - 1];
      // What is folded away has no height; what stands elsewhere than in the text is left out.
      if (height > 0 && last && mark.line > last.line && mark.top >= last.top) marks.push(mark);
    }
    return new Lines(marks);
  }

  /** The line at this height, with the part of it that is above. */
  lineAt(top: number): number {
    const at = this.#marks.findLastIndex((mark) => mark.top <= top);
    const [from, to] = [this.#marks[Math.max(at, 0)], this.#marks[Math.max(at, 0) + 1]];
    if (!from) return 1;
    const lines = to ? to.line - from.line : Infinity;
    const height = to ? (to.top - from.top) / lines : LINE_HEIGHT;
    return from.line + (height > 0 ? Math.max(0, Math.min((top - from.top) / height, lines)) : 0);
  }

  /** The height at which this line stands. */
  topOf(line: number): number {
    const at = this.#marks.findLastIndex((mark) => mark.line <= line);
    const [from, to] = [this.#marks[Math.max(at, 0)], this.#marks[Math.max(at, 0) + 1]];
    if (!from) return 0;
    const height = to ? (to.top - from.top) / (to.line - from.line) : LINE_HEIGHT;
    return from.top + (line - from.line) * height;
  }
}
