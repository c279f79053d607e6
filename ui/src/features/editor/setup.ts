/** What the text field is made of, part by part: keys, lists and tables, completion, pictures, findings, looks. */
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { closeSearchPanel, highlightSelectionMatches, search } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type StateEffect } from '@codemirror/state';
import {
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
  type KeyBinding,
} from '@codemirror/view';
import { m } from '../../paraglide/messages.js';
import { completeLinks, type AskLinks } from './completion';
import { trackFindings } from './findings';
import type { Beginning } from './field';
import { pictures, type StorePicture } from './images';
import { language, reading } from './language';
import { phrases } from './phrases';
import { tabs } from './tables';
import { theme } from './theme';

/** What the field asks of the window. */
export interface Hooks {
  links: AskLinks;
  store: StorePicture;
}

/** Longer texts are not spell-checked: the engine would read all of them again with every key. */
const SPELL_CHECKED = 100_000;
/** Keys that mean something in the whole window, or nothing to people who do not know Emacs. */
const NOT_OURS = /^(Alt-Arrow(Left|Right)|Mod-(k|i|\/|Enter)|Ctrl-[a-z]|Alt-A|Mod-Alt-\\)$/;

const CLOSE_SEARCH: KeyBinding = {
  key: 'Escape',
  run: closeSearchPanel,
  scope: 'editor search-panel',
};

const words = new Compartment();
const writable = new Compartment();

/** Parts that change while the field stands. */
export const compartments = {
  words: (): StateEffect<unknown> => words.reconfigure(inWords()),
  writable: (is: boolean): StateEffect<unknown> => writable.reconfigure(typing(is)),
};

/** Everything that the field is made of. */
export function extensions(beginning: Beginning, hooks: Hooks): Extension {
  const written = language(beginning.document);
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    lintGutter(),
    trackFindings(),
    history(),
    dropCursor(),
    bracketMatching(),
    highlightSelectionMatches(),
    indentUnit.of('  '),
    EditorView.lineWrapping,
    EditorState.allowMultipleSelections.of(false),
    reading(written),
    written === 'markdown' ? [tabs(), completeLinks(hooks.links), pictures(hooks.store)] : [],
    autocompletion({ icons: false, closeOnBlur: true }),
    // In the text's own pane they would be cut off at its edge.
    tooltips({ parent: document.body }),
    search({ top: true }),
    keymap.of([CLOSE_SEARCH, ...completionKeymap, ...ours(defaultKeymap), ...ours(historyKeymap)]),
    words.of(inWords()),
    writable.of(typing(beginning.writable)),
    EditorView.contentAttributes.of({
      spellcheck: String(beginning.text.length < SPELL_CHECKED),
      autocorrect: 'off',
      autocapitalize: 'off',
    }),
    theme,
    EditorView.cspNonce.of(styleNonce()),
  ];
}

/** The policy of the window lets a style stand that has the nonce of the page's own; others are dropped in silence. */
function styleNonce(): string {
  return document.querySelector<HTMLStyleElement>('style[nonce]')?.nonce ?? '';
}

function ours(keys: readonly KeyBinding[]): KeyBinding[] {
  return keys.filter(({ key }) => key !== undefined && !NOT_OURS.test(key));
}

function inWords(): Extension {
  return [
    EditorState.phrases.of(phrases()),
    // The tab index says to those who look for it that what scrolls can have the focus.
    EditorView.contentAttributes.of({ 'aria-label': m.editor_text(), tabindex: '0' }),
  ];
}

function typing(is: boolean): Extension {
  // What cannot be typed in can still be read by the keys.
  return [EditorState.readOnly.of(!is), EditorView.editable.of(true)];
}
