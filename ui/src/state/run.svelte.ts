/**
 * Runs: the one that is in the pane, the ones that are known, and acts on them. Every act answers with
 * the whole run, which is shown; nothing is worked out here. It does not know the forms at a step
 * (`Desk`) or how a run is drawn; the drawing takes `target` and goes there once.
 */
import { m } from '../paraglide/messages.js';
import type {
  Platform,
  RunAct,
  RunImportOutcome,
  RunRow,
  RunStartRequest,
  RunStep,
  RunView,
  WireError,
} from '../platform/types';
import { wireError } from './errors';

/** Where the drawing shall go, once. */
export interface StepTarget {
  step: string;
  /** The step takes the focus; otherwise it only comes into view. */
  focus: boolean;
}

/** A cursor that goes past many steps is written down once. */
const SETTLED_AFTER = 500;
/** Letters of a step's words that name it. */
const WORDS_AT_MOST = 40;

/** The runs of this window. */
export class Runs {
  /** The run that is in the pane, open or closed. */
  view = $state.raw<RunView | null>(null);
  /** Every run that the journal knows, the latest first; null before it was asked. */
  rows = $state.raw<RunRow[] | null>(null);
  /** Id of the step at hand. */
  cursor = $state<string | null>(null);
  target = $state.raw<StepTarget | null>(null);
  /** What the last act did, for those who do not see it. */
  said = $state('');
  /** Why the last act could not be written down. */
  trouble = $state.raw<WireError | null>(null);
  loading = $state(false);
  /** Told of every step that was marked as done. */
  onDone: (view: RunView, step: RunStep) => void = () => undefined;

  readonly steps = $derived(this.view?.steps ?? []);
  /** The document numbers its steps; else they are counted. */
  readonly numbered = $derived(this.steps.some(({ number }) => number !== ''));
  readonly at = $derived(this.steps.findIndex(({ id }) => id === this.cursor));
  readonly step = $derived<RunStep | null>(this.steps[this.at] ?? null);
  /** Open runs of the library that is open. */
  readonly running = $derived(
    (this.rows ?? []).filter(({ state, here }) => state === 'open' && here),
  );
  /** The run to go back to: the one that was in the pane last, else the latest. */
  readonly back = $derived(
    this.running.find(({ id }) => id === this.view?.id) ?? this.running[0] ?? null,
  );
  /** Acts are taken. */
  readonly writable = $derived(this.view?.state === 'open');

  #platform: Platform;
  #request = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Begins a run; the answer is its id. */
  async start(request: RunStartRequest): Promise<string> {
    const view = await this.#platform.startRun(request);
    this.#show(view);
    await this.refresh();
    return view.id;
  }

  /** Takes over a run that came from a colleague; null when the person chose no file. */
  async take(): Promise<{ id: string; outcome: RunImportOutcome; here: boolean } | null> {
    const taken = await this.#platform.importRun();
    if (!taken) return null;
    this.#show(taken.view);
    await this.refresh();
    return { id: taken.view.id, outcome: taken.outcome, here: taken.view.here };
  }

