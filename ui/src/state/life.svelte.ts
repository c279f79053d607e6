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
import type { App } from './app.svelte';
import { wireError } from './errors';

/** What the dialog asks for; a status is what the document is to become. */
export type LifeForm =
  | { kind: 'sign' }
  | { kind: 'review' }
  | { kind: 'status'; status: DocumentStatus }
  | { kind: 'answer'; right: boolean };

/** A form with the document that it is about, as that was when the form was opened: what is done is done about that text. */
export interface LifeAsked {
  form: LifeForm;
  view: DocumentLife;
  title: string;
}

/** The life of the document in the reader. */
export class Lives {
  view = $state.raw<DocumentLife | null>(null);
  asked = $state.raw<LifeAsked | null>(null);
  /** Why the last act was refused. */
  trouble = $state.raw<WireError | null>(null);
  /** What was done, for those who do not see it. */
  said = $state('');
  #request = 0;
  /** What is being done now. */
  #underWay: LifeAsked | null = null;
  #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Reads how a document stands; an older answer is dropped. */
  async load(id: string): Promise<void> {
    if (this.view?.document !== id) this.#clear();
    const request = ++this.#request;
    const view = await this.#platform.life({ id });
    if (request !== this.#request) return;
    // What was done was done about another text.
    if (view.content !== this.view?.content) this.said = '';
    this.view = view;
  }

  /** Opens a form about the document that is shown. */
  ask(form: LifeForm, title: string): void {
    this.trouble = null;
    this.asked = this.view && { form, view: this.view, title };
  }

  /** Puts the form away. */
  leave(): void {
    this.trouble = null;
    this.asked = null;
  }

  /** Does what the form says, once however often it is asked, and puts it away. Where that is refused `trouble` says why. */
  async put(change: ChangeClass, note: string, said: string): Promise<void> {
    const { asked } = this;
    if (!asked || asked === this.#underWay) return;
    const { form, view } = asked;
    const { document, content } = view;
    this.#underWay = asked;
    this.trouble = null;
    try {
      const act = actOf(form, view.changed ? change : null, note.trim());
      const after = await this.#platform.actInLife({ document, content, act });
      if (this.#underWay !== asked) return;
      this.#show(after, said);
      if (this.asked === asked) this.leave();
    } catch (caught) {
      // Whoever has put the form away is told all the same.
      if (this.asked !== asked) throw caught;
      this.trouble = wireError(caught);
    } finally {
      if (this.#underWay === asked) this.#underWay = null;
    }
  }

  /** Nothing is shown. */
  reset(): void {
    this.leave();
    this.#underWay = null;
    this.#clear();
  }

  #clear(): void {
    this.#request++;
    this.view = null;
    this.said = '';
  }

  /** How the document stands after an act, unless another one is shown by now. What was asked before the act is older. */
  #show(after: DocumentLife, said: string): void {
    if (this.view?.document !== after.document) return;
    this.#request++;
    this.view = after;
    this.said = said;
  }
}

/** Opens the form in which this is done about the document in the reader. */
export function askInLife(app: App, form: LifeForm): void {
  app.lives.ask(form, app.reader.view?.row.title ?? '');
  if (app.lives.asked) app.layout.dialog = 'life';
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
