/**
 * A play of the checker, shown on the desk: its inputs are put in one by one at a pace that can be read,
 * until it is over or somebody takes over. Whoever acts themselves has taken over. It plays nothing by
 * itself: `Drills` does.
 */
import { m } from '../paraglide/messages.js';
import type { DrillView, ScenarioPlay, ScenarioPlayStep } from '../platform/types';
import type { Drills } from './drill.svelte';

/** Milliseconds from one input to the next. */
const PACE = 2000;

/** What is shown in this window. */
export class Showing {
  play = $state.raw<ScenarioPlay | null>(null);
  /** How many inputs were put in. */
  at = $state(0);
  going = $state(false);

  /** The input that comes next. */
  readonly next = $derived.by((): ScenarioPlayStep | null => this.play?.steps[this.at] ?? null);

  #drills: Drills;
  /** The inputs of the drill as the last step left it. */
  #seq = 0;
  /** The drill that is shown. */
  #drill = '';

  constructor(drills: Drills) {
    this.#drills = drills;
  }

  /** Shows a play in the drill that was begun for it, so many inputs on. */
  begin(view: DrillView, play: ScenarioPlay): void {
    this.play = play;
    this.at = 0;
    this.going = true;
    this.#drill = view.id;
    this.#seq = view.seq;
  }

  /** Lets it go on by itself; to be run in an effect. */
  run(): (() => void) | undefined {
    if (!this.going || !this.next) return undefined;
    const timer = setTimeout(() => {
      void this.step();
    }, PACE);
    return () => {
      clearTimeout(timer);
    };
  }

  toggle(): void {
    this.going = !this.going;
  }

  /** Puts the next input in. */
  async step(): Promise<void> {
    const { next } = this;
    if (!next) return;
    if (this.#drills.view?.id !== this.#drill || this.#drills.view.seq !== this.#seq) {
      this.takeOver();
      return;
    }
    if (!(await this.#drills.put(next.input))) {
      this.going = false;
      return;
    }
    this.#seq = this.#drills.view.seq;
    this.at++;
    if (!this.next) this.going = false;
  }

  /** The person plays on from where it stands. */
  takeOver(): void {
    if (!this.play) return;
    this.play = null;
    this.going = false;
    this.#drills.say(m.showing_yours());
  }

  /** Nothing is shown any more. */
  reset(): void {
    this.play = null;
    this.going = false;
  }
}
