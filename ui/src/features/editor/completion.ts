/** Where a link could lead, offered while it is typed: behind `[`, `](`, `![` and `#`. What there is, the core knows. */
import {
  autocompletion,
  insertCompletionText,
  pickedCompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { markdownLanguage } from '@codemirror/lang-markdown';
import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { EditLink, EditLinkKind } from '../../platform/types';

/** Asks what a link could lead to; an empty list where that cannot be told. */
export type AskLinks = (query: string, kind: EditLinkKind) => Promise<EditLink[]>;

/** What is being typed of a link. */
interface Typed {
  kind: EditLinkKind;
  query: string;
  /** Where what is replaced begins, as an offset in the line. */
  from: number;
  /** The whole link is to be made, not only its address. */
  whole: boolean;
}

/** The part of a link before the cursor. */
export function typedLink(before: string): Typed | null {
  const address = /(!?)\[(?:[^[\]]|\[[^\]]*\])*\]\((<?)([^()\s<>]*)$/.exec(before);
  if (address) {
    const query = address[3] ?? '';
    const kind = address[1] === '!' ? 'image' : 'link';
    return { kind, query, from: before.length - query.length, whole: false };
  }
  const text = /(!?)\[([^[\]]{0,80})$/.exec(before);
  // `[ ]` and `[x]` at the beginning of an item are boxes to tick.
  if (!text || (/^\s*[-*+]\s+\[[ xX]?$/.test(before) && text[1] === '')) return null;
  const kind = text[1] === '!' ? 'image' : 'link';
  return { kind, query: text[2] ?? '', from: text.index, whole: true };
}

/** Offers links in what is written in Markdown. */
export function completeLinks(ask: AskLinks): Extension {
  return [
    markdownLanguage.data.of({ autocomplete: (context: CompletionContext) => links(context, ask) }),
    autocompletion(),
    EditorView.inputHandler.of(begin),
  ];
}

async function links(context: CompletionContext, ask: AskLinks): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const typed = typedLink(line.text.slice(0, context.pos - line.from));
  if (!typed || inCode(context.state, context.pos)) return null;
  const found = await ask(typed.query, typed.kind);
  if (context.aborted || found.length === 0) return null;
  const options = found.map((link, at) => option(link, typed, found.length - at));
  return { from: line.from + typed.from, options, filter: false };
}

function option({ insert, label, detail }: EditLink, typed: Typed, boost: number): Completion {
  return {
    label: label === '' ? insert : label,
    detail,
    boost: Math.min(boost, 99),
    apply: (view, completion, from, to) => {
      // What closes the link may stand there already.
      const after = view.state.sliceDoc(to, to + 1);
      const closed = typed.whole ? after === ']' : after === ')';
      const end = closed && typed.whole ? to + 1 : to;
      const mark = typed.kind === 'image' ? '!' : '';
      const text = typed.whole
        ? `${mark}[${label.replace(/[[\]]/g, '\\$&')}](${insert})`
        : `${insert}${closed ? '' : ')'}`;
      const change = insertCompletionText(view.state, text, from, end);
      view.dispatch({ ...change, annotations: pickedCompletion.of(completion) });
      if (!typed.whole && closed) {
        const { head } = view.state.selection.main;
        view.dispatch({ selection: { anchor: head + 1 } });
      }
    },
  };
}

function inCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1).node; ;) {
    if (/Code|FrontMatter|HTMLBlock/.test(node.name)) return true;
    if (!node.parent) return false;
    node = node.parent;
  }
}

/** The signs that begin a link are no letters: the offer is asked for. */
function begin(view: EditorView, from: number, to: number, text: string): boolean {
  if (!['[', '(', '#', '/'].includes(text)) return false;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input.type',
    scrollIntoView: true,
  });
  startCompletion(view);
  return true;
}
