/**
 * All documents by title, a stretch at a time: what is drawn is asked for, and nothing else. What was
 * read before stays in sight until it is read again.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { DocumentRow, Platform } from '../platform/types';

const STRETCH = 100;

/** What was asked for is nobody's to draw: it is no state. */
function nothing(): Set<number> {
  return new Set();
}

/** The list of all documents. */
export class Titles {
  /** How many documents there are. */
  total = $state(0);
  readonly #stretches = new SvelteMap<number, readonly DocumentRow[]>();
  /** Stretches that were asked for since the documents changed last. */
  #asked = nothing();
  #reading = $state(0);
  #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The document at a place of the list; undefined until it is read. */
  at(index: number): DocumentRow | undefined {
    const stretch = Math.floor(index / STRETCH);
    // Whoever draws the row draws it again after a change; nobody asked for this stretch by name.
    if (this.#reading > 0 && !this.#asked.has(stretch))
      void this.#read(stretch).catch(() => undefined);
    return this.#stretches.get(stretch)?.[index % STRETCH];
  }

  /** The documents changed: everything is read again as it is drawn, the beginning at once; rejects where that fails. */
  async refresh(): Promise<void> {
    this.#asked = nothing();
    this.#reading++;
    await this.#read(0);
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#asked = nothing();
    this.#reading++;
    this.#stretches.clear();
    this.total = 0;
  }

  async #read(stretch: number): Promise<void> {
    const asked = this.#asked;
    asked.add(stretch);
    try {
      const from = stretch * STRETCH;
      const { rows, total } = await this.#platform.documents({ from, limit: STRETCH });
      if (asked !== this.#asked) return;
      this.#stretches.set(stretch, rows);
      this.total = total;
    } catch (caught) {
      // It is asked for again when it is drawn again.
      asked.delete(stretch);
      throw caught;
    }
  }
}
