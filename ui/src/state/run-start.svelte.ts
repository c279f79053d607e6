/**
 * The beginning of a run: why, for which alert, with which values. The core says what following the
 * document would mean; what the person typed wins over what the alert says.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { RunOffer, WireError } from '../platform/types';
import type { App } from './app.svelte';
import { wireError } from './errors';

/** The alert is read when the typing rests. */
const RESTED_AFTER = 250;

/** What is known before a run begins. */
export class Start {
  reason = $state('');
  alert = $state('');
  /** What the person typed, by parameter. */
  readonly values = new SvelteMap<string, string>();
  offer = $state.raw<RunOffer | null>(null);
  trouble = $state.raw<WireError | null>(null);
  asking = $state(false);
  readonly title: string;

  #app: App;
  #document: string;
  #section: string;
  #asked = false;

  constructor(app: App) {
    const { view, section } = app.reader;
    this.#app = app;
    this.#document = view?.row.id ?? '';
    this.#section = section;
    this.title = view?.row.title ?? '';
    this.alert = app.search.pastedAlert ?? '';
  }

  /** Asks the core what the run would be with this alert; to be run in an effect. */
  ask(): () => void {
    const alert = this.alert.trim();
    const first = !this.#asked;
    this.#asked = true;
    let ended = false;
    const asking = setTimeout(
      () => {
        void this.#ask(alert, () => ended);
      },
      first ? 0 : RESTED_AFTER,
    );
    return () => {
      ended = true;
      clearTimeout(asking);
    };
  }

  /** Begins the run; null, with `trouble`, when that cannot be done. */
  async begin(): Promise<string | null> {
    try {
      return await this.#app.runs.start({
        document: this.#document,
        section: this.#section === '' ? null : this.#section,
        reason: this.reason.trim(),
        alert: this.alert.trim() === '' ? null : this.alert.trim(),
        values: [...this.values].map(([name, value]) => ({ name, value: value.trim() })),
      });
    } catch (caught) {
      this.trouble = wireError(caught);
      return null;
    }
  }

  async #ask(alert: string, ended: () => boolean): Promise<void> {
    this.asking = true;
    try {
      const offer = await this.#app.platform.prepareRun({
        document: this.#document,
        section: this.#section === '' ? null : this.#section,
        alert: alert === '' ? null : alert,
      });
      if (!ended()) {
        this.offer = offer;
        this.trouble = null;
      }
    } catch (caught) {
      if (!ended()) this.trouble = wireError(caught);
    } finally {
      this.asking = false;
    }
  }
}
