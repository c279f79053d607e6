/** How a text stands against its file, in words. */
import { m } from '../../paraglide/messages.js';
import type { Editor } from '../../state/editor.svelte';
import type { Standing } from '../../state/editor-standing';

const WORDS: Record<Standing, () => string> = {
  saved: m.editor_saved,
  unconfirmed: m.editor_unconfirmed,
  changed: m.editor_changed,
  kept: m.editor_kept,
  saving: m.editor_saving,
  conflict: m.editor_conflict,
  gone: m.editor_gone,
  readOnly: m.editor_read_only,
};

export function standingWords({ standing }: Editor): string {
  return WORDS[standing]();
}