  /** Brings a run into the pane, at the step where it was left. */
  async open(id: string): Promise<void> {
    if (this.view?.id === id) {
      this.#aim(this.cursor);
      return;
    }
    const request = ++this.#request;
    this.loading = true;
    try {
      const view = await this.#platform.run({ id });
      if (request === this.#request) this.#show(view);
    } finally {
      if (request === this.#request) this.loading = false;
    }
  }

  /** Reads the list again. */
  async refresh(): Promise<void> {
    this.rows = await this.#platform.runs({ document: null });
  }

  /** Reads the run in the pane again: its document changed, or another window acted. */
  async reread(): Promise<void> {
    const id = this.view?.id;
    if (id === undefined) return;
    const fresh = await this.#platform.run({ id });
    if (this.view?.id === id) this.view = fresh;
  }

  /**
   * Does something to the run. Acts are done one after the other, and each is made when its turn
   * comes, so that quick keys go on from step to step. False, with `trouble`, when it was refused.
   */
  act(make: (view: RunView) => RunAct | null): Promise<boolean> {
    this.#waiting += 1;
    const done = this.#queue
      .then(() => this.#send(make))
      .finally(() => {
        this.#waiting -= 1;
      });
    this.#queue = done;
    return done;
  }

  /** Acts wait to be written down. */
  get busy(): boolean {
    return this.#waiting > 0;
  }

  /** Ends when every act so far is written down. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /** Goes to a step; where the run stands is written down when the cursor rests. */
  goTo(id: string | null, focus = true): void {
    if (!this.steps.some((step) => step.id === id)) return;
    this.cursor = id;
    this.#aim(id, focus);
    clearTimeout(this.#settling);
    if (!this.writable || this.view?.current === id) return;
    this.#settling = setTimeout(() => {
      void this.act(({ current }) =>
        id === null || current === id || id !== this.cursor ? null : { act: 'focus', step: id },
      );
    }, SETTLED_AFTER);
  }

  /** Goes on or back by steps. */
  move(by: number): void {
    const to = Math.min(Math.max(this.at + by, 0), this.steps.length - 1);
    this.goTo(this.steps[to]?.id ?? null);
  }

  /** Goes to where the run itself stands: after an act that led on. */
  follow(focus = true): void {
    this.cursor = this.view?.current ?? this.cursor;
    this.#aim(this.cursor, focus);
  }

  /** Says something to those who do not see it; the same words twice are said twice. */
  say(text: string): void {
    this.said = this.said === text ? `${text}\u00a0` : text;
  }

  /** The step of this id as people say it. */
  nameOf(id: string | null): string {
    const at = this.steps.findIndex((step) => step.id === id);
    const step = this.steps[at];
    return step ? stepName(step, at, this.numbered) : '';
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#request++;
    clearTimeout(this.#settling);
    this.view = null;
    this.rows = null;
    this.cursor = null;
    this.target = null;
    this.trouble = null;
  }

  async #send(make: (view: RunView) => RunAct | null): Promise<boolean> {
    const { view } = this;
    const act = view && this.writable ? make(view) : null;
    if (!view || !act) return false;
    try {
      const fresh = await this.#platform.act({ id: view.id, act });
      if (this.view?.id === fresh.id) this.view = fresh;
      this.trouble = null;
      this.#noteRow(fresh);
      const done = act.act === 'done' && fresh.steps.find(({ id }) => id === act.step);
      if (done) this.onDone(fresh, done);
      return true;
    } catch (caught) {
      this.trouble = wireError(caught);
      return false;
    }
  }

  #show(view: RunView): void {
    clearTimeout(this.#settling);
    this.view = view;
    this.trouble = null;
    this.cursor = view.current ?? view.steps[0]?.id ?? null;
    this.#aim(this.cursor);
  }

  #aim(step: string | null, focus = true): void {
    this.target = step === null ? null : { step, focus };
  }

  /** The list follows what the run says, without being asked for again. */
  #noteRow({ id, state, progress, endedAt, closing }: RunView): void {
    const right = closing?.right ?? null;
    this.rows =
      this.rows?.map((row) =>
        row.id === id ? { ...row, state, progress, endedAt, right } : row,
      ) ?? null;
  }
}

/**
 * A step as people say it: by its number; by its place (from 0) where the document numbers none; by its
 * words where it numbers others, since the place would be taken for a number.
 */
export function stepName({ number, text }: RunStep, at: number, numbered: boolean): string {
  if (number !== '') return m.run_step({ number });
  if (!numbered) return m.run_step_at({ at: String(at + 1) });
  const short = text.length > WORDS_AT_MOST ? `${text.slice(0, WORDS_AT_MOST).trimEnd()}…` : text;
  return m.run_step_named({ text: short });
}
