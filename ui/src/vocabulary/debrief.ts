/** The window's words for debriefs: how an item was judged, kinds of moments. */
import { m } from '../paraglide/messages.js';
import type { DrillJudged, DrillMomentKind } from '../platform/types';

const JUDGED: Record<DrillJudged, () => string> = {
  met: m.debrief_met,
  partly: m.debrief_partly,
  missed: m.debrief_missed,
  not_reached: m.debrief_not_reached,
  not_applicable: m.debrief_not_applicable,
};

const TONES = {
  met: 'success',
  partly: 'warning',
  missed: 'danger',
  not_reached: 'neutral',
  not_applicable: 'neutral',
} as const;

/** A sign beside the word, so that colour says nothing alone. */
const SIGNS: Record<DrillJudged, string> = {
  met: '✓',
  partly: '◐',
  missed: '✕',
  not_reached: '…',
  not_applicable: '–',
};

const KINDS: Record<DrillMomentKind, () => string> = {
  act: m.debrief_kind_act,
  look: m.debrief_kind_look,
  not_now: m.debrief_kind_not_now,
  alert: m.debrief_kind_alert,
  resolved: m.debrief_kind_resolved,
  message: m.debrief_kind_message,
  hint: m.debrief_kind_hint,
  probe: m.debrief_kind_probe,
  note: m.debrief_kind_note,
  library: m.debrief_kind_library,
  hazard: m.debrief_kind_hazard,
  event: m.debrief_kind_event,
  ended: m.debrief_kind_ended,
};

/** Which kinds stand in which lane above the scrubber. */
export const LANES = ['mine', 'alerts', 'messages', 'harm'] as const;
export type Lane = (typeof LANES)[number];

const LANE_OF: Record<DrillMomentKind, Lane | null> = {
  act: 'mine',
  look: 'mine',
  not_now: 'mine',
  hint: 'mine',
  probe: 'mine',
  note: 'mine',
  library: 'mine',
  alert: 'alerts',
  resolved: 'alerts',
  event: 'alerts',
  message: 'messages',
  hazard: 'harm',
  ended: null,
};

export function judgedName(judged: DrillJudged): string {
  return JUDGED[judged]();
}

export function judgedTone(judged: DrillJudged): (typeof TONES)[DrillJudged] {
  return TONES[judged];
}

export function judgedSign(judged: DrillJudged): string {
  return SIGNS[judged];
}

export function kindName(kind: DrillMomentKind): string {
  return KINDS[kind]();
}

export function laneOf(kind: DrillMomentKind): Lane | null {
  return LANE_OF[kind];
}
