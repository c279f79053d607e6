/**
 * The open library and the settings: what the core said last. It does not know documents' texts
 * (`Reader`) or searches (`Search`).
 */
import type {
  LibraryInfo,
  LibraryTree,
  OpenLibraryRequest,
  Platform,
  RecentLibrary,
  Settings,
  StartState,
  WireError,
} from '../platform/types';
import { Folders } from './folders.svelte';
import { setLanguage } from './locale.svelte';
import { Titles } from './titles.svelte';

const DEFAULTS: Settings = {
  theme: 'system',
  density: 'normal',
  textSize: 100,
  language: 'system',
  singleKeys: 'on',
};

const RECENT_AT_MOST = 10;

/** The library and the settings of this window. */
export class Session {
  started = $state(false);
  version = $state('');
  settings = $state.raw<Settings>(DEFAULTS);
  library = $state.raw<LibraryInfo | null>(null);
  recent = $state.raw<RecentLibrary[]>([]);
  /** Why no library is open, or not the one that was asked for. */
  problem = $state.raw<WireError | null>(null);
  tree = $state.raw<LibraryTree | null>(null);
  readonly folders: Folders;
  readonly titles: Titles;

  #platform: Platform;
  #treeRequest = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.folders = new Folders(platform);
    this.titles = new Titles(platform);
  }

  /** Takes over what the core said at the start. */
  begin(state: StartState): void {
    this.version = state.version;
    this.library = state.library;
    this.recent = state.recent;
    this.problem = state.problem;
    this.#apply(state.settings);
    this.started = true;
  }

  /** Opens a library; the answer tells whether another one is open now. */
  async open(request: OpenLibraryRequest): Promise<LibraryInfo> {
    return this.#platform.openLibrary(request);
  }

  async choose(): Promise<LibraryInfo | null> {
    return this.#platform.chooseLibrary();
  }

  /** Another library is open, or the same one is told anew. True when it is another. */
  adopt(library: LibraryInfo): boolean {
    const other = this.library?.id !== library.id;
    this.library = library;
    if (!other) return false;
    this.problem = null;
    this.tree = null;
    this.folders.reset();
    this.titles.reset();
    if (!library.starter) {
      const { id, name, folder } = library;
      const before = this.recent.filter((recent) => recent.id !== id);
      this.recent = [{ id, name, folder, available: true }, ...before].slice(0, RECENT_AT_MOST);
    }
    return true;
  }

  /** Reads tree and list again; the answer to the latest request wins. */
  async loadTree(): Promise<void> {
    const request = ++this.#treeRequest;
    const tree = await this.#platform.tree();
    if (request !== this.#treeRequest) return;
    this.tree = tree;
    await Promise.all([this.folders.begin(tree.folders), this.titles.refresh()]);
  }

  /** Shows the settings at once and stores them; what could not be stored is taken back. */
  async change(change: Partial<Settings>): Promise<void> {
    const before = this.settings;
    this.#apply({ ...before, ...change });
    try {
      this.#apply(await this.#platform.saveSettings(this.settings));
    } catch (caught) {
      this.#apply(before);
      throw caught;
    }
  }

  #apply(settings: Settings): void {
    this.settings = settings;
    const root = document.documentElement;
    root.dataset.theme = settings.theme.replace('_', '-');
    root.dataset.density = settings.density;
    root.style.fontSize = `${String(settings.textSize)}%`;
    setLanguage(settings.language);
  }
}
