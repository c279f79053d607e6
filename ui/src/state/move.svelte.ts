/**
 * Moving or renaming a document: where to, what that would change, and doing it. The core plans; the
 * answer to the latest question wins.
 */
import type { MovePlan, WireError } from '../platform/types';
import type { App } from './app.svelte';
import { wireError } from './errors';
import type { Subject } from './files.svelte';

/** The plan is made when the typing rests. */
const RESTED_AFTER = 200;

/** A move before it is made. */
export class Move {
  readonly subject: Subject;
  /** The new path, as it is typed. */
  to = $state('');
  /** Links shall lead where they led. */
  links = $state(true);
  plan = $state.raw<MovePlan | null>(null);
  /** Folders of the library, with the file's name behind each. */
  places = $state.raw<string[]>([]);
  trouble = $state.raw<WireError | null>(null);
  asking = $state(false);
  #app: App;
  #request = 0;

  constructor(app: App) {
    this.#app = app;
    this.subject = app.files.subject ?? { id: '', title: '' };
    this.to = this.subject.id;
    const name = this.subject.id.split('/').at(-1) ?? '';
    void app.attempt(async () => {
      const { folders } = await app.platform.offerDocument({ origin: { from: 'nothing' } });
      this.places = ['', ...folders].map((folder) => (folder === '' ? name : `${folder}/${name}`));
    });
  }

  readonly changed = $derived.by(() => this.to.trim() !== this.subject.id);
  readonly ready = $derived(this.changed && this.plan?.possible === true);
  /** Why it cannot go there. */
  readonly problem = $derived(
    this.changed && this.plan && !this.plan.possible ? this.plan.problems.join('. ') : null,
  );

  /** Asks what the move would change; to be run in an effect. */
  planSoon(): () => void {
    const asked = { document: this.subject.id, to: this.to.trim(), links: true };
    if (!this.changed) return () => undefined;
    const timer = setTimeout(() => void this.#plan(asked), RESTED_AFTER);
    return () => {
      clearTimeout(timer);
    };
  }

  /** Moves it, and follows it where it was read; false with `trouble` when that cannot be done. */
  async go(): Promise<boolean> {
    const { platform, reader, editor, toasts } = this.#app;
    const { id } = this.subject;
    const asked = { document: id, to: this.to.trim(), links: this.links };
    await this.#plan({ ...asked, links: true });
    if (!this.ready) return false;
    try {
      // What is typed in it goes along.
      await editor.flush();
      const moved = await platform.moveDocument(asked);
      editor.renamed(id, moved.document);
      await reader.renamed(id, moved.document);
      // What the plan told was read before.
      const told = this.plan?.problems ?? [];
      for (const message of moved.problems) {
        if (!told.includes(message)) toasts.show({ severity: 'warning', message });
      }
      return true;
    } catch (caught) {
      this.trouble = wireError(caught);
      return false;
    }
  }

  async #plan(asked: { document: string; to: string; links: boolean }): Promise<void> {
    const request = ++this.#request;
    this.asking = true;
    try {
      const plan = await this.#app.platform.planMove(asked);
      if (request !== this.#request) return;
      this.plan = plan;
      this.trouble = null;
    } catch (caught) {
      if (request === this.#request) this.trouble = wireError(caught);
    } finally {
      this.asking = false;
    }
  }
}
