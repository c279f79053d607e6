/**
 * The clock of a drill in real time: it counts how much simulated time has passed and puts whole ticks in. What a tick
 * does is the core's; this only knows how fast time goes. Time in which nobody was there (a machine that slept) does
 * not pass in the drill.
 */

/** How often it looks, in milliseconds. */
const LOOKS_EVERY = 250;
/** A look that comes later than this was no look: the machine slept. In milliseconds. */
const SLEPT_AFTER = 5000;

/** How fast time goes. */
export interface Pace {
  /** Simulated seconds a tick. */
  tickSeconds: number;
  /** Simulated seconds a real second. */
  speed: number;
}

/** A clock that runs while it is told to. */
export class DrillClock {
  /** Simulated milliseconds since the last tick. */
  #gone = 0;
  #last = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #underWay = false;
  #put: (ticks: number) => Promise<unknown>;
  #show: (seconds: number) => void;

  /** `put` lets ticks pass; `show` is told the seconds since the last tick. */
  constructor(put: (ticks: number) => Promise<unknown>, show: (seconds: number) => void) {
    this.#put = put;
    this.#show = show;
  }

  /** Lets time pass at this pace; the answer ends that. */
  run(pace: Pace): () => void {
    this.#last = Date.now();
    clearInterval(this.#ticking);
    const ticking = setInterval(() => {
      this.#look(pace);
    }, LOOKS_EVERY);
    this.#ticking = ticking;
    return () => {
      clearInterval(ticking);
    };
  }

  /** Another drill, or an act that took its own time: the tick begins anew. */
  restart(): void {
    this.#gone = 0;
    this.#show(0);
  }

  #look({ tickSeconds, speed }: Pace): void {
    const now = Date.now();
    const passed = now - this.#last;
    this.#last = now;
    if (passed > SLEPT_AFTER || passed < 0) return;
    const tick = tickSeconds * 1000;
    this.#gone += passed * speed;
    const due = Math.floor(this.#gone / tick);
    this.#show(Math.min(this.#gone / 1000, tickSeconds - 1));
    if (due === 0 || this.#underWay) return;
    this.#gone -= due * tick;
    this.#underWay = true;
    void this.#put(due).finally(() => {
      this.#underWay = false;
    });
  }
}
