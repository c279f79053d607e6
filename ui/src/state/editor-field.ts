/** What edits the text, as the rest of the window knows it. It is made by `features/editor` when it is needed. */
import type { EditChange, EditFix } from '../platform/types';

/** What can be done in the text by a command. */
export type FieldAct =
  'find' | 'replace' | 'findNext' | 'findPrevious' | 'nextFinding' | 'previousFinding';

/** The text that is being written. */
export interface TextField {
  text: () => string;
  /** Letters of the text. */
  size: () => number;
  /** Where the cursor is, as places in a text are counted. */
  cursor: () => number;
  /** Another number for every other text. */
  version: () => number;
  /** Puts another text in its place; what is the same in both stays, and with it the cursor. It can be undone. */
  replace: (text: string) => void;
  /** Makes changes of the text as it is. */
  apply: (changes: readonly EditChange[]) => void;
  /** This is the text that the file has: only another one counts as changed. */
  saved: (text: string) => void;
  /** Makes a fix of what was found; places have moved with what was typed since the check. */
  fix: (fix: EditFix) => void;
  act: (act: FieldAct) => void;
  focus: () => void;
  /** The first line in sight, from 1, with how far of it is above the edge. */
  lineInSight: () => number;
  /** Brings a line to the upper edge, or only the cursor to it. */
  goToLine: (line: number, focus: boolean) => void;
}

/** The text that is being written, as far as it is asked about. */
export interface Source {
  document: string;
  /** Another one for every other text. */
  version: number;
  read: () => string;
}
