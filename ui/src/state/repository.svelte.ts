/**
 * The repository of the open library: how it stands, what git does in it now, and what that came to.
 * It decides nothing; every act answers with how the repository stands afterwards.
 */
import type { GitOutcome, GitPulled, GitView, Platform, WireError } from '../platform/types';
import { wireError } from './errors';
import { Latest } from './latest.svelte';
import { Settling } from './settling.svelte';

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
  readonly settling = new Settling();
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
  /** An answer to what was asked before an act, or in another library, is dropped. */
  #era = 0;
  /** It is asked at every turn, and answers can be slow: one question at a time. */
  #look = new Latest<number>((era) => this.#ask(era));

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Asks how it stands. Nobody asked for it, so there is nobody to tell that it failed. */
  refresh(): void {
    if (this.working === null) this.#look.ask(this.#era);
  }

  trust(): Promise<void> {
    const { key } = this.view?.trust ?? {};
    if (key === undefined) return Promise.resolve();
    return this.#work('trust', () => this.#platform.trustRepository({ key }), this.#stands);
  }

  commit(paths: string[], message: string): Promise<void> {
    return this.#work('commit', () => this.#platform.commit({ paths, message }), this.#stands);
  }

  pull(): Promise<void> {
    return this.#work('pull', () => this.#platform.pull(), this.#take);
  }

  push(): Promise<void> {
    return this.#work('push', () => this.#platform.push(), this.#stands);
  }

  settle(): Promise<void> {
    const { theirs } = this.settling.conflict ?? {};
    if (theirs === undefined) return Promise.resolve();
    const files = this.settling.answers();
    return this.#work('settle', () => this.#platform.settle({ theirs, files }), this.#take);
  }

  cancel(): void {
    // It ends what is awaited, and that tells how it ended.
    this.#platform.cancelGit().catch(() => undefined);
  }

  /** Another library. */
  reset(): void {
    this.#era++;
    this.#look.drop();
    this.view = null;
    this.working = null;
    this.settling.clear();
    this.#clear();
  }

  async #ask(era: number): Promise<void> {
    const view = await this.#platform.repository().catch(() => null);
    if (era === this.#era) this.view = view;
  }

  #stands = (view: GitView, work: Work): void => {
    this.view = view;
    if (work === 'commit' || work === 'push') this.done = work;
  };

  #take = ({ view, outcome, conflict, inTheWay }: GitPulled): void => {
    this.view = view;
    this.inTheWay = inTheWay;
    if (conflict) this.settling.take(conflict);
    if (outcome === 'inTheWay' || outcome === 'conflict') return;
    this.settling.clear();
    this.done = outcome;
  };

  #clear(): void {
    this.done = null;
    this.trouble = null;
    this.inTheWay = [];
  }

  /** Has git do something, one thing at a time. What it comes to is taken, unless another library is open by then. */
  async #work<T>(
    work: Work,
    task: () => Promise<T>,
    take: (answer: T, work: Work) => void,
  ): Promise<void> {
    if (this.working !== null) return;
    const era = ++this.#era;
    this.#clear();
    this.working = work;
    try {
      const answer = await task();
      if (era === this.#era) take(answer, work);
    } catch (caught) {
      if (era === this.#era) this.trouble = wireError(caught);
    }
    if (era !== this.#era) return;
    this.working = null;
    if (this.trouble !== null) this.refresh();
  }
}
