/**
 * Finding in the document that is read: what was typed, how many hits there are and which one is
 * shown. Where the hits stand is the drawing's matter.
 */
export class Find {
  open = $state(false);
  query = $state('');
  total = $state(0);
  /** Index of the hit that is shown; -1 where none is. */
  at = $state(-1);
  /** What was typed has no answer yet: what is known is of something else. */
  pending = $state(false);
  /** Grows each time the person asks for the field. */
  asked = $state(0);

  /** Grows each time the document shall move to the hit. */
  moves = $state(0);
  /** Steps that were asked for before there was an answer. */
  #steps = 0;

  /** Opens the field, or takes the focus back to it. */
  show(query = ''): void {
    if (query !== '') this.type(query);
    this.open = true;
    this.asked++;
  }

  type(query: string): void {
    this.query = query;
    this.at = -1;
    this.pending = true;
    this.#steps = 0;
    this.moves++;
  }

  /** The answer is there; `nearest` tells which hit is the nearest to what is in sight. */
  take(total: number, nearest: () => number): void {
    // Drawn anew, with the same hits: the person stays where they are.
    const isKnown = !this.pending && this.total === total && this.at >= 0;
    this.total = total;
    this.pending = false;
    if (isKnown) return;
    this.at = nearest();
    this.moves++;
    if (this.#steps !== 0) this.step(this.#steps);
    this.#steps = 0;
  }

  /** Goes some hits on, or back, round the ends. */
  step(by: number): void {
    if (this.pending) this.#steps += by;
    else if (this.total > 0) {
      const to = (Math.max(this.at, 0) + by) % this.total;
      this.at = (to + this.total) % this.total;
      this.moves++;
    }
  }

  close(): void {
    this.open = false;
    this.total = 0;
    this.at = -1;
    this.pending = false;
  }
}
