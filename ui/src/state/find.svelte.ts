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
  /** Grows each time the person asks for the field. */
  asked = $state(0);

  /** Grows each time the document shall move to the hit. */
  moves = $state(0);

  /** Opens the field, or takes the focus back to it. */
  show(query = ''): void {
    if (query !== '') this.type(query);
    this.open = true;
    this.asked++;
  }

  type(query: string): void {
    this.query = query;
    this.at = -1;
    this.moves++;
  }

  /** Goes to the next hit or the one before, round the ends. */
  step(by: 1 | -1): void {
    if (this.total === 0) return;
    this.at = (Math.max(this.at, 0) + by + this.total) % this.total;
    this.moves++;
  }

  close(): void {
    this.open = false;
    this.total = 0;
    this.at = -1;
  }
}
