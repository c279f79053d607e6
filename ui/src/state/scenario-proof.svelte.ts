/**
 * What the checker proves of the scenario that is written: asked when there is calm, ended by the next
 * key, and never shown as new when it is of an older text. It does not know the text field.
 */
import type { Platform, ScenarioProved, WireError } from '../platform/types';
import { Calm } from './calm';
import type { Source } from './editor-field';
import { wireError } from './errors';

/** How long no key must come before it is counted, in milliseconds: it is much work. */
const CALM = 1500;

/** The proof of the text of this window. */
export class Proof {
  proved = $state.raw<ScenarioProved | null>(null);
  /** The proof is of the text as it is. */
  fresh = $state(false);
  running = $state(false);
  /** The text as it was last asked about does not read. */
  unreadable = $state(false);
  /** Somebody stopped it. */
  stopped = $state(false);
  /** How far it is: plays of players who read nothing, then states. */
  plays = $state(0);
  states = $state(0);
  trouble = $state.raw<WireError | null>(null);

  #platform: Platform;
  #source: () => Source | null;
  #wanted = false;
  #job = new Calm(() => this.#ask());

  constructor(platform: Platform, source: () => Source | null) {
    this.#platform = platform;
    this.#source = source;
  }

  /** Somebody sees it from now on, or no longer. */
  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (!wanted) this.stop();
    else if (!this.fresh) this.#job.soon(0);
  }

  /** The text is another one than before. */
  changed(): void {
    this.stop();
    this.stopped = false;
    if (this.#wanted) this.#job.soon(CALM);
  }

  /** Counts now. */
  async now(): Promise<void> {
    this.stop();
    await this.#job.now();
  }

  /** Somebody stops what is under way; the next key or question counts again. */
  halt(): void {
    this.stopped = this.running;
    this.stop();
  }

  /** What is under way is not wanted any more. */
  stop(): void {
    this.fresh = false;
    this.#job.drop();
    if (this.running) void this.#platform.stopProof().catch(() => undefined);
  }

  /** How far it is. */
  tell({ plays, states }: { plays: number; states: number }): void {
    if (!this.running) return;
    this.plays = Math.max(this.plays, plays);
    this.states = Math.max(this.states, states);
  }

  /** Another document: nothing of the old one stays. */
  reset(): void {
    this.stop();
    this.proved = null;
    this.unreadable = false;
    this.stopped = false;
    this.trouble = null;
  }

  async #ask(): Promise<void> {
    const source = this.#source();
    if (!source) return;
    this.running = true;
    this.stopped = false;
    this.plays = 0;
    this.states = 0;
    this.trouble = null;
    try {
      const { document, version } = source;
      const answer = await this.#platform.proveScenario({ document, text: source.read() });
      const now = this.#source();
      if (answer.kind === 'stopped' || now?.document !== document) return;
      this.unreadable = answer.kind === 'unreadable';
      this.proved = answer.kind === 'proved' ? answer : null;
      this.fresh = now.version === version;
    } catch (caught) {
      this.trouble = wireError(caught);
    } finally {
      this.running = false;
    }
  }
}
