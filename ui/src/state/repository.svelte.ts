/**
 * The repository of the open library: how it stands, what git does in it now, and what that came to.
 * It decides nothing; every act answers with how the repository stands afterwards.
 */
import type {
  GitConflict,
  GitOutcome,
  GitPulled,
  GitSettled,
  GitView,
  Platform,
  WireError,
} from '../platform/types';
import { wireError } from './errors';

/** What git does for the person now. */
export type Work = 'trust' | 'commit' | 'pull' | 'push' | 'settle';
/** What the last act came to. */
export type Done = 'commit' | 'push' | Exclude<GitOutcome, 'inTheWay' | 'conflict'>;

/** States in which a branch can be worked with. */
const WORKABLE = ['ready', 'noUpstream', 'noRemote'];

export class Repository {
  /** How it stands; null before the first answer. */
  view = $state.raw<GitView | null>(null);
  working = $state<Work | null>(null);
  done = $state<Done | null>(null);
  /** Why the last act did not do what it should. */
  trouble = $state.raw<WireError | null>(null);
  conflict = $state.raw<GitConflict | null>(null);
  /** Files that are not committed and stood where others would come. */
  inTheWay = $state.raw<readonly string[]>([]);

  readonly isWorkable = $derived(WORKABLE.includes(this.view?.state ?? ''));
  readonly canCommit = $derived(this.isWorkable && this.view?.trust.trusted === true);
  readonly canReach = $derived(this.canCommit && this.view?.remote != null);
  readonly canPush = $derived(
    this.canReach && (this.view?.state === 'noUpstream' || (this.view?.ahead ?? 0) > 0),
  );
  /** Git waits for the person: something is begun, in the way, or asked. */
  readonly needsPerson = $derived(
    this.view !== null && this.view.state !== 'none' && !this.isWorkable,
  );

  #platform: Platform;
  #request = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Asks how it stands. Nobody asked for it, so there is nobody to tell that it failed. */
  async refresh(): Promise<void> {
    if (this.working !== null) return;
    const request = ++this.#request;
    try {
      const view = await this.#platform.repository();
      if (request === this.#request) this.view = view;
    } catch {
      if (request === this.#request) this.view = null;
    }
  }

  trust(): Promise<void> {
    const { key } = this.view?.trust ?? {};
    if (key === undefined) return Promise.resolve();
    return this.#work('trust', async () => {
      this.view = await this.#platform.trustRepository({ key });
    });
  }

  commit(paths: string[], message: string): Promise<void> {
    return this.#work('commit', async () => {
      this.view = await this.#platform.commit({ paths, message });
      this.done = 'commit';
    });
  }

  pull(): Promise<void> {
    return this.#work('pull', async () => {
      this.#take(await this.#platform.pull());
    });
  }

  push(): Promise<void> {
    return this.#work('push', async () => {
      this.view = await this.#platform.push();
      this.done = 'push';
    });
  }

  settle(files: GitSettled[]): Promise<void> {
    const { theirs } = this.conflict ?? {};
    if (theirs === undefined) return Promise.resolve();
    return this.#work('settle', async () => {
      this.#take(await this.#platform.settle({ theirs, files }));
    });
  }

  /** Leaves a conflict for later; nothing was moved. */
  leaveConflict(): void {
    this.conflict = null;
  }

  cancel(): void {
    // It ends what is awaited, and that tells how it ended.
    this.#platform.cancelGit().catch(() => undefined);
  }

  /** Another library. */
  reset(): void {
    this.#request++;
    this.view = null;
    this.working = null;
    this.#clear();
  }

  #take(pulled: GitPulled): void {
    this.view = pulled.view;
    this.conflict = pulled.conflict;
    this.inTheWay = pulled.inTheWay;
    const { outcome } = pulled;
    if (outcome !== 'inTheWay' && outcome !== 'conflict') this.done = outcome;
  }

  #clear(): void {
    this.done = null;
    this.trouble = null;
    this.inTheWay = [];
    this.conflict = null;
  }

  async #work(work: Work, task: () => Promise<void>): Promise<void> {
    if (this.working !== null) return;
    const request = ++this.#request;
    const { conflict } = this;
    this.#clear();
    this.working = work;
    try {
      await task();
    } catch (caught) {
      // What was to be settled is still to be settled.
      if (work === 'settle') this.conflict = conflict;
      this.trouble = wireError(caught);
    } finally {
      if (request === this.#request) this.working = null;
    }
    if (this.trouble !== null) void this.refresh();
  }
}
