/** Names of the groups, and how the palette finds a command. */
import type { Command, Group } from '../../commands/registry';
import { m } from '../../paraglide/messages.js';

const NAMES: Record<Group, () => string> = {
  library: m.group_library,
  document: m.group_document,
  write: m.group_write,
  go: m.group_go,
  run: m.group_run,
  drill: m.group_drill,
  view: m.group_view,
  help: m.group_help,
};

export function groupName(group: Group): string {
  return NAMES[group]();
}

/** A stretch of a title, typed or not. */
export interface TitlePart {
  text: string;
  hit: boolean;
}

/** Commands that have every word that was typed, in the title or as another word for it. */
export function matching(candidates: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = candidates.flatMap((candidate) => {
    const title = candidate.title().toLowerCase();
    const all = `${title} ${candidate.keywords}`;
    if (!words.every((word) => all.includes(word))) return [];
    const inTitle = words.filter((word) => title.includes(word)).length;
    const atStart = title.startsWith(words[0] ?? '') ? 1 : 0;
    return [{ candidate, score: inTitle * 2 + atStart }];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ candidate }) => candidate);
}

/** The title with the words that were typed marked. */
export function markedTitle(title: string, typed: string): TitlePart[] {
  const words = typed.split(/\s+/).filter(Boolean).map(escaped);
  if (words.length === 0) return [{ text: title, hit: false }];
  return title
    .split(new RegExp(`(${words.join('|')})`, 'gi'))
    .map((text, index) => ({ text, hit: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
