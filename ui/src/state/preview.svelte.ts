/**
 * The look beside the list: the section that is chosen there, shown over the reader for as long as the
 * list has the focus. It opens nothing and remembers nothing; the reader beneath stays as it is. One
 * request is under way at a time, and only the latest choice waits.
 */
import type { Platform, SectionPreview } from '../platform/types';
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
  #underWay = false;
  #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Looks at a section; what was looked at before stays until it is there. */
  show(destination: Destination): void {
    const before = this.#wanted;
    if (before?.document === destination.document && before.slug === destination.slug) return;
    this.#wanted = destination;
    if (!this.#underWay) void this.#run();
  }

  close(): void {
    this.#wanted = null;
    this.shown = null;
  }

  async #run(): Promise<void> {
    this.#underWay = true;
    for (let asked = this.#wanted; asked; asked = this.#wanted) {
      // What cannot be read has no look; opening it says why.
      const section = await this.#platform
        .preview({ id: asked.document, slug: asked.slug })
        .catch(() => null);
      if (asked !== this.#wanted) continue;
      this.shown = section && { destination: asked, section };
      break;
    }
    this.#underWay = false;
  }
}
