/**
 * Something that is asked again and again while somebody works: not before there is calm, never twice at
 * once, and always once more where something changed meanwhile.
 */
export class Calm {
  #ask: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: Promise<void> | null = null;
  #again = false;

  /** What is asked must not reject: it says itself what went wrong. */
  constructor(ask: () => Promise<void>) {
    this.#ask = ask;
  }

  /** Asks after so many milliseconds, counted anew from each call. */
  soon(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.now();
    }, after);
  }

  /** Asks after so many milliseconds, counted from the first call since it was asked. */
  within(after: number): void {
    if (this.#timer === undefined) this.soon(after);
  }

  /** It waits to be asked, or is being asked. */
  get waits(): boolean {
    return this.#timer !== undefined || this.#underWay !== null;
  }

  /** Asks now, or right after what is under way; ends when that is answered. */
  async now(): Promise<void> {
    this.drop();
    this.#again = true;
    this.#underWay ??= this.#run();
    await this.#underWay;
  }

  /** What waits is not asked; ends when what is under way is answered. */
  async settle(): Promise<void> {
    this.drop();
    this.#again = false;
    await this.#underWay;
  }

  /** What waits is not asked. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#ask();
    }
    this.#underWay = null;
  }
}
