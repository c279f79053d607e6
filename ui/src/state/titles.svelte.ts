/**
 * All documents by title, a stretch at a time: what is drawn is asked for, and nothing else. What was
 * read before stays in sight until it is read again.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { DocumentRow, Platform } from '../platform/types';

const STRETCH = 100;

/** The list of all documents. */
export class Titles {
  /** How many documents there are. */
  total = $state(0);
  readonly #stretches = new SvelteMap<number, readonly DocumentRow[]>();
  /** Stretches that were asked for since the documents changed last. */
  #asked: number[] = [];
  #reading = $state(0);
  #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The document at a place of the list; undefined until it is read. */
  at(index: number): DocumentRow | undefined {
    const stretch = Math.floor(index / STRETCH);
    // Whoever draws the row draws it again after a change.
    if (this.#reading > 0 && !this.#asked.includes(stretch)) void this.#read(stretch);
    return this.#stretches.get(stretch)?.[index % STRETCH];
  }

  /** The documents changed: everything is read again as it is drawn, the beginning at once. */
  async refresh(): Promise<void> {
    this.#asked = [];
    this.#reading++;
    await this.#read(0);
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#asked = [];
    this.#reading++;
    this.#stretches.clear();
    this.total = 0;
  }

  async #read(stretch: number): Promise<void> {
    const asked = this.#asked;
    asked.push(stretch);
    try {
      const from = stretch * STRETCH;
      const { rows, total } = await this.#platform.documents({ from, limit: STRETCH });
      if (asked !== this.#asked) return;
      this.#stretches.set(stretch, rows);
      this.total = total;
    } catch {
      // Nobody asked for this stretch by name: it is asked for again when it is drawn again.
      asked.splice(asked.indexOf(stretch), 1);
    }
  }
}
