/**
 * A drawn document as one text, and the way back from a stretch of it to a place in the window. Blocks
 * are kept apart by line ends, so that no hit runs from one into the next; what the window added
 * (buttons, labels) is left out. What is found in it is the core's matter.
 */
import type { Stretch } from '../../platform/types';

const BLOCKS =
  'p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, summary, figcaption, blockquote, div, aside, figure';
const ADDED = 'button, .visually-hidden, figure.code > figcaption, svg';

/** The text of one text node. */
interface Piece {
  node: Text;
  /** Where it begins in the whole. */
  start: number;
}

/** The text that can be searched. */
export class FindText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(roots: readonly Element[]) {
    const pieces: Piece[] = [];
    let text = '';
    let block: Element | null = null;
    for (const node of roots.flatMap(textNodes)) {
      const own = node.parentElement?.closest(BLOCKS) ?? null;
      if (own !== block && text !== '') text += '\n';
      block = own;
      pieces.push({ node, start: text.length });
      // A line that is broken where it is written goes on; only blocks, and lines of code, end.
      text += own?.matches('pre') === true ? node.data : node.data.replaceAll('\n', ' ');
    }
    this.text = text;
    this.#pieces = pieces;
  }

  /** The stretch in the window. */
  range({ start, end }: Stretch): Range {
    const range = document.createRange();
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end - 1);
    if (!first || !last) return range;
    range.setStart(first.node, Math.min(start - first.start, first.node.length));
    range.setEnd(last.node, Math.min(end - last.start, last.node.length));
    return range;
  }

  /** The piece that holds a character. */
  #pieceAt(index: number): Piece | undefined {
    let [low, high] = [0, this.#pieces.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.start ?? Infinity) <= index) low = middle;
      else high = middle;
    }
    return this.#pieces[low];
  }
}

function textNodes(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) => {
      if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
      const skipped = node instanceof Element && node.matches(ADDED);
      return skipped ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  });
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}
