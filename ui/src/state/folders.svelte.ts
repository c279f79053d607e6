/**
 * The tree: which folders are open, and what lies in them. What lies in a folder is asked for when it
 * is opened, so that a library of ten thousand documents costs as much as one of ten.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Folder, Platform } from '../platform/types';

/** The folders of the library that is open. */
export class Folders {
  /** What lies in a folder, by its path; the root's is empty. */
  readonly known = new SvelteMap<string, Folder>();
  readonly open = new SvelteSet<string>();
  #platform: Platform;
  #library = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  get root(): Folder | undefined {
    return this.known.get('');
  }

  /** Takes over the first folders, and reads again what is open. */
  async begin(first: readonly Folder[]): Promise<void> {
    const isNew = this.known.size === 0;
    for (const folder of first) {
      this.known.set(folder.path, folder);
      if (isNew && folder.path !== '') this.open.add(folder.path);
    }
    const told = first.map(({ path }) => path);
    // What is shut is asked for when it is opened again.
    for (const path of [...this.known.keys()]) {
      if (!told.includes(path) && !this.open.has(path)) this.known.delete(path);
    }
    const rest = [...this.open].filter((path) => !told.includes(path));
    if (rest.length > 0) await this.#load(rest);
  }

  /** Opens folders, the outermost first. */
  async show(paths: readonly string[]): Promise<void> {
    const unknown = paths.filter((path) => !this.known.has(path));
    if (unknown.length > 0) await this.#load(unknown);
    for (const path of paths) if (this.known.has(path)) this.open.add(path);
  }

  shut(path: string): void {
    this.open.delete(path);
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.#library++;
    this.known.clear();
    this.open.clear();
  }

  async #load(paths: readonly string[]): Promise<void> {
    const library = this.#library;
    const folders = await this.#platform.folders({ paths: [...paths] });
    if (library !== this.#library) return;
    for (const path of paths) {
      const folder = folders.find((candidate) => candidate.path === path);
      if (folder) this.known.set(path, folder);
      else {
        this.known.delete(path);
        this.open.delete(path);
      }
    }
  }
}
