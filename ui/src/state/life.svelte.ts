/**
 * The life of the document that is shown: how it stands, who has signed it, and the form in which something is done
 * about that. What counts and when is the core's matter.
 */
import type {
  ChangeClass,
  DocumentLife,
  DocumentStatus,
  LifeAct,
  Platform,
  WireError,
} from '../platform/types';
import { wireError } from './errors';

/** What the dialog asks for; a status is what the document is to become. */
export type LifeForm =
  | { kind: 'sign' }
  | { kind: 'review' }
  | { kind: 'status'; status: DocumentStatus }
  | { kind: 'answer'; right: boolean };

/** The life of the document in the reader. */
export class Lives {
  view = $state.raw<DocumentLife | null>(null);
  form = $state.raw<LifeForm | null>(null);
  /** Why the last act was refused. */
  trouble = $state.raw<WireError | null>(null);
  /** What was done, for those who do not see it. */
  said = $state('');
  #request = 0;
  #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Reads how a document stands; an older answer is dropped. */
  async load(id: string): Promise<void> {
    const request = ++this.#request;
    if (this.view?.document !== id) this.reset();
    const view = await this.#platform.life({ id });
    if (request === this.#request) this.view = view;
  }

  /** Does what the form says; false where it was refused, and `trouble` says why. */
  async put(change: ChangeClass, note: string): Promise<boolean> {
    const { view, form } = this;
    if (!view || !form) return false;
    this.trouble = null;
    try {
      const { document, content } = view;
      const act = actOf(form, view.changed ? change : null, note.trim());
      const after = await this.#platform.actInLife({ document, content, act });
      if (this.view?.document === document) this.view = after;
      return true;
    } catch (caught) {
      this.trouble = wireError(caught);
      return false;
    }
  }

  /** Nothing is shown. */
  reset(): void {
    this.view = null;
    this.form = null;
    this.trouble = null;
    this.said = '';
  }
}

function actOf(form: LifeForm, change: ChangeClass | null, note: string): LifeAct {
  switch (form.kind) {
    case 'sign':
      return { act: 'sign' };
    case 'review':
      return { act: 'review', change };
    case 'status':
      return { act: 'status', status: form.status, change, note };
    case 'answer':
      return { act: 'feedback', right: form.right, note };
  }
}
