/**
 * The document that is being written: which text it came from, what is not saved of it, the draft that is
 * offered, the conflict with the disk. What was typed goes to the core as a draft while it is typed, so
 * that nothing is lost; the file is written only when it is saved. It does not know how the text is
 * edited: that is the `TextField`, nor what is shown beside it: `EditorLook`.
 */
import { m } from '../paraglide/messages.js';
import type {
  EditDraft,
  EditReadOnly,
  EditSaved,
  Editing,
  Platform,
  WireError,
} from '../platform/types';
import { Brought } from './brought';
import { Calm } from './calm';
import { Conflict, type Opposed } from './conflict.svelte';
import { asItIs, beginning, type Left } from './editor-beginning';
import type { TextField } from './editor-field';
import { EditorLook } from './editor-look.svelte';
import { EditorPanes } from './editor-panes.svelte';
import { CLOSED, opposed, standingOf } from './editor-standing';
import { wireError } from './errors';
import type { Layout } from './layout.svelte';
import { isScenarioFile } from './scenario-file';

/** What was typed is kept after this long, in milliseconds: never older than a second, never sent more often. */
const KEPT_AFTER = 900;

/** The editor of this window. */
export class Editor {
  /** Id of the document; null where none is open. */
  document = $state<string | null>(null);
  title = $state('');
  readOnly = $state<EditReadOnly | null>(null);
  /** The text as it was opened: what the field begins with. */
  opened = $state.raw<Editing | null>(null);
  /** What was typed earlier and never saved; the person says what becomes of it. */
  draft = $state.raw<EditDraft | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  /** The file is gone from the library. */
  gone = $state(false);
  loading = $state(false);
  saving = $state(false);
  dirty = $state(false);
  /** All that was typed is in a draft. */
  kept = $state(false);
  /** The disk confirmed what was saved last. */
  confirmed = $state(true);
  /** Why it could not be opened or saved. */
  trouble = $state.raw<WireError | null>(null);
  /** What happened, for those who do not see it. */
  said = $state('');
  /** Where the editor shall begin, once: a line of the text, from 1. */
  line = $state<number | null>(null);
  field = $state.raw<TextField | null>(null);
  readonly look: EditorLook;
  readonly panes: EditorPanes;
  /** Told of a text that is left with what is not saved, and whether that is in a draft. */
  onLeave: (title: string, kept: boolean) => void = () => undefined;

