/** A drawn line as a table: one value a minute. */
import type { DrillSeries } from '../../platform/types';

/** The last value of every whole minute, oldest first, rounded to three digits. */
export function perMinute({ seconds, values }: DrillSeries): { second: number; value: number }[] {
  const rows = new Map<number, number>();
  for (const [at, second] of seconds.entries()) {
    const value = values[at];
    if (value !== undefined) rows.set(Math.floor(second / 60) * 60, Number(value.toPrecision(3)));
  }
  return [...rows].map(([second, value]) => ({ second, value }));
}
