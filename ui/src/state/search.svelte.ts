/**
 * The one search: what was typed, what was found, which of it is chosen. One request is under way
 * at a time; while it is, only the latest query waits, so the last one typed always wins and fast
 * typing never queues up. Previous results stay until they are replaced. A pasted alert is kept whole
 * for as long as nothing else is typed; the field then shows its name.
 */
import type { DocumentRow, HitGroup, Platform, SearchResponse, WireError } from '../platform/types';
import { wireError } from './errors';
import { Latest } from './latest.svelte';

/** Where a row of the list leads. */
export interface Destination {
  document: string;
  slug: string;
  line: number | null;
}

/** A row of the list: it leads somewhere, or shows the rest of a document's hits. */
export type Row = Destination | { more: string };

/** Hits of one document at first: the next document shall be in sight as well. */
const HITS_AT_FIRST = 3;
/** Documents that are shown where none answers. */
const NEAREST = 3;
const FIRST_LIMIT = 50;
const FULL_LIMIT = 200;
/** A query that stands so long is meant, in milliseconds. */
const RESTED_AFTER = 1000;
/** Characters of a query, and of a pasted text; the core reads fewer bytes of one. */
export const LONGEST_QUERY = 512;
const LONGEST_PASTED = 300_000;

/** The search of this window. */
export class Search {
  query = $state('');
  response = $state.raw<SearchResponse | null>(null);
  error = $state.raw<WireError | null>(null);
  /** Index of the chosen row; -1 where none is. */
  active = $state(-1);
  /** Something was opened since a row was chosen: no row is looked at until one is chosen again. */
  left = $state(false);

  /** Ids of the documents all of whose hits are shown. */
  unfolded = $state.raw<readonly string[]>([]);

  /** The text that was pasted in place of a query. */
  pasted = $state.raw<string | null>(null);
  /** Which alert of the pasted payload is searched for. */
  chosen = $state(0);

  /** Grows each time the person asks for what the results can be narrowed by. */
  filterAsked = $state(0);

  /** Told of a query once it has its answer and the typing rests. */
  onFound: (query: string) => void = () => undefined;

  readonly typed = $derived(this.query.trim() !== '');
  /** What was found, shown for as long as something is typed. */
  readonly found = $derived(this.typed ? this.response : null);

  /** The alert that the core understood. */
  readonly alert = $derived(this.found?.alert ?? null);
  /** The alert as text, for whoever goes on with it: following begins with its labels. */
  readonly pastedAlert = $derived(this.alert?.text ?? null);

  #platform: Platform;
  #limit = FIRST_LIMIT;
  readonly #latest = new Latest<void>(() => this.#run());
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Searches for what was typed. */
  type(query: string): void {
    this.query = query;
    this.pasted = null;
    this.#begin();
  }

  /** Searches for what was pasted: an alert, several, or a text of several lines. */
  paste(text: string): void {
    this.query = oneLine(text);
    this.pasted = text.slice(0, LONGEST_PASTED);
    this.#begin();
  }

  /** Searches for another alert of the pasted payload. */
  choose(chosen: number): void {
    this.chosen = chosen;
    this.left = false;
    this.refresh();
  }

  /** Chooses a row. */
  pick(row: number): void {
    this.active = row;
    this.left = false;
  }

  /** Shows all hits of a document; the first that was hidden takes the place of the row chosen. */
  unfold(document: string): void {
    this.unfolded = [...this.unfolded, document];
  }

  /** Asks for all the sections that the core gives at once. */
  showMore(): void {
    this.#limit = FULL_LIMIT;
    this.refresh();
  }

  /** An answer is under way. */
  get pending(): boolean {
    return this.#latest.pending;
  }

  /** How many of the hits the answer holds; the rest was not asked for. */
  get held(): number {
    return this.found?.groups.reduce((sum, { hits }) => sum + hits.length, 0) ?? 0;
  }

  /** There is more than is shown, and asking for it would show it. */
  get hasMore(): boolean {
    const { found } = this;
    if (!found || found.none || this.#limit === FULL_LIMIT) return false;
    return found.total > this.held;
  }

  /** Searches again: the documents changed. */
  refresh(): void {
    if (!this.typed) {
      this.response = null;
      this.error = null;
      this.active = -1;
      this.#latest.drop();
      return;
    }
    this.#latest.ask();
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.type('');
  }

  /** Another text: it is searched from the beginning. */
  #begin(): void {
    this.chosen = 0;
    this.left = false;
    this.#limit = FIRST_LIMIT;
    this.refresh();
  }

  async #run(): Promise<void> {
    const { query, pasted, chosen } = this;
    const limit = this.#limit;
    const isLatest = (): boolean =>
      query === this.query && pasted === this.pasted && chosen === this.chosen;
    try {
      const response =
        pasted === null
          ? await this.#platform.search({ query, limit })
          : await this.#platform.searchAlert({ text: pasted, chosen, limit });
      if (isLatest()) this.#take(response);
    } catch (caught) {
      if (isLatest()) this.error = wireError(caught);
    }
  }

  #take(response: SearchResponse): void {
    const same =
      this.response?.query === response.query &&
      this.response.alert?.chosen === response.alert?.chosen;
    if (!same) this.unfolded = [];
    this.response = response;
    this.error = null;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      if (this.query === response.query) this.onFound(response.query);
    }, RESTED_AFTER);
    const { alert } = response;
    if (this.pasted !== null && alert) {
      const names = [alert.name, alert.summary, alert.link?.address];
      this.query = oneLine(names.find((name) => name) ?? this.query);
    }
    const rows = resultRows(response, this.unfolded).length;
    if (!same || this.active >= rows) this.active = rows > 0 ? 0 : -1;
  }
}

/** A text as a single-line field can show it. */
function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ').slice(0, LONGEST_QUERY);
}

/** The rows of an answer in the order in which they are shown. */
export function resultRows(response: SearchResponse, unfolded: readonly string[]): Row[] {
  if (response.groups.length === 0) return response.nearest.map(toDocument);
  return shownGroups(response).flatMap((group) => {
    const { hits, more } = shownHits(group, unfolded);
    const rows: Row[] = hits.map(({ document, slug, line }) => ({ document, slug, line }));
    return more > 0 ? [...rows, { more: group.document.id }] : rows;
  });
}

/** The documents that are shown: where none answers, only the nearest, so that none looks like an answer. */
export function shownGroups({ groups, none }: SearchResponse): readonly HitGroup[] {
  return none ? groups.slice(0, NEAREST) : groups;
}

/** The hits of a document that are shown, and how many wait behind them. */
export function shownHits(
  { document, hits }: HitGroup,
  unfolded: readonly string[],
): { hits: HitGroup['hits']; more: number } {
  // A row that hides a single hit would take as much room as the hit.
  if (hits.length <= HITS_AT_FIRST + 1 || unfolded.includes(document.id)) return { hits, more: 0 };
  return { hits: hits.slice(0, HITS_AT_FIRST), more: hits.length - HITS_AT_FIRST };
}

/** The way to a document's beginning. */
export function toDocument(row: DocumentRow): Destination {
  return { document: row.id, slug: '', line: null };
}
