/** What the editor begins with: the file, what was left in this window, the draft that is offered. */
import type { EditDraft, Editing, Platform } from '../platform/types';
import { wireError } from './errors';

/** What was left unsaved in this window, of a document, and names the bytes that it came from. */
export interface Left {
  document: string;
  text: string;
  base: string;
}

/** How writing begins. */
export interface Beginning extends Pick<Editing, 'document' | 'title' | 'readOnly'> {
  /** The text of the field. */
  opened: Editing;
  /** Names the bytes that the text came from. */
  base: string;
  /** Offered; the person says what becomes of it. */
  draft: EditDraft | null;
  dirty: boolean;
  kept: boolean;
  gone: boolean;
}

/** Whoever left it a moment ago goes on where they were; then comes what is brought, and an older draft is offered. */
export function beginning(editing: Editing, left: Left | null, brought: Editing | null): Beginning {
  const { document, title, readOnly, text, base, draft } = editing;
  const still = { draft: null, dirty: false, kept: false, gone: base === '' };
  const plain = { document, title, readOnly, opened: editing, base, ...still };
  if (readOnly !== null) return plain;
  const own = left?.document === document ? left : null;
  if (own && own.text !== text && own.text !== draft?.text) {
    // It could not be kept as a draft: only this window has it, and saving finds out whether the file has changed.
    return { ...plain, opened: { ...editing, text: own.text }, base: own.base, dirty: true };
  }
  if (brought) return { ...plain, opened: brought, dirty: brought.text !== text };
  if (!draft || draft.text === text) return plain;
  if (own?.text === draft.text && draft.base === base)
    return { ...plain, opened: { ...editing, text: own.text }, dirty: true, kept: true };
  return { ...plain, draft };
}

/** The document as it is now: null where it is gone, nothing where it cannot be told. */
export async function asItIs(
  platform: Platform,
  document: string,
): Promise<Editing | null | undefined> {
  try {
    const editing = await platform.editOpen({ document });
    return editing.base === '' ? null : editing;
  } catch (caught) {
    return wireError(caught).code === 'document_not_found' ? null : undefined;
  }
}
