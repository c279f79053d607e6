/**
 * Two texts that were made from the same one and cannot both stand: what I wrote and what is on disk. It
 * keeps what the person decides about each difference and makes the result; who changed what is told by
 * the core. It writes nothing.
 */
import type { MergeRegion } from '../platform/types';

/** Whose lines stand in the result. */
export type Side = 'mine' | 'theirs' | 'both' | 'original';

/** The texts that stand against each other. */
export interface Opposed {
  mine: string;
  /** Null where the file is gone. */
  theirs: string | null;
  /** Null where nobody knows it. */
  original: string | null;
  /** What to save with, to write over the file as it is now. */
  base: string;
}

/** One conflict on its way to a result. */
export class Conflict {
  readonly texts: Opposed;
  readonly regions: readonly MergeRegion[];
  /** By region; null where the person must decide. */
  choices = $state<(Side | null)[]>([]);

  readonly undecided = $derived(this.choices.filter((choice) => choice === null).length);

  constructor(texts: Opposed, regions: readonly MergeRegion[]) {
    this.texts = texts;
    this.regions = regions;
    this.choices = regions.map(({ kind }) => FIRST[kind]);
  }

  /** The file is gone: there is nothing to choose between. */
  get gone(): boolean {
    return this.texts.theirs === null;
  }

  /** Places of the regions in which the texts differ. */
  get differences(): number[] {
    return this.regions.flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]));
  }

  choose(at: number, side: Side): void {
    this.choices[at] = side;
  }

  /** One side everywhere: its text, as it is. */
  chooseAll(side: 'mine' | 'theirs'): void {
    this.choices = this.regions.map(() => side);
  }

  /** The text that the choices make; what is undecided stands in it as mine. */
  get result(): string {
    if (this.gone) return this.texts.mine;
    return this.regions.map((region, at) => linesOf(region, this.choices[at] ?? 'mine')).join('');
  }
}

const FIRST: Record<MergeRegion['kind'], Side | null> = {
  same: 'mine',
  both: 'mine',
  mine: 'mine',
  theirs: 'theirs',
  conflict: null,
};

function linesOf({ kind, mine, original, theirs }: MergeRegion, side: Side): string {
  if (kind === 'same') return mine;
  if (side === 'both') return ended(mine) + theirs;
  return { mine, original, theirs }[side];
}

/** Lines of the other side never go on in the last line of mine. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
