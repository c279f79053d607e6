/** A document's headings as the outline shows them. */
import type { OutlineEntry } from '../../platform/types';

export type OutlineLine = OutlineEntry & {
  /** How far it is moved in, from 0. */
  depth: number;
};

const DEEPEST = 3;

/** The headings without the one that is the title; the highest level stands at the edge. */
export function outlineOf(outline: readonly OutlineEntry[], title: string): OutlineLine[] {
  const [first] = outline;
  const isTitle = first?.level === 1 && first.text === title;
  const entries = isTitle ? outline.slice(1) : outline;
  const top = Math.min(...entries.map(({ level }) => level));
  return entries.map((entry) => ({ ...entry, depth: Math.min(entry.level - top, DEEPEST) }));
}
