/**
 * The lines of a drill's charts, kept and lengthened: a running clock asks only for what is new. What a point means
 * and how it is drawn is known elsewhere.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { DrillCharts, DrillMark, DrillSeries, Platform } from '../platform/types';

/** The lines that were asked for so far. */
export class Charts {
  readonly series = new SvelteMap<string, DrillSeries>();
  marks = $state.raw<DrillMark[]>([]);
  /** Seconds since midnight at second 0. */
  midnight = $state(0);

  #platform: Platform;
  #drill = '';
  /** By metric, the second to ask from next. */
  #next: Record<string, number> = {};
  #request = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Reads what is new of these metrics. Metrics that were never read are read wholly. */
  async read(drill: string, metrics: readonly string[]): Promise<void> {
    if (drill !== this.#drill) this.#begin(drill);
    if (metrics.length === 0) return;
    const request = ++this.#request;
    const known = metrics.map((metric) => this.#next[metric] ?? null);
    const from = known.includes(null) ? null : Math.min(...known.map((second) => second ?? 0));
    const charts = await this.#platform.drillCharts({ id: drill, metrics: [...metrics], from });
    if (request === this.#request && drill === this.#drill) this.#take(charts, from);
  }

  #begin(drill: string): void {
    this.#drill = drill;
    this.#next = {};
    this.series.clear();
    this.marks = [];
  }

  #take({ series, marks, next, midnight }: DrillCharts, from: number | null): void {
    this.midnight = midnight;
    this.marks = marks;
    for (const fresh of series) {
      const old = from === null ? undefined : this.series.get(fresh.metric);
      this.series.set(fresh.metric, old ? joined(old, fresh, from ?? 0) : fresh);
      // A panel that is still closed has no points: it is read wholly once it is open.
      if (fresh.seconds.length > 0 || old) this.#next[fresh.metric] = next;
    }
  }
}

/** The old points before `from`, then the fresh ones. */
export function joined(old: DrillSeries, fresh: DrillSeries, from: number): DrillSeries {
  const at = old.seconds.findIndex((second) => second >= from);
  const kept = at < 0 ? old.seconds.length : at;
  return {
    metric: fresh.metric,
    seconds: [...old.seconds.slice(0, kept), ...fresh.seconds.filter((second) => second >= from)],
    values: [
      ...old.values.slice(0, kept),
      ...fresh.values.filter((_, index) => (fresh.seconds[index] ?? from) >= from),
    ],
  };
}
