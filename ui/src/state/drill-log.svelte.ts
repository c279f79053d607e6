/**
 * The lines of a drill's logs: kept and lengthened while the same is asked for, read anew when the service or the words
 * change. Of the lines that are kept only a stretch is drawn, the latest unless somebody reads further up. Which lines
 * have the words is known by the core.
 */
import type { DrillLogLine, Platform } from '../platform/types';

const LINES_AT_MOST = 2000;
/** Lines that are drawn at first, and by which that grows for whoever reads further up. */
const STRETCH = 250;

/** The log that somebody looks at. */
export class DrillLog {
  lines = $state.raw<DrillLogLine[]>([]);
  /** There were more before them. */
  cut = $state(false);
  /** An answer has come. */
  known = $state(false);
  /** The number of the first kept line among all that came: so a line keeps its number while others come and go. */
  start = $state(0);
  /** The number from which on lines are drawn; null for the latest stretch, whatever comes. */
  #from = $state<number | null>(null);

  /** The latest lines stay in sight. */
  readonly follow = $derived(this.#from === null);
  /** The number of the first line that is drawn. */
  readonly first = $derived(Math.max(this.start, this.#from ?? this.#latest));
  /** The lines that are drawn. */
  readonly shown = $derived(this.lines.slice(this.first - this.start));

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
    if (from === null) this.#fill(lines, cut);
    else if (lines.length > 0) this.#lengthen(lines, cut);
    this.known = true;
  }

  /** The latest lines are to stay in sight, or those that are drawn. */
  keep(latest: boolean): void {
    if (latest !== this.follow) this.#from = latest ? null : this.first;
  }

  /** Draws a stretch more before the first line; false where there is none. */
  earlier(): boolean {
    if (this.first <= this.start) return false;
    this.#from = Math.max(this.start, this.first - STRETCH);
    return true;
  }

  get #latest(): number {
    return this.start + this.lines.length - STRETCH;
  }

  #fill(lines: DrillLogLine[], cut: boolean): void {
    this.lines = lines.slice(-LINES_AT_MOST);
    this.start = 0;
    this.cut = cut || lines.length > LINES_AT_MOST;
    if (!this.follow) this.#from = this.#latest;
  }

  #lengthen(lines: DrillLogLine[], cut: boolean): void {
    const all = [...this.lines, ...lines];
    const gone = Math.max(0, all.length - LINES_AT_MOST);
    this.lines = all.slice(gone);
    this.start += gone;
    this.cut ||= cut || gone > 0;
  }
}
