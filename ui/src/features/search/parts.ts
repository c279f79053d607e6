/** What is listed while nothing is typed: documents under headings, part after part, as one list of rows. */
import type { DocumentRow } from '../../platform/types';

/** Documents under a heading; a part without any is not shown. */
export interface Part {
  heading: string;
  count: number;
  /** The document at a place of the part; undefined until it is read. */
  at: (index: number) => DocumentRow | undefined;
}

/** A line of the list: a heading, or the row with this index. */
export type Line = { heading: string } | { index: number };

/** A part whose documents are all at hand. */
export function partOf(heading: string, rows: readonly DocumentRow[]): Part {
  return { heading, count: rows.length, at: (index) => rows[index] };
}

/** How many documents the parts hold. */
export function countOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

/** The document of a row, counted over all parts. */
export function rowAt(parts: readonly Part[], index: number): DocumentRow | undefined {
  let rest = index;
  for (const part of parts) {
    if (rest < part.count) return part.at(rest);
    rest -= part.count;
  }
  return undefined;
}

/** How many lines the parts make: their rows, and a heading before each that has some. */
export function lineCount(parts: readonly Part[]): number {
  return countOf(parts) + parts.filter(({ count }) => count > 0).length;
}

/** What stands on a line. */
export function lineAt(parts: readonly Part[], line: number): Line {
  let [rest, index] = [line, 0];
  for (const { heading, count } of parts) {
    if (count === 0) continue;
    if (rest === 0) return { heading };
    if (rest <= count) return { index: index + rest - 1 };
    rest -= count + 1;
    index += count;
  }
  return { index };
}

/** The line of a row. */
export function lineOf(parts: readonly Part[], index: number): number {
  let [rest, line] = [index, 0];
  for (const { count } of parts) {
    if (count === 0) continue;
    line++;
    if (rest < count) break;
    rest -= count;
  }
  return index + line;
}
