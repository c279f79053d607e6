/**
 * The window's state as one object: it builds the parts, starts them, passes changes on to them and
 * tells errors. Components find it with `getApp()`.
 */
import { getContext, setContext } from 'svelte';
import type {
  Change,
  LibraryInfo,
  Platform,
  SectionRequest,
  Settings,
  TodayRow,
} from '../platform/types';
import { connect, offerDrafts } from './connect';
import { Debriefs } from './debrief.svelte';
import { Desk } from './desk.svelte';
import { DrillDesk } from './drill-desk.svelte';
import { Drills } from './drill.svelte';
import { Editor } from './editor.svelte';
import { mannerOf, wireError } from './errors';
import { Files } from './files.svelte';
import { Find } from './find.svelte';
import { Kept } from './kept.svelte';
import { Layout } from './layout.svelte';
import { Lives } from './life.svelte';
import { Preview } from './preview.svelte';
import { Reader } from './reader.svelte';
import { Repository } from './repository.svelte';
import { Runs } from './run.svelte';
import { Search, type Destination } from './search.svelte';
import { Session } from './session.svelte';
import { Toasts } from './toasts.svelte';
import { TodayList } from './today.svelte';

const KEY = Symbol('app');
/** Changes come in swarms (a checkout of 2,000 files): what follows from them waits this long. */
const CALM = 250;
/** A run of the last day is gone on with at the start; an older one was left. In milliseconds. */
const GOES_ON_WITHIN = 24 * 3600 * 1000;

/** Everything a feature may use. */
export class App {
  readonly platform: Platform;
  readonly layout = new Layout(() => ['debrief', 'edit'].includes(this.reader.screen));
  readonly toasts = new Toasts();
  readonly session: Session;
  readonly search: Search;
  readonly reader: Reader;
  readonly find = new Find();
  readonly files: Files;
  readonly kept: Kept;
  readonly preview: Preview;
  readonly today: TodayList;
  readonly runs: Runs;
  readonly desk: Desk;
  readonly drills: Drills;
  readonly drillDesk: DrillDesk;
  readonly debriefs: Debriefs;
  readonly repository: Repository;
  readonly editor: Editor;
  readonly lives: Lives;
  /** A folder to be shown in the tree, once. */
  folder = $state<string | null>(null);
  /** Grows with every change of documents, for what reads them again by itself. */
  generation = $state(0);
  #changed: string[] | 'any' | null = null;
  /** What was told before the first answer; nothing afterwards. */
  #early: Change[] | null = [];
  #calm: ReturnType<typeof setTimeout> | undefined;
  #runsRest: ReturnType<typeof setTimeout> | undefined;

  constructor(platform: Platform) {
    this.platform = platform;
    this.session = new Session(platform);
    this.search = new Search(platform);
    this.kept = new Kept(platform);
    this.preview = new Preview(platform);
    this.reader = new Reader(platform, (id) => {
      // What was opened is a convenience: the person is not told that it could not be remembered.
      this.kept.visit(id).catch(() => undefined);
      this.drills.note({ input: 'opened', document: id });
    });
    this.today = new TodayList(platform);
    this.files = new Files(this.layout, this.reader);
    this.runs = new Runs(platform);
    this.desk = new Desk(this.runs, this.toasts);
    this.drills = new Drills(platform);
    this.drillDesk = new DrillDesk(platform, this.drills, this.layout);
    this.debriefs = new Debriefs(platform);
    this.repository = new Repository(platform);
    this.editor = new Editor(platform, this.layout);
    this.lives = new Lives(platform);
    connect(this);
  }

