/**
 * How the editor is arranged: the text, the preview beside it where there is room, the form of the front
 * matter, and where the cursor is. It knows no text.
 */
import type { EditFinding } from '../platform/types';
import type { Layout } from './layout.svelte';
import { isBoolean, recall, remember } from './storage';

/** Where the cursor is in the text. */
export interface Cursor {
  /** From 1. */
  line: number;
  /** In letters, from 1. */
  column: number;
  /** What was found there. */
  finding: EditFinding | null;
}

/** A heading of the text. */
export interface Heading {
  level: number;
  text: string;
  /** From 1. */
  line: number;
}

/** Width that text and preview need beside each other, in CSS pixels at the normal text size. */
const BESIDE_FROM = 960;

/** The panes of the editor. */
export class EditorPanes {
  /** The preview is wanted where there is room beside the text. */
  #wanted = $state(recall('editor.preview', true, isBoolean));
  /** Where only one fits, the preview is in front. */
  #front = $state(false);
  form = $state(false);
  cursor = $state.raw<Cursor>({ line: 1, column: 1, finding: null });
  headings = $state.raw<readonly Heading[]>([]);
  /** Grows each time the person asks for the fixes at the cursor. */
  fixAsked = $state(0);

  #layout: Layout;
  /** Where the cursor was in the text that made room for a moment. */
  #left: { document: string; line: number } | null = null;

  readonly beside = $derived.by(() => this.#layout.room >= BESIDE_FROM);
  readonly preview = $derived.by(() => (this.beside ? this.#wanted : this.#front));
  readonly text = $derived.by(() => this.beside || !this.#front);

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  togglePreview(): void {
    if (this.beside) {
      this.#wanted = !this.#wanted;
      remember('editor.preview', this.#wanted);
    } else this.#front = !this.#front;
  }

  toggleForm(): void {
    this.form = !this.form;
    this.#front = false;
  }

  /** The text is in front: something is to be done in it. */
  showText(): void {
    this.#front = false;
  }

  /** The text makes room for a moment; whoever comes back finds the line again. */
  makeRoom(document: string): void {
    this.#left = { document, line: this.cursor.line };
  }

  /** The line to come back to in this text, once. */
  back(document: string): number | null {
    const left = this.#left;
    this.#left = null;
    return left?.document === document ? left.line : null;
  }

  reset(): void {
    this.#front = false;
    this.cursor = { line: 1, column: 1, finding: null };
    this.headings = [];
  }
}
