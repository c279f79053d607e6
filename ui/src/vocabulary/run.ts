/** The window's words for runs: how a step fares, how long, when. */
import { m } from '../paraglide/messages.js';
import type { Moment, RunProgress, RunRight, RunStatus } from '../platform/types';
import { number } from '../state/locale.svelte';

const STATUSES: Record<RunStatus, () => string> = {
  open: m.run_status_open,
  done: m.run_status_done,
  skipped: m.run_status_skipped,
  failed: m.run_status_failed,
};

const RIGHTS: Record<RunRight, () => string> = {
  yes: m.run_right_yes,
  partly: m.run_right_partly,
  no: m.run_right_no,
};

export function runStatusName(status: RunStatus): string {
  return STATUSES[status]();
}

/** Whether the document was right, in a word. */
export function rightName(right: RunRight): string {
  return RIGHTS[right]();
}

/** How far a run is, in words: `3 done, 1 skipped`. What is none is left out, apart from the done ones. */
export function progressWords({ done, skipped, failed }: RunProgress): string {
  const words = [m.run_count_done({ count: number(done) })];
  if (skipped > 0) words.push(m.run_count_skipped({ count: number(skipped) }));
  if (failed > 0) words.push(m.run_count_failed({ count: number(failed) }));
  return words.join(', ');
}

/** A span of time in words: `2 h 5 min`, `4 min 20 s`, `35 s`. */
export function duration(seconds: number): string {
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  if (h > 0) return m.run_time_hours({ hours: number(h), minutes: number(min) });
  if (min === 0) return m.run_time_seconds({ seconds: number(s) });
  return s === 0
    ? m.run_time_minutes({ minutes: number(min) })
    : m.run_time_minutes_seconds({ minutes: number(min), seconds: number(s) });
}

/** A span of time as a clock that runs: `4:05`, `1:02:09`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, min, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${String(h)}:${two(min)}:${two(s)}` : `${String(min)}:${two(s)}`;
}

/** The time of the day where it was written down: `03:12`. */
export function timeOfDay({ text }: Moment): string {
  return text.slice(11, 16);
}

/** Day and time where it was written down: `2026-11-20 03:12`. */
export function dayAndTime({ text }: Moment): string {
  return text.slice(0, 16);
}