  /** Starts: one call, then the tree and the last place side by side. The answer ends it. */
  start(): () => void {
    const listening = this.platform.onChange((change) => {
      if (this.#early) this.#early.push(change);
      else this.#take(change);
    });
    // Whoever asks before listening misses what happens in between.
    void listening.catch(() => undefined).then(() => this.#begin());
    return () => {
      void listening.then((end) => {
        end();
      });
    };
  }

  /** Runs something that may fail and tells the person when it does. */
  async attempt(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (caught) {
      this.report(caught);
    }
  }

  report(caught: unknown): void {
    const error = wireError(caught);
    const { message, hint } = error;
    this.toasts.show({ ...mannerOf(error), message, hint });
  }

  /** Opens a document and brings the reader to the front. */
  open(destination: Destination, focus = true): void {
    void this.show(destination, focus);
  }

  /** Opens a document and brings the reader to the front; answers when it is there, or could not be opened. */
  async show(destination: Destination, focus = true): Promise<void> {
    this.layout.reveal('reader');
    // At once: until the document is there, the list may be drawn anew.
    this.search.left = true;
    await this.attempt(async () => {
      try {
        await this.reader.open(destination, focus);
      } finally {
        // Whoever went on in the list meanwhile looks at that.
        if (this.search.left) this.preview.close();
      }
    });
  }

  /** Brings a run into the pane, at the step where it was left. */
  showRun(id: string): void {
    this.layout.reveal('reader');
    this.reader.showRun(id);
    void this.attempt(() => this.runs.open(id));
  }

  /** Brings what is due today into the pane. */
  showToday(): void {
    this.layout.reveal('reader');
    this.today.readings = null;
    this.reader.showToday();
  }

  /** Begins recurring work, or goes on with it. */
  beginCheck(row: TodayRow): void {
    void this.attempt(async () => {
      this.showRun(await this.today.begin(row));
      await this.runs.refresh();
    });
  }

  /** Brings the text of a document into the pane, to be written. */
  write(document: string): void {
    this.layout.reveal('reader');
    this.reader.showWriting(document);
  }

  /** Brings the debrief of a drill into the pane; the desk is left for it. */
  showDebrief(id: string): void {
    void this.attempt(async () => {
      if (this.drills.onDesk) await this.drills.leave();
      this.layout.reveal('reader');
      this.reader.showDebrief(id);
    });
  }

  /** Shows a folder in the tree. */
  showFolder(path: string): void {
    this.folder = path;
    this.layout.openRail();
  }

  /** Puts a query into the search field, as if typed, and goes there. */
  searchFor(query: string): void {
    this.search.type(query);
    this.layout.reveal('list');
    void this.layout.focus('list');
  }

  chooseLibrary(): void {
    void this.attempt(() => this.enterLibrary(() => this.session.choose()));
  }

  openStarter(): void {
    void this.attempt(() => this.enterLibrary(() => this.session.open({ choice: 'starter' })));
  }

  openRecent(id: string): void {
    void this.attempt(() => this.enterLibrary(() => this.session.open({ choice: 'recent', id })));
  }

  /** Goes to another library, unless none was chosen. What is typed meanwhile would go to that one: none is taken. */
  async enterLibrary(open: () => Promise<LibraryInfo | null>): Promise<void> {
    const library = await this.editor.holding(open);
    if (library) this.#adopt(library);
  }

  changeSettings(change: Partial<Settings>): void {
    if (change.textSize !== undefined) this.layout.textSize = change.textSize;
    void this.attempt(async () => {
      await this.session.change(change);
      this.layout.textSize = this.session.settings.textSize;
      if (change.language !== undefined) this.#readAgain([]);
    });
  }

  async #begin(): Promise<void> {
    await this.attempt(async () => {
      const state = await this.platform.start();
      this.session.begin(state);
      this.layout.textSize = state.settings.textSize;
      for (const notice of state.notices) this.toasts.show(notice);
      if (!state.library) return;
      if (state.problem) this.report(state.problem);
      this.#enter();
      const { place, asked } = state;
      // The last place may be gone; then there is nothing to tell, the list is there.
      if (asked) this.#goTo(asked);
      const resumed =
        place && !asked
          ? this.reader.resume(place.document, place.scroll).catch(() => undefined)
          : Promise.resolve();
      void this.attempt(() => offerDrafts(this));
      void this.attempt(() => this.drills.refresh());
      void this.attempt(() => this.#goOn(resumed, asked !== null));
    });
    this.session.started = true;
    // What was told while the answer was under way is newer than the answer.
    const early = this.#early ?? [];
    this.#early = null;
    for (const change of early) this.#take(change);
  }

  /** A run that was on lately is in the pane again at once; older ones are offered. */
  async #goOn(resumed: Promise<void>, busy: boolean): Promise<void> {
    await Promise.all([resumed, this.runs.refresh()]);
    const [latest] = this.runs.running;
    // Whoever went somewhere meanwhile is left there.
    if (busy || this.reader.canGoBack || this.reader.screen !== 'document') return;
    if (latest && Date.now() - latest.startedAt.ms < GOES_ON_WITHIN) this.showRun(latest.id);
  }

  #adopt(library: LibraryInfo): void {
    if (!this.session.adopt(library)) return;
    this.search.reset();
    this.reader.reset();
    this.files.reset();
    this.kept.reset();
    this.runs.reset();
    this.desk.clear();
    this.today.reset();
    this.drills.reset();
    this.debriefs.reset();
    this.repository.reset();
    this.editor.forget();
    this.lives.reset();
    void this.attempt(() => this.runs.refresh());
    this.layout.reveal('list');
    this.#enter();
  }

