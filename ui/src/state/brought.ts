/** A text that the document which is opened next begins with, as if somebody had typed it: it is saved only by a person. */
import type { EditProposal, Editing } from '../platform/types';

export class Brought {
  #proposal: EditProposal | null = null;

  /** The document that it is of is opened next. */
  put(proposal: EditProposal): void {
    this.#proposal = proposal;
  }

  /** What is opened, with that text; null where what was typed earlier goes first, and in another file or one that cannot be written. */
  take(editing: Editing): Editing | null {
    const proposal = this.#proposal;
    this.#proposal = null;
    const fits = proposal?.document === editing.document && proposal.base === editing.base;
    return fits && !editing.draft && editing.readOnly === null
      ? { ...editing, text: proposal.text }
      : null;
  }
}
