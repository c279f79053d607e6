/**
 * Drills: what can be played, the one that is played, and what is put into it. Every input answers with the whole
 * drill, which is shown; nothing is worked out here. It does not know what is open on the desk (`DrillDesk`) or how
 * anything is drawn.
 */
import type {
  DrillBriefing,
  DrillCompletions,
  DrillInput,
  DrillOutput,
  DrillRow,
  DrillStartRequest,
  DrillTold,
  DrillView,
  Platform,
  ScenarioRow,
  WireError,
} from '../platform/types';
import { DrillClock } from './drill-clock';
import { wireError } from './errors';
import { Showing } from './showing.svelte';

/** Lines of the terminal that are kept. */
const OUTPUTS_AT_MOST = 500;

/** The drills of this window. */
export class Drills {
  /** What can be played; null before it was asked. */
  scenarios = $state.raw<ScenarioRow[] | null>(null);
  /** Every drill that the journal knows, the latest first. */
  rows = $state.raw<DrillRow[]>([]);
  briefing = $state.raw<DrillBriefing | null>(null);
  /** Key of the scenario on which the focus is or was last. */
  pointed = $state<string | null>(null);
  /** The drill on the desk. */
  view = $state.raw<DrillView | null>(null);
  /** All that the terminal printed. */
  outputs = $state.raw<DrillOutput[]>([]);
  /** The desk stands in the window, with the library on it. */
  shown = $state(false);
  loading = $state(false);
  /** Inputs under way. */
  busy = $state(0);
  /** Why the last input could not be written down. */
  trouble = $state.raw<WireError | null>(null);
  /** What is new, for those who do not see it. */
  said = $state('');
  /** The latest news, which stays in sight. */
  news = $state.raw<DrillTold | null>(null);
  /** Simulated seconds since the last tick, in real time. */
  since = $state(0);

  /** The scenario that a command is about. */
  readonly chosen = $derived(this.briefing?.scenario ?? this.pointed);
  readonly onDesk = $derived(this.shown && this.view !== null);
  readonly ended = $derived(this.view?.ended ?? null);
  /** Inputs are taken. */
  readonly goesOn = $derived(this.view !== null && this.view.ended === null);
  /** The drill to go back to: the latest that has not ended. */
  readonly back = $derived(this.rows.find(({ result }) => result === null) ?? null);
  /** The clock runs by itself now. */
  readonly running = $derived(
    this.onDesk &&
      this.view?.mode === 'real_time' &&
      this.goesOn &&
      !this.view.paused &&
      this.view.probes.length === 0,
  );
  /** The time of the drill in seconds since midnight, with those since the last tick. */
  readonly time = $derived(secondsOf(this.view?.clock ?? '0:00', this.view) + this.since);

  /** The play of the checker that is shown on the desk. */
  readonly showing = new Showing(this);

