/** The headings of a text while it is written, for the outline. */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { Heading } from '../../state/editor-panes.svelte';
import type { Written } from './language';

/** The whole text is read for this long at most, in milliseconds; else as far as it has been read. */
const READING = 100;

/** Keys of a scenario that its outline shows, by how deep they stand. */
const DEEPEST = 2;

/** The headings, in order. */
export function headingsOf(state: EditorState, written: Written): Heading[] {
  if (written === 'markdown') return inMarkdown(state);
  if (written === 'asciidoc') return inAsciiDoc(state);
  return written === 'yaml' ? inYaml(state) : [];
}

function inMarkdown(state: EditorState): Heading[] {
  const tree = ensureSyntaxTree(state, state.doc.length, READING) ?? syntaxTree(state);
  const headings: Heading[] = [];
  tree.iterate({
    enter: ({ name, from, to }) => {
      const level = /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];
      if (level === undefined) return name === 'Document' || name === 'Blockquote';
      const text = state.sliceDoc(from, to).split('\n')[0] ?? '';
      headings.push({
        level: Number(level),
        text: text.replace(/^#+\s*|\s*#+\s*$|\s*\{#[^}]*\}\s*$/g, ''),
        line: state.doc.lineAt(from).number,
      });
      return false;
    },
  });
  return headings;
}

/** The parts of a scenario, and what each of them names. */
function inYaml(state: EditorState): Heading[] {
  const tree = ensureSyntaxTree(state, state.doc.length, READING) ?? syntaxTree(state);
  const headings: Heading[] = [];
  let level = 0;
  tree.iterate({
    enter: ({ name, node, from }) => {
      if (name !== 'Pair') return /^(Stream|Document|BlockMapping)$/.test(name);
      const key = node.getChild('Key');
      if (!key) return false;
      level++;
      const text = state.sliceDoc(key.from, key.to);
      headings.push({ level, text, line: state.doc.lineAt(from).number });
      return level < DEEPEST;
    },
    leave: ({ name, node }) => {
      if (name === 'Pair' && node.getChild('Key')) level--;
    },
  });
  return headings;
}

function inAsciiDoc(state: EditorState): Heading[] {
  const headings: Heading[] = [];
  let fence = '';
  for (const [at, text] of state.doc.toString().split('\n').entries()) {
    if (/^(-{4,}|\.{4,}|={4,}|\+{4,}|_{4,}|\*{4,}|\/{4,})$/.test(text)) {
      if (fence === '') fence = text;
      else if (fence === text) fence = '';
    }
    const [, marks, words] = /^(={1,6})\s+(\S.*)$/.exec(text) ?? [];
    if (fence !== '' || marks === undefined) continue;
    headings.push({ level: marks.length, text: words ?? '', line: at + 1 });
  }
  return headings;
}
