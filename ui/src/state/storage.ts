/**
 * Small things that are convenient to have again and may be lost at any time: what was opened
 * lately, whether the rail was shut. Settings and the last place are the core's.
 */
const PREFIX = 'drillbook.';

/** What was stored under the name, or the fallback where there is nothing of that kind. */
export function recall<T>(name: string, fallback: T, is: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
    return is(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

/** Stores a value; a full or forbidden storage is no concern of the person. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
