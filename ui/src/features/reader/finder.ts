/**
 * The hits of a search in a document that is drawn: painted, brought into sight. They are
 * painted over the text (CSS Custom Highlight API), so the document's elements stay as they are; an
 * engine without it shows one hit at a time, as selected.
 */
import './find.css';
import type { Stretch } from '../../platform/types';
import { FindText } from './find-text';
import { openAround } from './places';

/** More would be no help to the eye, and slow. */
const PAINTED_AT_MOST = 2000;
const ALL = 'found';
const ONE = 'found-here';

/** One reading of the document's text. */
export class Finder {
  #article: HTMLElement;
  #text: FindText;
  #hits: readonly Stretch[] = [];

  constructor(article: HTMLElement) {
    this.#article = article;
    this.#text = new FindText([...article.querySelectorAll(':scope h1[tabindex], .prose')]);
  }

  /** What is searched. */
  get text(): string {
    return this.#text.text;
  }

  /** Takes over every hit, in reading order. */
  take(hits: readonly Stretch[]): void {
    this.#hits = hits;
  }

  /** Index of the first hit that is in sight or below; the first of all where there is none. */
  nearest(): number {
    if (this.#hits.length === 0) return -1;
    const edge = this.#edge();
    let [low, high] = [0, this.#hits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#top(middle) < edge) low = middle + 1;
      else high = middle;
    }
    return low < this.#hits.length ? low : 0;
  }

  /** Paints all hits, this one apart. */
  paint(index: number): void {
    Finder.clear();
    const hit = this.#hits[index];
    if (!hit) return;
    const here = this.#text.range(hit);
    if (typeof Highlight === 'undefined') {
      select(here);
      return;
    }
    const first = Math.max(0, index - PAINTED_AT_MOST / 2);
    const around = this.#hits.slice(first, first + PAINTED_AT_MOST);
    CSS.highlights.set(ALL, new Highlight(...around.map((each) => this.#text.range(each))));
    const one = new Highlight(here);
    one.priority = 1;
    CSS.highlights.set(ONE, one);
  }

  /** Scrolls to a hit, and opens what it is folded away in. */
  bringIntoSight(index: number): void {
    const hit = this.#hits[index];
    const scroller = this.#article.closest('main');
    if (!hit || !scroller) return;
    const range = this.#text.range(hit);
    const element = range.startContainer.parentElement;
    if (element) openAround(element);
    const { top, bottom, left, right } = range.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    const edge = this.#edge();
    if (top < edge || bottom > room.bottom - 32) {
      scroller.scrollTop += top - edge - (room.bottom - edge) / 3;
    }
    const box = element?.closest('pre, .table');
    if (!box) return;
    const sides = box.getBoundingClientRect();
    if (left < sides.left || right > sides.right) box.scrollLeft += left - sides.left - 48;
  }

  /** Calls back once parts of the document were drawn anew: what was found there is gone. */
  watch(onchange: () => void): () => void {
    let frame = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(onchange);
    });
    observer.observe(this.#article, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }

  /** Takes all paint off. */
  static clear(): void {
    if (typeof Highlight === 'undefined') return;
    CSS.highlights.delete(ALL);
    CSS.highlights.delete(ONE);
  }

  /** Below the toolbar, which lies over the document. */
  #edge(): number {
    const toolbar = this.#article.closest('main')?.querySelector(':scope > header');
    return (toolbar?.getBoundingClientRect().bottom ?? 0) + 8;
  }

  /** What is folded away stands where its fold stands. */
  #top(index: number): number {
    const hit = this.#hits[index];
    if (!hit) return 0;
    const range = this.#text.range(hit);
    const { top, height } = range.getBoundingClientRect();
    if (height > 0) return top;
    const folded = range.startContainer.parentElement?.closest('details');
    return folded?.getBoundingClientRect().top ?? top;
  }
}

function select(range: Range): void {
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
