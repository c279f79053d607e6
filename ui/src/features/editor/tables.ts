/**
 * Tab in lists, code and tables: an item moves in, a cell leads to the next one and the table is laid out anew.
 * Elsewhere Tab leaves the text, as everywhere in the window.
 */
import { indentLess, indentMore } from '@codemirror/commands';
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, Prec, type EditorState, type Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';

/** A table as its cells; the second row tells how columns are aligned. */
type Cells = string[][];

/** What Tab does in the text. */
export function tabs(): Extension {
  return Prec.high(
    keymap.of([
      { key: 'Tab', run: (view) => cell(view, 1) || indent(view, indentMore) },
      { key: 'Shift-Tab', run: (view) => cell(view, -1) || indent(view, indentLess) },
    ]),
  );
}

function indent(view: EditorView, move: typeof indentMore): boolean {
  const { state } = view;
  return !state.readOnly && isInside(state, /^(ListItem|FencedCode|CodeBlock)$/) && move(view);
}

function isInside(state: EditorState, wanted: RegExp): boolean {
  const { head } = state.selection.main;
  return [-1, 1].some((side) => {
    let node = syntaxTree(state).resolveInner(head, side as -1 | 1).node;
    while (!wanted.test(node.name) && node.parent) node = node.parent;
    return wanted.test(node.name);
  });
}

/** Goes to the next cell or the one before; behind the last one a row begins. */
function cell(view: EditorView, step: 1 | -1): boolean {
  const { state } = view;
  const { head, empty } = state.selection.main;
  if (state.readOnly || !empty) return false;
  const here = state.doc.lineAt(head);
  const rows = tableAround(state, here.number);
  if (!rows) return false;
  const { first, last } = rows;
  const lines = [];
  for (let at = first; at <= last; at++) lines.push(state.doc.line(at).text);
  const moved = nextCell(lines, here.number - first, head - here.from, step);
  if (!moved) return false;
  const from = state.doc.line(first).from;
  const { text, at } = moved;
  view.dispatch({
    changes: { from, to: state.doc.line(last).to, insert: text },
    selection: EditorSelection.range(from + at.from, from + at.to),
    userEvent: 'input',
    scrollIntoView: true,
  });
  return true;
}

/** The lines of the table that this line is in. */
function tableAround(state: EditorState, line: number): { first: number; last: number } | null {
  const isRow = (at: number): boolean =>
    at >= 1 && at <= state.doc.lines && /^\s*\|/.test(state.doc.line(at).text);
  if (!isRow(line)) return null;
  let [first, last] = [line, line];
  while (isRow(first - 1)) first--;
  while (isRow(last + 1)) last++;
  const rule = first < state.doc.lines ? state.doc.line(first + 1).text : '';
  return isRule(rule) ? { first, last } : null;
}

function isRule(line: string): boolean {
  return /^\s*\|(\s*:?-+:?\s*\|)*(\s*:?-+:?\s*)?$/.test(line) && line.includes('-');
}

/**
 * The table laid out anew, and where the next cell's words stand in it. Nothing where there is no cell
 * before the first.
 */
export function nextCell(
  lines: readonly string[],
  row: number,
  column: number,
  step: 1 | -1,
): { text: string; at: { from: number; to: number } } | null {
  const cells = lines.map(cellsOf);
  const columns = Math.max(...cells.map(({ length }) => length));
  for (const each of cells) while (each.length < columns) each.push('');
  const here = Math.max(0, cellsOf((lines[row] ?? '').slice(0, column)).length - 1);
  // The second row only tells how columns are aligned: nobody writes in it.
  let at = row * columns + here + step;
  if (row === 1) at = step === 1 ? 2 * columns : columns - 1;
  if (Math.floor(at / columns) === 1) at += step * columns;
  if (at < 0) return null;
  if (at >= cells.length * columns) cells.push(Array.from({ length: columns }, () => ''));
  const laid = layOut(cells);
  return { text: laid.join('\n'), at: placeOf(laid, Math.floor(at / columns), at % columns) };
}

/** The cells of a row; a bar behind a backslash is part of a cell. */
function cellsOf(line: string): string[] {
  const inside = line.trim().replace(/^\|/, '');
  const cells = inside.split(/(?<!\\)\|/).map((text) => text.trim());
  if (cells.length > 1 && /(?<!\\)\|$/.test(inside)) cells.pop();
  return cells;
}

/** Every column as wide as its widest cell. */
function layOut(cells: Cells): string[] {
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(3, ...cells.map((row, at) => (at === 1 ? 3 : width(row[column] ?? '')))),
  );
  return cells.map((row, at) => {
    const padded = row.map((text, column) => {
      const wide = widths[column] ?? 3;
      if (at === 1) return rule(text, wide);
      return text + ' '.repeat(wide - width(text));
    });
    return `| ${padded.join(' | ')} |`;
  });
}

function rule(text: string, wide: number): string {
  const [left, right] = [
    text.startsWith(':') ? ':' : '',
    text.length > 1 && text.endsWith(':') ? ':' : '',
  ];
  return left + '-'.repeat(wide - left.length - right.length) + right;
}

/** Letters as a reader counts them. */
function width(text: string): number {
  return Array.from(text).length;
}

function placeOf(
  lines: readonly string[],
  row: number,
  column: number,
): { from: number; to: number } {
  const before = lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[row] ?? '';
  let start = 2;
  const parts = line.slice(2, -2).split(/(?<!\\) \| /);
  for (const part of parts.slice(0, column)) start += part.length + 3;
  const words = (parts[column] ?? '').trimEnd();
  return { from: before + start, to: before + start + words.length };
}
