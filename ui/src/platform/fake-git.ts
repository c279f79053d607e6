/** A repository that lives in memory: a branch with a change, a commit that is not pushed, and a document with two versions. */
import type { GitCommit, GitPulled, GitView, Platform, VersionDifference } from './types';

const AT = { ms: 1_794_000_000_000, text: '2026-11-07 09:20:00 +07:00' };

function commit(id: string, subject: string): GitCommit {
  return { id: id.repeat(40), author: 'Ayu Lestari', at: AT, subject };
}

/** How the fake repository stands, with what a test wants otherwise. */
export function gitView(own: Partial<GitView> = {}): GitView {
  return {
    state: 'ready',
    problem: null,
    branch: 'main',
    upstream: 'origin/main',
    remote: 'origin',
    ahead: 1,
    behind: 0,
    shallow: false,
    changes: [
      {
        path: 'linux/disk-full.md',
        title: 'Disk is full',
        kind: 'modified',
        proposed: true,
        marked: false,
      },
      { path: 'notes.txt', title: null, kind: 'added', proposed: false, marked: false },
    ],
    cut: false,
    unpushed: [commit('a', 'Update Restart checkout')],
    trust: {
      trusted: true,
      programs: [],
      remotes: ['https://git.example/ops/handbook.git'],
      key: 'key-1',
    },
    message: 'Update Disk is full',
    ...own,
  };
}

/** What differs between the two versions. */
const DIFFERENCE: VersionDifference['lines'] = [
  { kind: 'removed', old: 3, new: null, parts: [{ text: 'Call somebody.', changed: true }] },
  { kind: 'added', old: null, new: 3, parts: [{ text: 'Free some space.', changed: true }] },
];

type Methods = Pick<
  Platform,
  | 'repository'
  | 'trustRepository'
  | 'proposeMessage'
  | 'commit'
  | 'pull'
  | 'settle'
  | 'push'
  | 'cancelGit'
  | 'versions'
  | 'compare'
  | 'offerVersion'
  | 'restoreVersion'
>;

/** The part of the fake core that answers for the repository. */
export function fakeGit(first: Partial<GitView> = {}): Methods {
  let view = gitView(first);
  const pulled = (outcome: 'forwarded' | 'merged'): GitPulled => ({
    outcome,
    inTheWay: [],
    conflict: null,
    view,
  });
  return {
    repository: () => Promise.resolve(view),
    trustRepository: () => {
      view = gitView({ trust: { ...view.trust, trusted: true } });
      return Promise.resolve(view);
    },
    proposeMessage: ({ paths }) =>
      Promise.resolve(paths.length > 0 ? `Update ${String(paths.length)}` : ''),
    commit: ({ paths, message }) => {
      view = {
        ...view,
        ahead: view.ahead + 1,
        changes: view.changes.filter(({ path }) => !paths.includes(path)),
        unpushed: [commit(String(view.ahead), message), ...view.unpushed],
      };
      return Promise.resolve(view);
    },
    pull: () => Promise.resolve(pulled('forwarded')),
    settle: () => Promise.resolve(pulled('merged')),
    push: () => {
      view = { ...view, ahead: 0, unpushed: [] };
      return Promise.resolve(view);
    },
    cancelGit: () => Promise.resolve(),
    ...fakeVersions(),
  };
}

function fakeVersions(): Pick<
  Platform,
  'versions' | 'compare' | 'offerVersion' | 'restoreVersion'
> {
  return {
    versions: ({ id }) =>
      Promise.resolve({
        versions: [
          { commit: commit('b', 'Say what to do first'), path: id, change: 'modified', from: null },
          { commit: commit('c', 'Add the runbook'), path: id, change: 'added', from: null },
        ],
        more: false,
        shallow: false,
        changed: false,
      }),
    offerVersion: () =>
      Promise.resolve({
        base: 'now',
        lines: DIFFERENCE,
        cut: false,
      }),
    restoreVersion: () => Promise.resolve({ kind: 'saved', base: 'restored', confirmed: true }),
    compare: () =>
      Promise.resolve({
        lines: DIFFERENCE,
        cut: false,
        html: '<p><del>Call somebody.</del> <ins>Free some space.</ins></p>',
      }),
  };
}
