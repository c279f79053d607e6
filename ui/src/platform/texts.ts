/** What the window may ask of the core about texts that are in its hands: part of the door, see `types.ts`. Nothing is read or written. */
import type { DiffRequest } from './generated/DiffRequest';
import type { EditChange } from './generated/EditChange';
import type { FieldRequest } from './generated/FieldRequest';
import type { FieldValue } from './generated/FieldValue';
import type { FieldsRequest } from './generated/FieldsRequest';
import type { MergeRegion } from './generated/MergeRegion';
import type { MergeRequest } from './generated/MergeRequest';
import type { RunDiffLine } from './generated/RunDiffLine';

export type * from './generated/FieldValue';
export type * from './generated/MergeRegion';

/** Texts in the window's hands. */
export interface Texts {
  /** How two texts differ, line by line. */
  diff(request: DiffRequest): Promise<RunDiffLine[]>;
  /** Who changed what, of two texts that were made from the same one. */
  merge(request: MergeRequest): Promise<MergeRegion[]>;
  /** What fields of the front matter say, under whatever names it has for them. */
  readFields(request: FieldsRequest): Promise<FieldValue[]>;
  /** The changes that make a field say something; rejects where it is written in a way that is not edited surely. */
  setField(request: FieldRequest): Promise<EditChange[]>;
}