  #platform: Platform;
  #request = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #clock: DrillClock;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#clock = new DrillClock(
      (ticks) => this.put({ input: 'wait', ticks }),
      (seconds) => {
        this.since = Math.floor(seconds);
      },
    );
  }

  /** Lets the clock of a drill in real time run; to be run in an effect. */
  runClock(): (() => void) | undefined {
    const { view } = this;
    if (!this.running || !view) return undefined;
    return this.#clock.run({ tickSeconds: view.tickSeconds, speed: view.speed });
  }

  async loadCatalogue(): Promise<void> {
    this.loading = this.scenarios === null;
    try {
      this.scenarios = (await this.#platform.scenarios()).scenarios;
    } finally {
      this.loading = false;
    }
  }

  /** Reads the list again. */
  async refresh(): Promise<void> {
    this.rows = await this.#platform.drills({ scenario: null });
  }

  /** Shows what the trainee is told before a drill. */
  async brief(scenario: string, language: string | null = null): Promise<void> {
    this.briefing = await this.#platform.briefing({ scenario, language });
  }

  /** Shows the same briefing where another library is open: there the scenario may have another key. */
  async briefAgain({ id, language }: DrillBriefing): Promise<void> {
    await this.loadCatalogue();
    const row = this.scenarios?.find((scenario) => scenario.id === id);
    if (row) await this.brief(row.key, language);
  }

  leaveBriefing(): void {
    this.briefing = null;
  }

  /** Begins a drill and goes to its desk. */
  async start(request: DrillStartRequest): Promise<void> {
    this.#take(await this.#platform.startDrill(request));
    this.briefing = null;
  }

  /** Goes to the desk of a drill, at the last input. */
  async open(id: string): Promise<void> {
    const request = ++this.#request;
    this.loading = true;
    try {
      const view = await this.#platform.drill({ id });
      if (request === this.#request) this.#take(view);
    } finally {
      if (request === this.#request) this.loading = false;
    }
  }

  /** Goes to the desk of a drill that was begun elsewhere. */
  take(view: DrillView): void {
    this.#take(view);
    this.briefing = null;
  }

  /** Goes on from a moment of a drill, as a drill of its own, and goes to its desk. */
  async fork(id: string, seq: number): Promise<void> {
    this.#take(await this.#platform.forkDrill({ id, seq }));
  }

  /** Puts something in. Inputs go in one after the other; false, with `trouble`, when one was not written down. */
  put(input: DrillInput): Promise<boolean> {
    this.busy++;
    const done = this.#queue
      .then(() => this.#send(input))
      .finally(() => {
        this.busy--;
      });
    this.#queue = done;
    return done;
  }

  /** Something was done in the library while the drill goes on. What is not written down there is no loss. */
  note(input: DrillInput): void {
    if (this.onDesk && this.goesOn && this.view?.paused === false) void this.put(input);
  }

  /** Why the last input came to nothing, in the drill's words; null where it did not. */
  get refused(): string | null {
    const { view } = this;
    const told = view?.told.find(
      ({ kind, seq }) => (kind === 'refused' || kind === 'not_now') && seq === view.seq,
    );
    return told?.text ?? null;
  }

  /** How a line of the terminal may go on. */
  async complete(line: string): Promise<DrillCompletions> {
    const { view } = this;
    if (!view) return { word: '', words: [] };
    return this.#platform.completeLine({ id: view.id, line });
  }

  /** Leaves the desk; the clock of a drill that goes on stands meanwhile. */
  async leave(): Promise<void> {
    if (this.goesOn && this.view?.paused === false) await this.put({ input: 'pause' });
    this.shown = false;
    await Promise.all([this.loadCatalogue(), this.refresh()]);
  }

  /** Says something to those who do not see it; the same words twice are said twice. */
  say(text: string): void {
    this.said = this.said === text ? `${text}\u00a0` : text;
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#request++;
    this.scenarios = null;
    this.briefing = null;
    this.pointed = null;
    this.showing.reset();
    this.view = null;
    this.shown = false;
    this.rows = [];
  }

  async #send(input: DrillInput): Promise<boolean> {
    const before = this.view;
    if (!before || before.ended) return false;
    try {
      const view = await this.#platform.putDrill({ id: before.id, input, since: before.seq });
      if (this.view?.id !== view.id) return false;
      // An act took its own time: what had passed of the tick passed in it.
      if (view.tick !== before.tick && input.input !== 'wait') this.#clock.restart();
      if (input.input === 'wait' || input.input === 'wait_for_news') this.since = 0;
      this.#show(view);
      // Its debrief can be opened from the lists from now on.
      if (view.ended)
        void Promise.all([this.loadCatalogue(), this.refresh()]).catch(() => undefined);
      return true;
    } catch (caught) {
      this.trouble = wireError(caught);
      return false;
    }
  }

  #take(view: DrillView): void {
    this.outputs = [];
    this.news = null;
    this.said = '';
    this.#clock.restart();
    this.#show(view);
    this.shown = true;
  }

  #show(view: DrillView): void {
    this.view = view;
    this.trouble = null;
    this.outputs = [...this.outputs, ...view.terminal].slice(-OUTPUTS_AT_MOST);
    const last = view.told.at(-1);
    if (!last) return;
    this.news = last;
    this.say(view.told.map(({ text }) => text).join('. '));
  }
}

/** `18:04` or `18:04:30` in seconds since midnight; the seconds of the tick where the clock shows none. */
function secondsOf(clock: string, view: DrillView | null): number {
  const [hours = 0, minutes = 0, seconds] = clock.split(':').map(Number);
  const left = view ? (view.tick * view.tickSeconds) % 60 : 0;
  return hours * 3600 + minutes * 60 + (seconds ?? left);
}
