/** What the window may ask of the core about texts that are in its hands: part of the door, see `types.ts`. Nothing is read or written. */
import type { DiffRequest } from './generated/DiffRequest';
import type { MergeRegion } from './generated/MergeRegion';
import type { MergeRequest } from './generated/MergeRequest';
import type { RunDiffLine } from './generated/RunDiffLine';

export type * from './generated/MergeRegion';

/** Texts in the window's hands. */
export interface Texts {
  /** How two texts differ, line by line. */
  diff(request: DiffRequest): Promise<RunDiffLine[]>;
  /** Who changed what, of two texts that were made from the same one. */
  merge(request: MergeRequest): Promise<MergeRegion[]>;
}
