/** The window's words for the repository: what became of a file, what stands in the way. */
import { m } from '../paraglide/messages.js';
import type { GitChangeKind, GitConflictFile, GitSide, GitState } from '../platform/types';
import type { Done, Work } from '../state/repository.svelte';

const KINDS: Record<GitChangeKind, () => string> = {
  added: m.git_kind_added,
  modified: m.git_kind_modified,
  deleted: m.git_kind_deleted,
  conflicted: m.git_kind_conflicted,
};

/** What became of a file, in a word. */
export function changeName(kind: GitChangeKind): string {
  return KINDS[kind]();
}

const WORKING: Record<Work, () => string> = {
  trust: m.git_working_trust,
  commit: m.git_working_commit,
  pull: m.git_working_pull,
  push: m.git_working_push,
  settle: m.git_working_settle,
};

/** What git does now. */
export function workName(work: Work): string {
  return WORKING[work]();
}

const DONE: Record<Done, () => string> = {
  commit: m.git_said_commit,
  push: m.git_said_push,
  upToDate: m.git_said_up_to_date,
  forwarded: m.git_said_forwarded,
  merged: m.git_said_merged,
};

/** What git did. */
export function doneName(done: Done): string {
  return DONE[done]();
}

type Told = Exclude<GitState, 'none' | 'unavailable' | 'untrusted' | 'ready'>;

const STATES: Record<Told, [(args: { remote: string }) => string, () => string]> = {
  locked: [m.git_state_locked, m.git_state_locked_hint],
  merging: [m.git_state_merging, m.git_state_merging_hint],
  rebasing: [m.git_state_rebasing, m.git_state_rebasing_hint],
  cherryPicking: [m.git_state_cherry_picking, m.git_state_cherry_picking_hint],
  reverting: [m.git_state_reverting, m.git_state_reverting_hint],
  bisecting: [m.git_state_bisecting, m.git_state_bisecting_hint],
  detached: [m.git_state_detached, m.git_state_detached_hint],
  noRemote: [m.git_state_no_remote, m.git_state_no_remote_hint],
  noUpstream: [m.git_state_no_upstream, m.git_state_no_upstream_hint],
};

/** A state that has something to say: the sentence, and the one safe thing to do. */
export function stateWords(
  state: GitState,
  remote: string,
): { sentence: string; hint: string } | null {
  if (!(state in STATES)) return null;
  const [sentence, hint] = STATES[state as Told];
  return { sentence: sentence({ remote }), hint: hint() };
}

type Untold = Exclude<GitSide['kind'], 'text'>;

const HERE: Record<Untold, () => string> = {
  gone: m.git_conflict_gone_ours,
  binary: m.git_conflict_binary_ours,
  large: m.git_conflict_large_ours,
};
const THERE: Record<Untold, () => string> = {
  gone: m.git_conflict_gone_theirs,
  binary: m.git_conflict_binary_theirs,
  large: m.git_conflict_large_theirs,
};

/** What is to be said of the sides of a conflict that show no text. */
export function sideWords({ ours, theirs }: GitConflictFile): string[] {
  const here = ours.kind === 'text' ? [] : [HERE[ours.kind]()];
  const there = theirs.kind === 'text' ? [] : [THERE[theirs.kind]()];
  return [...here, ...there];
}
