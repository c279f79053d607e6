/**
 * The language of the window. Message functions ask for it on every call, and it is reactive, so
 * every text that stands in a template is drawn anew when it changes; nothing restarts.
 */
import { overwriteGetLocale } from '../paraglide/runtime.js';
import type { Settings } from '../platform/types';

export type Locale = 'en' | 'id';

let current = $state<Locale>('en');

overwriteGetLocale(() => current);

/** The language that is shown now. */
export function locale(): Locale {
  return current;
}

/** Shows the language of the settings; `system` is English unless the system speaks Indonesian. */
export function setLanguage(language: Settings['language']): void {
  const system: Locale = navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';
  current = language === 'system' ? system : language;
  document.documentElement.lang = current;
}

/** A number as the language writes it. */
export function number(value: number): string {
  return value.toLocaleString(current);
}

/** A time of the day, with the day where it was another one. */
export function when(ms: number): string {
  const days = new Intl.DateTimeFormat(current, { dateStyle: 'short' });
  const today = days.format(ms) === days.format(Date.now());
  const day = today ? {} : ({ day: 'numeric', month: 'short' } as const);
  const times = new Intl.DateTimeFormat(current, { ...day, hour: '2-digit', minute: '2-digit' });
  return times.format(ms);
}
