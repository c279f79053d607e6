/** The time as the window shows it: one tick a second, as long as somebody looks at it. */

let now = $state(Date.now());
let watchers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** Milliseconds since 1970, to the second. Moves while `watchTime` is in force. */
export function time(): number {
  return now;
}

/** Lets the time move; the answer ends that. */
export function watchTime(): () => void {
  now = Date.now();
  if (watchers++ === 0) {
    ticking = setInterval(() => {
      now = Date.now();
    }, 1000);
  }
  return () => {
    if (--watchers === 0) clearInterval(ticking);
  };
}
