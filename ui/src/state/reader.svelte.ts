/**
 * The reader: which document is shown, where in it, and the way back. It does not know how a
 * document is drawn; the drawing takes `target` and goes there once.
 */
import type { DocumentView, Platform, WireError } from '../platform/types';
import { wireError } from './errors';
import type { Destination } from './search.svelte';

/** Where somebody was in what is drawn, so exactly that they find it again. */
export interface Spot {
  /** How far it was scrolled, in CSS pixels. */
  top: number;
  /** The first block in sight, and how far below the edge it stood. */
  block: { at: number; below: number } | null;
  /** The link or button that had the focus, counted among all of them. */
  stop: number | null;
}

/** What the pane shows: a document, or one of the other screens. */
export type Screen =
  | 'document'
  | 'edit'
  | 'problems'
  | 'upkeep'
  | 'run'
  | 'runs'
  | 'today'
  | 'drills'
  | 'debrief'
  | 'changes'
  | 'history';

/** A stop on the way: a spot in a document, or another screen of the pane. */
interface Stop {
  screen: Screen;
  document: string;
  /** Id of the run, where it is one. */
  run?: string;
  /** Id of the drill, where it is a debrief. */
  drill?: string;
  /** Id of the document, where it is a history. */
  history?: string;
  spot: Spot;
}

/** Where the drawing shall go, once. */
export type Target =
  | { to: 'section'; slug: string; line: number | null; focus: boolean }
  | { to: 'line'; line: number }
  | { to: 'spot'; spot: Spot };

const SAVE_AFTER = 700;
const STOPS_AT_MOST = 200;

/** The reader of this window. */
export class Reader {
  view = $state.raw<DocumentView | null>(null);
  screen = $state<Screen>('document');
  /** Id of the run that the pane shows or showed last. */
  run = $state<string | null>(null);
  /** Id of the document that the pane shows or showed last to be written. */
  writing = $state<string | null>(null);
  /** Id of the drill whose debrief the pane shows or showed last. */
  drill = $state<string | null>(null);
  /** Id of the document whose history the pane shows or showed last. */
  history = $state<string | null>(null);
  target = $state.raw<Target | null>(null);
  loading = $state(false);
  /** The document that is shown is gone from the library. */
  removed = $state(false);
  /** The section that is read, as the drawing tells it. */
  section = $state('');
  /** What was done with the document, for those who do not see it. */
  said = $state('');
  /** Grows each time the person asks for the outline. */
  outlineAsked = $state(0);
  /** Tells where somebody is in what is drawn; set by the drawing. */
  look: (() => Spot) | null = null;
  #stops = $state.raw<Stop[]>([]);
  #at = $state(-1);
  #scroll = 0;
  #request = 0;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #platform: Platform;
  #opened: (id: string) => void;

