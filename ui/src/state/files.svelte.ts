/**
 * Documents as files: what a new one is begun from, and which one is to be moved or deleted. The dialogs
 * ask the core themselves.
 */
import type { NewFrom } from '../platform/types';
import type { Layout } from './layout.svelte';
import type { Reader } from './reader.svelte';

/** A document that something is to be done with. */
export interface Subject {
  id: string;
  title: string;
}

/** What the dialogs about files speak of. */
export class Files {
  /** What the next new document is begun from. */
  origin = $state.raw<NewFrom>({ from: 'nothing' });
  /** What is to be moved or deleted. */
  subject = $state.raw<Subject | null>(null);
  /** The document that the keys of the tree act on. */
  chosen = $state.raw<Subject | null>(null);
  #layout: Layout;
  #reader: Reader;

  constructor(layout: Layout, reader: Reader) {
    this.#layout = layout;
    this.#reader = reader;
  }

  /** The document that a command is about: the one chosen in the tree while the focus is there, else the one that is read. */
  get target(): Subject | null {
    const inTree = document.getElementById('rail')?.contains(document.activeElement) ?? false;
    const row = this.#reader.current === null ? null : (this.#reader.view?.row ?? null);
    const read = row && { id: row.id, title: row.title };
    return inTree ? (this.chosen ?? read) : (read ?? this.chosen);
  }

  /** Asks what a new document shall be. */
  begin(origin: NewFrom = { from: 'nothing' }): void {
    this.origin = origin;
    this.#layout.dialog = 'document.new';
  }

  /** Asks where the document is to go, or whether it is to be deleted. */
  ask(dialog: 'document.move' | 'document.delete'): void {
    const { target } = this;
    if (!target) return;
    this.subject = target;
    this.#layout.dialog = dialog;
  }

  /** Another library: nothing of the old one stays. */
  reset(): void {
    this.chosen = null;
    this.subject = null;
  }
}
