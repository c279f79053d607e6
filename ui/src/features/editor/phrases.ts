/** The words of the text field's own parts, in the language of the window. */
import { m } from '../../paraglide/messages.js';

/** By the words that the field has for them. */
export function phrases(): Record<string, string> {
  return {
    Find: m.editor_find(),
    Replace: m.editor_replace(),
    next: m.editor_find_next(),
    previous: m.editor_find_previous(),
    all: m.editor_find_all(),
    'match case': m.editor_find_case(),
    regexp: m.editor_find_pattern(),
    'by word': m.editor_find_word(),
    replace: m.editor_replace_one(),
    'replace all': m.editor_replace_all(),
    close: m.dialog_close(),
    'current match': m.editor_find_current(),
    'replaced $ matches': m.editor_replaced_many({ count: '$' }),
    'replaced match on line $': m.editor_replaced_one({ line: '$' }),
    'on line': m.editor_on_line(),
    Completions: m.editor_completions(),
    'Selection deleted': m.editor_selection_deleted(),
    'No diagnostics': m.editor_findings_none(),
  };
}