  readonly canGoBack = $derived(this.#at > 0);
  readonly canGoForward = $derived(this.#at < this.#stops.length - 1);
  readonly current = $derived(this.screen === 'document' ? (this.view?.row.id ?? null) : null);

  constructor(platform: Platform, opened: (id: string) => void) {
    this.#platform = platform;
    this.#opened = opened;
  }

  /** Opens a document at a section; rejects and stays where it is when that cannot be read. */
  async open({ document, slug, line }: Destination, focus = true): Promise<void> {
    if (!(await this.#show(document))) return;
    this.#push({ screen: 'document', document, spot: atTop(0) });
    this.target = { to: 'section', slug, line, focus };
    this.#opened(document);
    this.#savePlaceSoon();
  }

  /** Opens the document of last time where it was left. */
  async resume(document: string, scroll: number): Promise<void> {
    if (!(await this.#show(document))) return;
    this.#push({ screen: 'document', document, spot: atTop(scroll) });
    this.target = { to: 'spot', spot: atTop(scroll) };
  }

  /** The document `from` is called `to` now: the way back leads there, and it is read again where it was read. */
  async renamed(from: string, to: string): Promise<void> {
    const stops = this.#stops.map((stop) =>
      stop.document === from ? { ...stop, document: to } : stop,
    );
    this.#stops = stops;
    if (this.writing === from) this.writing = to;
    if (this.view?.row.id !== from) return;
    const spot = this.look?.() ?? atTop(this.#scroll);
    const request = ++this.#request;
    const view = await this.#platform.openDocument({ id: to });
    if (request !== this.#request) return;
    this.view = view;
    this.removed = false;
    this.target = { to: 'spot', spot };
    this.#opened(to);
    this.#savePlaceSoon();
  }

  /** The document is gone: no way leads there any more, and what was read before is read again. */
  async leave(id: string): Promise<void> {
    const shown = this.current === id;
    const before = this.#stops.slice(0, this.#at + 1).filter(({ document }) => document !== id);
    const behind = this.#stops.slice(this.#at + 1).filter(({ document }) => document !== id);
    this.#stops = shown ? before : [...before, ...behind];
    this.#at = before.length - 1;
    if (!shown) return;
    this.#request++;
    this.view = null;
    this.removed = false;
    // From behind the last stop there is one step back, where there is a stop at all.
    this.#at = before.length;
    await this.go(-1);
    this.#at = before.length - 1;
  }

  showProblems(): void {
    this.#showScreen('problems');
  }

  /** Shows what asks for upkeep. */
  showUpkeep(): void {
    this.#showScreen('upkeep');
  }

  /** Shows the list of runs. */
  showRuns(): void {
    this.#showScreen('runs');
  }

  /** Shows what is due today. */
  showToday(): void {
    this.#showScreen('today');
  }

  /** Shows the drills that can be played. */
  showDrills(): void {
    this.#showScreen('drills');
  }

  /** Shows a run; it says itself at which step. */
  showRun(id: string): void {
    if (this.screen === 'run' && this.run === id) return;
    this.#keepSpot();
    this.#push({ screen: 'run', document: '', run: id, spot: atTop(0) });
    this.screen = 'run';
    this.run = id;
  }

  /** Shows the debrief of a drill. */
  showDebrief(id: string): void {
    if (this.screen === 'debrief' && this.drill === id) return;
    this.#keepSpot();
    this.#push({ screen: 'debrief', document: '', drill: id, spot: atTop(0) });
    this.screen = 'debrief';
    this.drill = id;
  }

  /** Shows what is not committed, pushed or pulled. */
  showChanges(): void {
    this.#showScreen('changes');
  }

  /** Shows the versions of a document. */
  showHistory(id: string): void {
    if (this.screen === 'history' && this.history === id) return;
    this.#keepSpot();
    this.#push({ screen: 'history', document: '', history: id, spot: atTop(0) });
    this.screen = 'history';
    this.history = id;
  }

  /** Shows the text of a document, to be written. */
  showWriting(document: string): void {
    if (this.screen === 'edit' && this.writing === document) return;
    this.#keepSpot();
    this.#push({ screen: 'edit', document, spot: atTop(0) });
    this.screen = 'edit';
    this.writing = document;
  }

  /** Turns the document that is shown into its text: the same stop on the way. */
  turnToWriting(document: string): void {
    this.#turn({ screen: 'edit', document, spot: atTop(0) });
    this.screen = 'edit';
    this.writing = document;
  }

  /** Turns the text that is written into the document again, at a line of it. */
  async turnToReading(document: string, line: number): Promise<void> {
    if (!(await this.#show(document))) return;
    this.#turn({ screen: 'document', document, spot: atTop(0) });
    this.target = { to: 'line', line };
    this.#savePlaceSoon();
  }

  async go(step: 1 | -1): Promise<void> {
    const stop = this.#stops[this.#at + step];
    if (!stop) return;
    if (stop.screen === 'document') {
      if (!(await this.#show(stop.document))) return;
    } else this.#keepSpot();
    this.#at += step;
    this.screen = stop.screen;
    this.run = stop.run ?? this.run;
    this.drill = stop.drill ?? this.drill;
    this.history = stop.history ?? this.history;
    if (stop.screen === 'edit') this.writing = stop.document;
    this.#scroll = stop.spot.top;
    this.target = { to: 'spot', spot: stop.spot };
    this.#savePlaceSoon();
  }

  /** The drawing tells how far it is scrolled. */
  scrolled(top: number): void {
    this.#scroll = top;
    this.#savePlaceSoon();
  }

  /** Documents changed; an empty list means any of them. */
  async refresh(ids: string[]): Promise<void> {
    const id = this.view?.row.id;
    if (id === undefined || (ids.length > 0 && !ids.includes(id))) return;
    const request = this.#request;
    try {
      const view = await this.#platform.openDocument({ id });
      if (request !== this.#request) return;
      const spot = this.look?.() ?? atTop(this.#scroll);
      this.removed = false;
      this.view = view;
      this.target = { to: 'spot', spot };
    } catch (caught) {
      if (request !== this.#request) return;
      const error: WireError = wireError(caught);
      if (error.code !== 'document_not_found') throw caught;
      this.removed = true;
    }
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#request++;
    clearTimeout(this.#saving);
    this.#stops = [];
    this.#at = -1;
    this.#scroll = 0;
    this.view = null;
    this.target = null;
    this.screen = 'document';
    this.run = null;
    this.writing = null;
    this.drill = null;
    this.history = null;
    this.removed = false;
    this.loading = false;
  }

  /** Remembers the place now: the window is about to go. */
  savePlace(): void {
    clearTimeout(this.#saving);
    const document = this.current;
    if (document === null) return;
    // Nothing was asked for, so there is nobody to tell that it failed.
    this.#platform.savePlace({ document, scroll: this.#scroll }).catch(() => undefined);
  }

  /** Loads a document unless it is shown already; false when something else was opened meanwhile. */
  async #show(id: string): Promise<boolean> {
    const request = ++this.#request;
    if (this.view?.row.id === id && !this.removed) {
      this.loading = false;
      this.#keepSpot();
      this.screen = 'document';
      return true;
    }
    this.loading = true;
    try {
      const view = await this.#platform.openDocument({ id });
      if (request !== this.#request) return false;
      this.#keepSpot();
      this.view = view;
      this.screen = 'document';
      this.removed = false;
      this.section = '';
      this.said = '';
      return true;
    } finally {
      if (request === this.#request) this.loading = false;
    }
  }

  #showScreen(screen: Screen): void {
    if (this.screen === screen) return;
    this.#keepSpot();
    this.#push({ screen, document: '', spot: atTop(0) });
    this.screen = screen;
  }

  #push(stop: Stop): void {
    this.#stops = [...this.#stops.slice(0, this.#at + 1), stop].slice(-STOPS_AT_MOST);
    this.#at = this.#stops.length - 1;
    this.#scroll = stop.spot.top;
  }

  /** The stop becomes another one; the way back and forward stays. */
  #turn(stop: Stop): void {
    this.#stops = this.#stops.with(this.#at, stop);
  }

  /** Keeps the spot in the stop that is left. What is drawn must still be what that stop shows. */
  #keepSpot(): void {
    const stop = this.#stops[this.#at];
    if (stop) stop.spot = this.look?.() ?? atTop(this.#scroll);
  }

  #savePlaceSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      this.savePlace();
    }, SAVE_AFTER);
  }
}

function atTop(top: number): Spot {
  return { top, block: null, stop: null };
}
