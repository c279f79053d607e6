/**
 * What both sides changed, and what each file shall be as the person has it so far. It is kept until it is settled:
 * whatever fails in between, and whatever else is looked at, nothing that was chosen or typed is lost.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { GitChoice, GitConflict, GitConflictFile, GitSettled } from '../platform/types';

type Kind = GitChoice['kind'];

export class Settling {
  conflict = $state.raw<GitConflict | null>(null);
  /** The person puts it off: it is not shown until a pull comes to it again. */
  left = $state(false);
  #choices = new SvelteMap<string, Kind>();
  #texts = new SvelteMap<string, string>();

  /** Every file has an answer. */
  readonly whole = $derived(
    this.conflict?.files.every(({ path }) => this.#choices.has(path)) ?? false,
  );

  /** A conflict to be settled. An answer for a file holds while both of its sides are what they were. */
  take(conflict: GitConflict): void {
    for (const file of conflict.files) {
      const before = this.conflict?.files.find(({ path }) => path === file.path);
      if (!before || !isSame(before, file)) this.#choices.delete(file.path);
    }
    this.conflict = conflict;
    this.left = false;
  }

  /** What a file shall be; null until the person has chosen: nothing is settled by itself. */
  choice(path: string): Kind | null {
    return this.#choices.get(path) ?? null;
  }

  choose({ path, ours }: GitConflictFile, kind: Kind): void {
    this.#choices.set(path, kind);
    // A text of one's own begins with the one that is here.
    if (kind === 'text' && !this.#texts.has(path) && ours.kind === 'text')
      this.#texts.set(path, ours.text);
  }

  /** The person's own text of a file. */
  text(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  write(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  /** The answers, as they are handed back. */
  answers(): GitSettled[] {
    const files = this.conflict?.files ?? [];
    return files.flatMap(({ path }) => {
      const kind = this.#choices.get(path);
      if (kind === undefined) return [];
      return { path, choice: kind === 'text' ? { kind, text: this.text(path) } : { kind } };
    });
  }

  /** It is settled, or of another library. */
  clear(): void {
    this.conflict = null;
    this.left = false;
    this.#choices.clear();
    this.#texts.clear();
  }
}

function isSame(one: GitConflictFile, other: GitConflictFile): boolean {
  const sides = ({ ours, theirs }: GitConflictFile): string => JSON.stringify([ours, theirs]);
  return sides(one) === sides(other);
}
