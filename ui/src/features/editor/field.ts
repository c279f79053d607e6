/**
 * The text field: CodeMirror with what writing runbooks needs. It tells what was typed and where the
 * cursor is; what becomes of it is `state/editor`. Loaded when the editor is opened.
 */
import {
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  searchPanelOpen,
} from '@codemirror/search';
import { Text, type ChangeSpec } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import type { EditFinding } from '../../platform/types';
import type { FieldAct, TextField } from '../../state/editor-field';
import type { Cursor, Heading } from '../../state/editor-panes.svelte';
import { applyFix, findingAt, goToFinding, showFindings } from './findings';
import { headingsOf } from './headings';
import { language } from './language';
import { compartments, extensions, type Hooks } from './setup';

/** What the field tells. */
interface FieldHooks extends Hooks {
  onchange: (differs: boolean) => void;
  oncursor: (cursor: Cursor) => void;
  onscroll: () => void;
}

/** A field in the window. */
export interface Field extends TextField {
  show: (findings: readonly EditFinding[]) => void;
  /** Words of the field in the language of the window. */
  relabel: () => void;
  setWritable: (writable: boolean) => void;
  headings: () => Heading[];
  destroy: () => void;
}

/** What the field begins with. */
export interface Beginning {
  document: string;
  text: string;
  /** What the file says. */
  saved: string;
  writable: boolean;
}

/** Makes the field in an element. */
export function makeField(parent: HTMLElement, beginning: Beginning, hooks: FieldHooks): Field {
  let version = 0;
  let saved = Text.of(beginning.saved.split('\n'));
  const view = new EditorView({
    parent,
    doc: beginning.text,
    extensions: [extensions(beginning, hooks), EditorView.updateListener.of(updated)],
  });
  view.scrollDOM.addEventListener('scroll', hooks.onscroll, { passive: true });

  function updated(update: ViewUpdate): void {
    if (update.docChanged) {
      version++;
      hooks.onchange(!update.state.doc.eq(saved));
    }
    if (update.docChanged || update.selectionSet || update.transactions.length > 0) {
      hooks.oncursor(cursorOf(view));
    }
  }

  return {
    ...inText(view, hooks),
    version: () => version,
    saved: (text) => {
      saved = Text.of(text.split('\n'));
    },
    headings: () => headingsOf(view.state, language(beginning.document)),
  };
}

/** What is done in the text, whatever the file says. */
function inText(
  view: EditorView,
  hooks: FieldHooks,
): Omit<Field, 'version' | 'saved' | 'headings'> {
  return {
    text: () => view.state.doc.toString(),
    size: () => view.state.doc.length,
    cursor: () => view.state.selection.main.head,
    replace: (text) => {
      view.dispatch({ changes: difference(view.state.doc.toString(), text), userEvent: 'input' });
    },
    apply: (changes) => {
      view.dispatch({ changes: [...changes], userEvent: 'input', scrollIntoView: true });
    },
    fix: (fix) => {
      applyFix(view, fix);
    },
    act: (act) => {
      perform(view, act);
    },
    focus: () => {
      view.focus();
    },
    lineInSight: () => lineAt(view, view.scrollDOM.scrollTop),
    goToLine: (line, focus) => {
      goToLine(view, line, focus);
    },
    show: (findings) => {
      showFindings(view, findings);
      hooks.oncursor(cursorOf(view));
    },
    relabel: () => {
      view.dispatch({ effects: compartments.words() });
    },
    setWritable: (writable) => {
      view.dispatch({ effects: compartments.writable(writable) });
    },
    destroy: () => {
      view.destroy();
    },
  };
}

const ACTS: Record<FieldAct, (view: EditorView) => unknown> = {
  find: openSearchPanel,
  replace: (view) => {
    openSearchPanel(view);
    view.dom.querySelector<HTMLInputElement>('.cm-search input[name=replace]')?.select();
  },
  findNext: (view) => {
    search(view, findNext);
  },
  findPrevious: (view) => {
    search(view, findPrevious);
  },
  nextFinding: (view) => {
    goToFinding(view, 1);
  },
  previousFinding: (view) => {
    goToFinding(view, -1);
  },
};

function perform(view: EditorView, act: FieldAct): void {
  const inside = view.dom.contains(document.activeElement);
  if (!inside || act.endsWith('Finding')) view.focus();
  ACTS[act](view);
}

/** Without words to find there is nothing to go to: they are asked for. */
function search(view: EditorView, step: (view: EditorView) => boolean): void {
  if (!searchPanelOpen(view.state) && getSearchQuery(view.state).search === '') {
    openSearchPanel(view);
  } else step(view);
}

/** The change between two texts as one stretch: what is the same at both ends stays. */
function difference(old: string, text: string): ChangeSpec {
  const most = Math.min(old.length, text.length);
  let from = 0;
  while (from < most && old.charCodeAt(from) === text.charCodeAt(from)) from++;
  let end = 0;
  while (
    end < most - from &&
    old.charCodeAt(old.length - 1 - end) === text.charCodeAt(text.length - 1 - end)
  ) {
    end++;
  }
  return { from, to: old.length - end, insert: text.slice(from, text.length - end) };
}

function cursorOf(view: EditorView): Cursor {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  return {
    line: line.number,
    column: head - line.from + 1,
    finding: findingAt(view.state, head),
  };
}

/** The line at this height of what scrolls, with the part of it that is above. */
function lineAt(view: EditorView, top: number): number {
  const block = view.lineBlockAtHeight(top - view.documentPadding.top);
  const line = view.state.doc.lineAt(block.from).number;
  const above = (top - view.documentPadding.top - block.top) / Math.max(block.height, 1);
  return line + Math.max(0, Math.min(above, 1));
}

function goToLine(view: EditorView, line: number, focus: boolean): void {
  const whole = Math.max(1, Math.min(Math.floor(line), view.state.doc.lines));
  const { from } = view.state.doc.line(whole);
  if (focus) {
    view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'start' }),
    });
    view.focus();
    return;
  }
  const block = view.lineBlockAt(from);
  const { scrollDOM } = view;
  scrollDOM.scrollTop = block.top + view.documentPadding.top + (line - whole) * block.height;
}
