/** The window's words for drills: modes, results, stages, what is known of a service. */
import { m } from '../paraglide/messages.js';
import type {
  DrillAlertSeverity,
  DrillLevel,
  DrillMode,
  DrillResult,
  DrillSeen,
} from '../platform/types';
import { number } from '../state/locale.svelte';
import { duration } from './run';

const LEVELS: Record<DrillLevel, () => string> = {
  beginner: m.desk_level_beginner,
  intermediate: m.desk_level_intermediate,
  advanced: m.desk_level_advanced,
};

const MODES: Record<DrillMode, () => string> = {
  real_time: m.desk_mode_real_time,
  turn_based: m.desk_mode_turn_based,
  practice: m.desk_mode_practice,
};

const RESULTS: Record<DrillResult, () => string> = {
  stopped: m.desk_result_stopped,
  loss: m.desk_result_loss,
  partial: m.desk_result_partial,
  win: m.desk_result_win,
};

const TONES = { stopped: 'neutral', loss: 'danger', partial: 'warning', win: 'success' } as const;

const SEEN: Record<DrillSeen, () => string> = {
  unknown: m.desk_seen_unknown,
  ok: m.desk_seen_ok,
  bad: m.desk_seen_bad,
  changed: m.desk_seen_changed,
};

const SEVERITIES: Record<DrillAlertSeverity, () => string> = {
  page: m.desk_severity_page,
  warn: m.desk_severity_warn,
  info: m.desk_severity_info,
};

export function severityName(severity: DrillAlertSeverity): string {
  return SEVERITIES[severity]();
}

export function levelName(level: DrillLevel): string {
  return LEVELS[level]();
}

export function modeName(mode: DrillMode): string {
  return MODES[mode]();
}

export function resultName(result: DrillResult): string {
  return RESULTS[result]();
}

export function resultTone(result: DrillResult): (typeof TONES)[DrillResult] {
  return TONES[result];
}

export function seenName(seen: DrillSeen): string {
  return SEEN[seen]();
}

/** What something costs in the drill's time: `takes 30 s`; nothing where it takes none. */
export function costWords(seconds: number): string {
  return seconds === 0 ? '' : m.desk_takes({ time: duration(seconds) });
}

/** A time of the day: `18:04:31`. */
export function timeWords(secondsSinceMidnight: number): string {
  const day = 24 * 3600;
  const whole = ((Math.floor(secondsSinceMidnight) % day) + day) % day;
  const two = (value: number): string => String(value).padStart(2, '0');
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60].map(two).join(':');
}

/** How long a scenario takes: `15 to 25 min`, `20 min`. */
export function minutesOf({ least, most }: { least: number; most: number }): string {
  return least === most
    ? m.desk_minutes_even({ minutes: number(most) })
    : m.desk_minutes({ least: number(least), most: number(most) });
}
