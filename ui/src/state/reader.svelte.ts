/**
 * The reader: which document is shown, where in it, and the way back. It does not know how a
 * document is drawn; the drawing takes `target` and goes there once.
 */
import type { DocumentView, Platform, WireError } from '../platform/types';
import { wireError } from './errors';
import type { Destination } from './search.svelte';

/** A stop on the way: a place in a document, or the list of problems. */
export interface Stop {
  screen: 'document' | 'problems';
  document: string;
  slug: string;
  line: number | null;
  scroll: number;
}

/** Where the drawing shall go, once. */
export type Target =
  | { to: 'section'; slug: string; line: number | null; focus: boolean }
  | { to: 'scroll'; top: number };

const SAVE_AFTER = 700;
const STOPS_AT_MOST = 200;

/** The reader of this window. */
export class Reader {
  view = $state.raw<DocumentView | null>(null);
  screen = $state<'document' | 'problems'>('document');
  target = $state.raw<Target | null>(null);
  loading = $state(false);
  /** The document that is shown is gone from the library. */
  removed = $state(false);
  /** The section that is read, as the drawing tells it. */
  section = $state('');
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
    this.#push({ screen: 'document', document, slug, line, scroll: 0 });
    this.target = { to: 'section', slug, line, focus };
    this.#opened(document);
    this.#savePlaceSoon();
  }

  /** Opens the document of last time where it was left. */
  async resume(document: string, scroll: number): Promise<void> {
    if (!(await this.#show(document))) return;
    this.#push({ screen: 'document', document, slug: '', line: null, scroll });
    this.target = { to: 'scroll', top: scroll };
  }

  showProblems(): void {
    if (this.screen === 'problems') return;
    this.#push({ screen: 'problems', document: '', slug: '', line: null, scroll: 0 });
    this.screen = 'problems';
  }

  async go(step: 1 | -1): Promise<void> {
    const stop = this.#stops[this.#at + step];
    if (!stop) return;
    this.#keepScroll();
    if (stop.screen === 'document' && !(await this.#show(stop.document))) return;
    this.#at += step;
    this.screen = stop.screen;
    this.#scroll = stop.scroll;
    this.target = { to: 'scroll', top: stop.scroll };
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
      this.removed = false;
      this.view = view;
      this.target = { to: 'scroll', top: this.#scroll };
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
      this.#keepScroll();
      this.screen = 'document';
      return true;
    }
    this.loading = true;
    try {
      const view = await this.#platform.openDocument({ id });
      if (request !== this.#request) return false;
      this.#keepScroll();
      this.view = view;
      this.screen = 'document';
      this.removed = false;
      this.section = '';
      return true;
    } finally {
      if (request === this.#request) this.loading = false;
    }
  }

  #push(stop: Stop): void {
    this.#keepScroll();
    this.#stops = [...this.#stops.slice(0, this.#at + 1), stop].slice(-STOPS_AT_MOST);
    this.#at = this.#stops.length - 1;
    this.#scroll = stop.scroll;
  }

  #keepScroll(): void {
    const stop = this.#stops[this.#at];
    if (stop) stop.scroll = this.#scroll;
  }

  #savePlaceSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      this.savePlace();
    }, SAVE_AFTER);
  }
}
