/**
 * The look beside the list: the section that is chosen there, shown over the reader for as long as the
 * list has the focus. It opens nothing and remembers nothing; the reader beneath stays as it is. One
 * request is under way at a time, and only the latest choice waits.
 */
import type { Platform, SectionPreview } from '../platform/types';
import { Latest } from './latest.svelte';
import type { Destination } from './search.svelte';

/** What is looked at. */
export interface Look {
  destination: Destination;
  section: SectionPreview;
}

/** The look of this window. */
export class Preview {
  shown = $state.raw<Look | null>(null);
  #wanted: Destination | null = null;
  #platform: Platform;
  readonly #latest = new Latest((destination: Destination) => this.#read(destination));

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Looks at a section; what was looked at before stays until it is there. */
  show(destination: Destination): void {
    const before = this.#wanted;
    if (before?.document === destination.document && before.slug === destination.slug) return;
    this.#ask(destination);
  }

  /** These documents changed, any may have where none is named: what is looked at is read again. */
  refresh(ids: readonly string[]): void {
    const wanted = this.#wanted;
    if (!wanted || (ids.length > 0 && !ids.includes(wanted.document))) return;
    this.#ask({ ...wanted });
  }

  close(): void {
    this.#wanted = null;
    this.#latest.drop();
    this.shown = null;
  }

  #ask(destination: Destination): void {
    this.#wanted = destination;
    this.#latest.ask(destination);
  }

  async #read(destination: Destination): Promise<void> {
    // What cannot be read has no look; opening it says why.
    const section = await this.#platform
      .preview({ id: destination.document, slug: destination.slug })
      .catch(() => null);
    if (destination !== this.#wanted) return;
    this.shown = section && { destination, section };
    // It is asked for again when it is chosen again.
    if (!section) this.#wanted = null;
  }
}
