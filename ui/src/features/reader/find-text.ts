/**
 * A drawn document as one folded text, and the way back from a place in it to a place in the window.
 * Blocks are kept apart, so that no hit runs from one into the next; what the window added (buttons,
 * labels) is left out.
 */
import { fold } from './fold';

const BLOCKS =
  'p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, summary, figcaption, blockquote, div, aside, figure';
const ADDED = 'button, .visually-hidden, figure.code > figcaption, svg';
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** The folded text of one text node. */
interface Piece {
  node: Text;
  /** Where it begins in the whole. */
  start: number;
  /** For each folded character its place in the node; none where the two are the same. */
  offsets: readonly number[] | null;
}

/** A stretch of the folded text, from its first character to behind its last. */
export interface Stretch {
  start: number;
  end: number;
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
      const { folded, offsets } = foldNode(node.data, / $|^$|\n$/.test(text.slice(-1)));
      if (folded === '') continue;
      pieces.push({ node, start: text.length, offsets });
      text += folded;
    }
    this.text = text;
    this.#pieces = pieces;
  }

  /** Every place where the words stand, in reading order. */
  find(query: string): Stretch[] {
    const wanted = fold(query).replace(/\s+/g, ' ');
    const found: Stretch[] = [];
    if (wanted.trim() === '') return found;
    for (let at = this.text.indexOf(wanted); at >= 0;) {
      found.push({ start: at, end: at + wanted.length });
      at = this.text.indexOf(wanted, at + wanted.length);
    }
    return found;
  }

  /** The stretch in the window. */
  range({ start, end }: Stretch): Range {
    const range = document.createRange();
    const first = this.#place(start);
    const last = this.#place(end - 1);
    if (!first || !last) return range;
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, Math.min(Math.max(last.next, last.offset + 1), last.node.length));
    return range;
  }

  /** Where a folded character stands, and where the one after it does. */
  #place(index: number): { node: Text; offset: number; next: number } | undefined {
    let [low, high] = [0, this.#pieces.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.start ?? Infinity) <= index) low = middle;
      else high = middle;
    }
    const piece = this.#pieces[low];
    if (!piece) return undefined;
    const { node, offsets } = piece;
    const inside = index - piece.start;
    if (!offsets) return { node, offset: inside, next: inside + 1 };
    return { node, offset: offsets[inside] ?? 0, next: offsets[inside + 1] ?? node.length };
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

/** White space of any length counts as one space, and as none after another. */
function foldNode(data: string, afterSpace: boolean): { folded: string; offsets: number[] | null } {
  if (PLAIN.test(data)) return { folded: data.toLowerCase(), offsets: null };
  const offsets: number[] = [];
  let folded = '';
  let space = afterSpace;
  let at = 0;
  for (const character of data) {
    const isSpace = /\s/.test(character);
    const piece = isSpace ? (space ? '' : ' ') : fold(character);
    offsets.push(...Array<number>(piece.length).fill(at));
    folded += piece;
    space = isSpace || (space && piece === '');
    at += character.length;
  }
  return { folded, offsets };
}