  #enter(): void {
    void this.attempt(() => this.session.loadTree());
    void this.attempt(() => this.kept.load());
    this.repository.refresh();
    void this.attempt(() => this.today.refresh());
  }

  #goTo({ id, slug }: SectionRequest): void {
    this.open({ document: id, slug, line: null });
  }

  #take(change: Change): void {
    const { library } = this.session;
    switch (change.change) {
      case 'library': {
        const back = library?.available === false && change.library.available;
        this.#adopt(change.library);
        if (back) this.#readSoon([]);
        break;
      }
      case 'documents':
        this.#readSoon(change.ids);
        break;
      case 'index':
        if (library) this.session.library = { ...library, index: change.index };
        if (this.search.found?.incomplete === true) this.#searchSoon();
        break;
      case 'asked':
        this.#goTo(change.place);
        break;
      case 'proof':
        this.editor.look.proof.tell(change);
        break;
      case 'notice':
        this.toasts.show(change.notice);
        break;
      case 'records':
        this.generation++;
        this.repository.refresh();
        this.#runsSoon();
        break;
      case 'run':
        this.#runsSoon();
        break;
      case 'drill': // Lists of drills are read when they are shown.
        break;
    }
  }

  #searchSoon(): void {
    if (this.#calm !== undefined) return;
    this.#calm = setTimeout(() => {
      this.#settle();
    }, CALM);
  }

  #readSoon(ids: string[]): void {
    if (ids.length === 0 || this.#changed === 'any') this.#changed = 'any';
    else this.#changed = [...(this.#changed ?? []), ...ids];
    this.#searchSoon();
  }

  #settle(): void {
    const changed = this.#changed;
    this.#calm = undefined;
    this.#changed = null;
    if (changed === null) this.search.refresh();
    else this.#readAgain(changed === 'any' ? [] : changed);
  }

  #readAgain(ids: string[]): void {
    this.generation++;
    this.search.refresh();
    void this.attempt(() => this.session.loadTree());
    void this.attempt(() => this.reader.refresh(ids));
    this.preview.refresh(ids);
    void this.attempt(() => this.editor.reread(ids));
    void this.attempt(() => this.kept.load());
    void this.attempt(() => this.runs.reread());
    this.repository.refresh();
    void this.attempt(() => this.today.refresh());
  }

  #runsSoon(): void {
    clearTimeout(this.#runsRest);
    this.#runsRest = setTimeout(() => {
      void this.attempt(() => this.runs.refresh());
      void this.attempt(() => this.today.refresh());
    }, CALM);
  }
}

/** Makes the app known to every component below. */
export function provideApp(app: App): void {
  setContext(KEY, app);
}

/** The app that this component belongs to. */
export function getApp(): App {
  return getContext<App>(KEY);
}
