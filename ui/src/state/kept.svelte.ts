/** The documents that the person comes back to: pinned ones, and those opened lately or often. */
import type { DocumentRow, KeptDocuments, Platform } from '../platform/types';

/** What is kept for the library that is open. */
export class Kept {
  pinned = $state.raw<readonly DocumentRow[]>([]);
  /** Opened lately and not pinned, the latest first. */
  lately = $state.raw<readonly DocumentRow[]>([]);
  /** Opened often, and none of the others. */
  often = $state.raw<readonly DocumentRow[]>([]);
  #platform: Platform;
  #request = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  isPinned(id: string): boolean {
    return this.pinned.some((row) => row.id === id);
  }

  async load(): Promise<void> {
    await this.#take(this.#platform.kept());
  }

  async visit(id: string): Promise<void> {
    await this.#take(this.#platform.visit({ id }));
  }

  async pin(id: string, pinned: boolean): Promise<void> {
    await this.#take(this.#platform.pin({ id, pinned }));
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#request++;
    this.pinned = [];
    this.lately = [];
    this.often = [];
  }

  /** The answer to the latest request wins. */
  async #take(answer: Promise<KeptDocuments>): Promise<void> {
    const request = ++this.#request;
    const { pinned, lately, often } = await answer;
    if (request !== this.#request) return;
    this.pinned = pinned;
    this.lately = lately.filter(({ id }) => !this.isPinned(id));
    this.often = often;
  }
}