  readonly standing = $derived(standingOf(this));
  /** The text is a file of a scenario: it is checked and counted, not previewed. */
  readonly scenario = $derived(this.document !== null && isScenarioFile(this.document));
  /** Nothing is typed for now: another library is on its way. */
  held = $state(false);
  readonly #keepable = $derived(
    this.opened !== null && this.readOnly === null && !this.draft && !this.conflict,
  );
  /** The text can be typed in now. */
  readonly writable = $derived(this.#keepable && !this.held);

  #platform: Platform;
  #request = 0;
  /** Names the bytes of the file that the text came from, and what they said. */
  #base = '';
  #original: string | null = null;
  /** What was left unsaved in this window: coming back needs no question. */
  #left = $state.raw<Left | null>(null);
  /** What the document that is opened next begins with. */
  readonly brought = new Brought();
  /** What the last field held, which is gone from the window by now. */
  #last: { text: string; version: number } | null = null;
  #keep = new Calm(() => this.#keepDraft());

  constructor(platform: Platform, layout: Layout) {
    this.#platform = platform;
    this.panes = new EditorPanes(layout);
    this.look = new EditorLook(platform, () => {
      const [{ document }, field] = [this, this.field];
      if (document === null || !field) return null;
      return { document, version: field.version(), read: () => field.text() };
    });
  }

  /** The text that the file has. */
  get baseline(): string {
    return this.#original ?? '';
  }

  /** Id of the document that was left with what is not saved of it. */
  get left(): string | null {
    return this.#left?.document ?? null;
  }

  /** The field stands in the window. */
  attach(field: TextField): void {
    this.field = field;
    this.#last = null;
  }

  /** The field goes from the window; what it holds is not lost by that. */
  detach(field: TextField): void {
    if (this.field !== field) return;
    this.#last = { text: field.text(), version: field.version() };
    this.field = null;
  }

  /** Opens a document to be written; the one that is open is gone on with. */
  async open(document: string): Promise<void> {
    if (this.document === document && !this.trouble) return;
    await this.leave();
    const request = ++this.#request;
    this.loading = true;
    try {
      const editing = await this.#platform.editOpen({ document });
      if (request === this.#request) this.#begin(editing);
    } catch (caught) {
      if (request === this.#request) this.trouble = wireError(caught);
    } finally {
      if (request === this.#request) this.loading = false;
    }
  }

  /** Puts the document away. What is not saved of it is a draft, and that is said. */
  async leave(): Promise<void> {
    const { document, title, conflict } = this;
    const unsaved = this.dirty ? (conflict?.texts.mine ?? this.#typed?.text ?? null) : null;
    if (document !== null && unsaved !== null) {
      this.#left = { document, text: unsaved, base: this.#base };
      if (!this.kept && !conflict) await this.#keep.now();
      this.onLeave(title, this.kept || conflict !== null);
    }
    if (this.document === document) this.reset();
  }

  /** The field has another text; `differs` from the one that was read or saved. */
  changed(differs: boolean): void {
    const { field } = this;
    if (!field) return;
    this.dirty = differs;
    this.kept = false;
    this.#keep.within(KEPT_AFTER);
    this.look.changed(field.size());
  }

  /** The window loses the focus or goes: what is not in the draft goes there now. */
  async flush(): Promise<void> {
    if (this.dirty && !this.kept && this.#keepable) await this.#keep.now();
  }

  /** The file has another name now; the text is gone on with. */
  renamed(from: string, to: string): void {
    if (this.document !== from) return;
    this.document = to;
    this.gone = false;
  }

  /** While another library is on its way: what was typed is kept in the one that it belongs to, and nothing more is taken. */
  async holding<T>(task: () => Promise<T>): Promise<T> {
    this.held = true;
    try {
      await this.flush();
      return await task();
    } finally {
      this.held = false;
    }
  }

  /** Another library is there; what was left belongs to the one before. */
  forget(): void {
    this.#left = null;
    this.reset();
  }

  /** Saves the text, or the result of a conflict. */
  async save(): Promise<void> {
    const { field, conflict } = this;
    if (this.held) return;
    if (conflict) {
      await this.#saveResult(conflict);
    } else if (field && this.writable && !this.saving) {
      await this.#store(this.#base, field.text());
    }
  }

  /** Goes on with the draft that is offered. */
  async takeDraft(): Promise<void> {
    const { draft, opened, document } = this;
    if (!draft || !opened || document === null) return;
    if (draft.base === opened.base) {
      this.draft = null;
      this.field?.replace(draft.text);
      return;
    }
    // The file has changed since: the core says what it was, and writes nothing. Until it did, the draft stays.
    await this.#store(draft.base, draft.text);
    if (this.document === document && !this.trouble) this.draft = null;
  }

  /** Forgets the draft that is offered. */
  async dropDraft(): Promise<void> {
    if (!this.draft || this.document === null) return;
    await this.#platform.editDrop({ document: this.document });
    this.draft = null;
  }

  /** Goes on writing; the next saving brings the conflict again. */
  postpone(): void {
    const { conflict } = this;
    this.conflict = null;
    if (conflict && this.field?.text() !== conflict.texts.mine)
      this.field?.replace(conflict.texts.mine);
  }

  /** Documents changed on disk; an empty list means any of them. */
  async reread(ids: readonly string[]): Promise<void> {
    const { document } = this;
    const concerned = document !== null && (ids.length === 0 || ids.includes(document));
    if (!concerned || this.loading || this.saving || this.draft || !this.opened) return;
    const request = this.#request;
    const fresh = await asItIs(this.#platform, document);
    if (request !== this.#request || this.standing === 'saving' || fresh === undefined) return;
    const known = this.conflict?.texts.base ?? this.#base;
    this.gone = fresh === null;
    if (fresh === null) {
      const texts = this.conflict?.texts;
      if (texts && texts.theirs !== null) await this.#oppose({ ...texts, theirs: null, base: '' });
      return;
    }
    if (fresh.base === known) return;
    await this.flush();
    const mine = this.conflict?.texts.mine ?? this.field?.text() ?? '';
    if (this.dirty)
      await this.#oppose({ mine, theirs: fresh.text, original: null, base: fresh.base });
    else {
      this.readOnly = fresh.readOnly;
      this.#adopt(fresh.text, fresh.base);
      this.say(m.editor_reread());
    }
  }

  /** Goes to a line of the text, from 1. */
  goToLine(line: number): void {
    this.panes.showText();
    this.field?.goToLine(line, true);
  }

  /** Says something to those who do not see it; the same words twice are said twice. */
  say(text: string): void {
    this.said = this.said === text ? `${text}\u00a0` : text;
  }

  /** Nothing is open any more. */
  reset(): void {
    this.#request++;
    this.#keep.drop();
    this.look.reset();
    this.panes.reset();
    Object.assign(this, CLOSED);
    this.#base = '';
    this.#original = null;
    this.#last = null;
  }

  #begin(editing: Editing): void {
    const { base, ...begun } = beginning(editing, this.#left, this.brought.take(editing));
    const back = this.panes.back(begun.document);
    Object.assign(this, { ...CLOSED, line: this.line ?? back, ...begun });
    this.#base = base;
    this.#original = editing.text;
    this.#left = null;
    if (this.dirty && !this.kept) this.#keep.within(KEPT_AFTER);
  }

  /** What is typed, also when the field has just gone. */
  get #typed(): { text: string; version: number } | null {
    const { field } = this;
    return field ? { text: field.text(), version: field.version() } : this.#last;
  }

  async #keepDraft(): Promise<void> {
    const { document } = this;
    const typed = this.#typed;
    if (document === null || typed === null || !this.#keepable) return;
    try {
      if (this.dirty)
        await this.#platform.editKeep({ document, base: this.#base, text: typed.text });
      else await this.#platform.editDrop({ document });
      if (this.document === document && this.#typed?.version === typed.version) this.kept = true;
    } catch (caught) {
      this.trouble = wireError(caught);
    }
  }

  async #saveResult(conflict: Conflict): Promise<void> {
    const { base, theirs } = conflict.texts;
    if (conflict.undecided > 0 || this.saving || this.document === null) return;
    const { result } = conflict;
    if (result === theirs) {
      // The file says it already.
      await this.#platform.editDrop({ document: this.document });
      this.conflict = null;
      this.#adopt(theirs, base);
      this.say(m.editor_took_theirs());
      return;
    }
    await this.#store(base, result);
  }

  async #store(base: string, text: string): Promise<void> {
    const { document } = this;
    if (document === null) return;
    this.saving = true;
    this.trouble = null;
    try {
      // A draft that arrives after the saving would be offered again.
      await this.#keep.settle();
      const ofField = this.field?.text() === text;
      const answer = await this.#platform.editSave({ document, base, text });
      if (this.document !== document) return;
      if (answer.kind === 'conflict') {
        const mine = ofField ? (this.field?.text() ?? text) : text;
        await this.#oppose(opposed(mine, answer));
      } else this.#stored(text, answer);
    } catch (caught) {
      this.trouble = wireError(caught);
      this.say(this.trouble.message);
    } finally {
      this.saving = false;
    }
  }

  #stored(text: string, { base, confirmed }: Extract<EditSaved, { kind: 'saved' }>): void {
    const resolved = this.conflict !== null || this.draft !== null;
    this.conflict = null;
    this.confirmed = confirmed;
    this.gone = false;
    if (resolved) this.#adopt(text, base);
    else {
      this.#base = base;
      this.#original = text;
      this.field?.saved(text);
      this.dirty = this.field !== null && this.field.text() !== text;
      if (this.dirty) this.#keep.within(KEPT_AFTER);
    }
    this.look.refresh(text.length);
    this.say(confirmed ? m.editor_saved() : m.editor_unconfirmed());
  }

  /** The text is another one, and it is what the file says. */
  #adopt(text: string, base: string): void {
    this.#base = base;
    this.#original = text;
    this.field?.replace(text);
    this.field?.saved(text);
    this.#keep.drop();
    this.dirty = false;
    this.kept = false;
    this.gone = false;
  }

  async #oppose(texts: Opposed): Promise<void> {
    const { document } = this;
    const { mine, theirs } = texts;
    if (mine === theirs) {
      this.conflict = null;
      this.#adopt(theirs, texts.base);
      return;
    }
    const original = texts.original ?? this.#original;
    const before = this.field?.text();
    const regions = theirs === null ? [] : await this.#platform.merge({ mine, original, theirs });
    if (this.document !== document) return;
    const now = this.field?.text() ?? before;
    if (!this.conflict && now !== undefined && now !== before) {
      // Whoever typed on while the two were compared decides about what stands there now.
      await this.#oppose({ ...texts, mine: now });
      return;
    }
    this.dirty = true;
    this.gone = theirs === null;
    this.conflict = new Conflict({ ...texts, original }, regions);
    this.say(theirs === null ? m.editor_gone() : m.editor_conflict());
  }
}
