/**
 * The lines of a drill's logs that are shown: kept and lengthened while the same is asked for, read anew when the
 * service or the words change. Which lines have the words is known by the core.
 */
import type { DrillLogLine, Platform } from '../platform/types';

const LINES_AT_MOST = 2000;

/** The log that somebody looks at. */
export class DrillLog {
  lines = $state.raw<DrillLogLine[]>([]);
  /** There were more before them. */
  cut = $state(false);
  /** An answer has come. */
  known = $state(false);

  #platform: Platform;
  #asked = '';
  #next: number | null = null;
  #request = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Reads what is new, or all where something else is asked for than before. */
  async read(id: string, service: string | null, words: string): Promise<void> {
    const asked = JSON.stringify([id, service, words]);
    const from = asked === this.#asked ? this.#next : null;
    const request = ++this.#request;
    const query = words === '' ? null : words;
    const { lines, cut, next } = await this.#platform.drillLogs({ id, service, from, query });
    if (request !== this.#request) return;
    this.#asked = asked;
    this.#next = next;
    const all = from === null ? lines : [...this.lines, ...lines];
    this.lines =
      all.length > LINES_AT_MOST || lines.length > 0 || from === null
        ? all.slice(-LINES_AT_MOST)
        : this.lines;
    this.cut = (from !== null && this.cut) || cut || all.length > LINES_AT_MOST;
    this.known = true;
  }
}
