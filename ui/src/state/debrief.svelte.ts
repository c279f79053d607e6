/**
 * The debrief that is in the pane: what the core says of a drill that was played, the moment the scrubber stands at, and
 * what the person adds (account, answers, items). Nothing is judged here; every act answers with the whole debrief.
 * It does not know how anything is drawn.
 */
import type { Debrief, DrillItemRequest, DrillMoment, Platform } from '../platform/types';
import { Charts } from './drill-charts.svelte';

/** Charts that are drawn before somebody chooses. */
const CHARTS_AT_FIRST = 2;

/** The debriefs of this window, one at a time. */
export class Debriefs {
  view = $state.raw<Debrief | null>(null);
  loading = $state(false);
  /** The tick at which the scrubber stands. */
  tick = $state(0);
  /** Names of the metrics that are drawn. */
  drawn = $state.raw<string[]>([]);
  /** What was done, for those who do not see it. */
  said = $state('');
  /** The account as far as it is written. */
  draft = $state('');
  /** Grows each time somebody asks to be shown a moment. */
  asked = $state(0);
  readonly charts: Charts;

  /** The last tick that the scrubber reaches: the end of the play. */
  readonly last = $derived(this.view ? Math.round(this.view.seconds / this.view.tickSeconds) : 0);
  /** Index of the last moment at or before the scrubber. */
  readonly at = $derived(this.view?.timeline.findLastIndex(({ at }) => at.tick <= this.tick) ?? -1);
  readonly moment = $derived<DrillMoment | null>(this.view?.timeline[this.at] ?? null);

  #platform: Platform;
  #request = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.charts = new Charts(platform);
  }

  /** Brings the debrief of a drill into the pane. */
  async open(id: string): Promise<void> {
    const request = ++this.#request;
    this.loading = true;
    try {
      const view = await this.#platform.debrief({ id });
      if (request !== this.#request) return;
      const other = this.view?.id !== id;
      this.view = view;
      if (!other) return;
      this.tick = 0;
      this.draft = '';
      this.said = '';
      this.drawn = firstCharts(view);
    } finally {
      if (request === this.#request) this.loading = false;
    }
  }

  /** Reads the lines of the metrics that are drawn. */
  async readCharts(): Promise<void> {
    if (this.view) await this.charts.read(this.view.id, this.drawn);
  }

  /** Draws a metric or leaves it away. */
  toggle(metric: string): void {
    this.drawn = this.drawn.includes(metric)
      ? this.drawn.filter((name) => name !== metric)
      : [...this.drawn, metric];
  }

  /** Moves the scrubber. */
  goTo(tick: number): void {
    this.tick = Math.min(Math.max(tick, 0), this.last);
  }

  /** Moves the scrubber because somebody wants to see a moment; the drawing brings it into view. */
  show(tick: number): void {
    this.goTo(tick);
    this.asked++;
  }

  /** Gives the own account; an empty text passes it over. */
  async giveAccount(text: string): Promise<void> {
    await this.#take((id) => this.#platform.giveAccount({ id, text }));
    this.draft = '';
  }

  async answer(question: number, answer: number): Promise<void> {
    await this.#take((id) => this.#platform.answerQuiz({ id, question, answer }));
  }

  /** Adds an item, changes it or, with an empty text, takes it away. */
  async keep(item: Omit<DrillItemRequest, 'id'>): Promise<void> {
    await this.#take((id) => this.#platform.keepItem({ id, ...item }));
  }

  /** Says something to those who do not see it; the same words twice are said twice. */
  say(text: string): void {
    this.said = this.said === text ? `${text}\u00a0` : text;
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#request++;
    this.view = null;
    this.loading = false;
  }

  async #take(ask: (id: string) => Promise<Debrief>): Promise<void> {
    const id = this.view?.id;
    if (id === undefined) return;
    const view = await ask(id);
    if (this.view?.id === view.id) this.view = view;
  }
}

/** Those that an alert watches come first. */
function firstCharts({ metrics }: Debrief): string[] {
  const watched = metrics.filter(({ thresholds }) => thresholds.length > 0);
  const others = metrics.filter(({ thresholds }) => thresholds.length === 0);
  return [...watched, ...others].slice(0, CHARTS_AT_FIRST).map(({ name }) => name);
}
