/** The window's words for recurring work: how a value stands against its limits, and how work stands. */
import { m } from '../paraglide/messages.js';
import type { ReadingStanding, TodayState } from '../platform/types';
import { locale } from '../state/locale.svelte';

const STANDINGS: Record<ReadingStanding, () => string> = {
  within: m.reading_within,
  below: m.reading_below,
  above: m.reading_above,
};

/** How a value stands against its limits, in words. */
export function standingName(standing: ReadingStanding): string {
  return STANDINGS[standing]();
}

const STATES: Record<TodayState, () => string> = {
  overdue: m.today_overdue,
  due: m.today_due,
  going: m.today_going,
  done: m.today_done,
};

/** How recurring work stands, in a word. */
export function stateName(state: TodayState): string {
  return STATES[state]();
}

/** A plain date as people say it: `Fri 20 Nov`. */
export function dayName(date: string): string {
  const day = new Date(`${date}T00:00:00`);
  return day.toLocaleDateString(locale() === 'id' ? 'id' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
}
