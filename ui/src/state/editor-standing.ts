/** How the text of an editor stands against its file, and an editor with nothing in it. */
import type { EditSaved } from '../platform/types';
import type { Opposed } from './conflict.svelte';

/** How the text stands against the file. */
export type Standing =
  'saved' | 'unconfirmed' | 'changed' | 'kept' | 'saving' | 'conflict' | 'gone' | 'readOnly';

/** How a text stands: what hinders most comes first. */
export function standingOf(editor: {
  readOnly: unknown;
  saving: boolean;
  conflict: unknown;
  gone: boolean;
  dirty: boolean;
  kept: boolean;
  confirmed: boolean;
}): Standing {
  if (editor.readOnly !== null) return 'readOnly';
  if (editor.saving) return 'saving';
  if (editor.conflict !== null) return 'conflict';
  if (editor.gone) return 'gone';
  if (editor.dirty) return editor.kept ? 'kept' : 'changed';
  return editor.confirmed ? 'saved' : 'unconfirmed';
}

/** The texts of a conflict: what was typed against what the disk has. */
export function opposed(mine: string, answer: Extract<EditSaved, { kind: 'conflict' }>): Opposed {
  const { base, theirs, original } = answer;
  return { mine, theirs, original, base };
}

/** An editor with nothing in it. */
export const CLOSED = {
  document: null,
  title: '',
  readOnly: null,
  opened: null,
  draft: null,
  conflict: null,
  gone: false,
  loading: false,
  saving: false,
  dirty: false,
  kept: false,
  confirmed: true,
  trouble: null,
  line: null,
  field: null,
} as const;
