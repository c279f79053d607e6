/** The window's words for values that the core sends as codes. */
import { m } from '../paraglide/messages.js';
import type { AlertStatus, DocumentRow, ProblemSeverity, Reason } from '../platform/types';

type Text = () => string;
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const KINDS: Record<string, Text> = {
  runbook: m.kind_runbook,
  sop: m.kind_sop,
  service: m.kind_service,
  postmortem: m.kind_postmortem,
  checklist: m.kind_checklist,
  reference: m.kind_reference,
};

const STATUSES: Record<string, { text: Text; tone: Tone }> = {
  draft: { text: m.status_draft, tone: 'neutral' },
  'in-review': { text: m.status_in_review, tone: 'info' },
  approved: { text: m.status_approved, tone: 'success' },
  deprecated: { text: m.status_deprecated, tone: 'danger' },
};

const REASONS: Record<Reason, Text> = {
  link: m.reason_link,
  alert_name: m.reason_alert_name,
  title: m.reason_title,
  heading: m.reason_heading,
  file_name: m.reason_file_name,
  field: m.reason_field,
  code: m.reason_code,
  text: m.reason_text,
  similar: m.reason_similar,
  filter: m.reason_filter,
};

const ALERT_STATUSES: Record<AlertStatus, { text: Text; tone: Tone }> = {
  firing: { text: m.alert_status_firing, tone: 'danger' },
  pending: { text: m.alert_status_pending, tone: 'warning' },
  suppressed: { text: m.alert_status_suppressed, tone: 'neutral' },
  resolved: { text: m.alert_status_resolved, tone: 'success' },
};

const SEVERITIES: Record<ProblemSeverity, Text> = {
  info: m.severity_info,
  warning: m.severity_warning,
  error: m.severity_error,
};

const FIELDS: Record<string, Text> = {
  tag: m.field_tag,
  service: m.field_service,
  owner: m.field_owner,
  kind: m.field_kind,
  status: m.field_status,
  language: m.field_language,
  folder: m.field_folder,
};

const LANGUAGES: Record<string, string> = { en: 'English', id: 'Bahasa Indonesia' };

export function kindName(kind: string): string {
  return KINDS[kind]?.() ?? kind;
}

/** A status of the set that the app knows, or what the author wrote. */
export function statusOf(status: NonNullable<DocumentRow['status']>): { text: string; tone: Tone } {
  const known = STATUSES[status];
  return { text: known?.text() ?? status, tone: known?.tone ?? 'neutral' };
}

export function alertStatus(status: AlertStatus): { text: string; tone: Tone } {
  const { text, tone } = ALERT_STATUSES[status];
  return { text: text(), tone };
}

export function reasonName(reason: Reason): string {
  return REASONS[reason]();
}

export function severityName(severity: ProblemSeverity): string {
  return SEVERITIES[severity]();
}

export function fieldName(field: string): string {
  return FIELDS[field]?.() ?? field;
}

/** A language calls itself by its own name. */
export function languageName(tag: string): string {
  return LANGUAGES[tag] ?? tag;
}

/** A value of a field, in the window's words where it is a code. */
export function valueName(field: string, value: string): string {
  if (field === 'kind') return kindName(value);
  if (field === 'status') return statusOf(value).text;
  return field === 'language' ? languageName(value) : value;
}

/** `1 document`, `2 documents`. */
export function documentCount(count: number, written: string): string {
  return count === 1 ? m.documents_one() : m.documents_many({ count: written });
}

/** `1 problem`, `2 problems`. */
export function problemCount(count: number, written: string): string {
  return count === 1 ? m.problems_one() : m.problems_many({ count: written });
}

/** The search that lists the documents with this value. */
export function filterQuery(field: string, value: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(value) ? `${field}:${value}` : `${field}:"${value}"`;
}
