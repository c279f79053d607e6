/**
 * What is due today: read when the library, a run or the day changes, and shown as a count and as a list. What is late and
 * what was missed the core says.
 */
import { m } from '../paraglide/messages.js';
import type { Platform, Today, TodayRow } from '../platform/types';
import type { App } from './app.svelte';

/** Records of others arrive with the files of the library, and days end: it is read again this often. */
const EVERY = 60_000;

/** The recurring work of the open library. */
export class TodayList {
  view = $state.raw<Today | null>(null);
  /** The document whose readings are shown in place of the list. */
  readings = $state.raw<{ document: string; title: string } | null>(null);
  #platform: Platform;
  #request = 0;

  /** Something is done again and again here. */
  readonly used = $derived((this.view?.rows.length ?? 0) + (this.view?.ahead.length ?? 0) > 0);

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Reads it again. */
  async refresh(): Promise<void> {
    const request = ++this.#request;
    const view = await this.#platform.today({ date: null });
    if (request === this.#request) this.view = view;
  }

  /** Begins the work of a row; answers with the run that is to be shown. */
  async begin({ document, occurrence, run }: TodayRow): Promise<string> {
    if (run !== null) return run;
    const { id } = await this.#platform.startCheck({ document, occurrence });
    return id;
  }

  /** Reads it again and again; the answer ends that. A failure is told where somebody asks for it. */
  watch(): () => void {
    const reading = setInterval(() => {
      this.refresh().catch(() => undefined);
    }, EVERY);
    return () => {
      clearInterval(reading);
    };
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#request++;
    this.view = null;
    this.readings = null;
  }
}

/** Writes the record of a closed run, and says where it stands. */
export async function shareCheck(app: App, id: string): Promise<void> {
  const { record } = await app.platform.shareCheck({ id });
  app.toasts.show({ severity: 'info', message: m.check_shared({ file: record }) });
  await app.runs.reread();
  await app.today.refresh();
}
