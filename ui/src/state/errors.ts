/**
 * One table from error codes to how they are met: severity and the command that helps. The sentence
 * comes from the core. An expected refusal is a warning, never an error.
 */
import type { ErrorCode, ProblemSeverity, WireError } from '../platform/types';

/** How an error is met. */
export interface ErrorManner {
  severity: ProblemSeverity;
  /** Id of the command that helps, where there is one. */
  command: string | null;
}

const MANNERS: Record<ErrorCode, ErrorManner> = {
  no_library: { severity: 'warning', command: 'library.choose' },
  library_unavailable: { severity: 'warning', command: 'library.choose' },
  starter_missing: { severity: 'warning', command: 'library.choose' },
  document_not_found: { severity: 'warning', command: null },
  document_unreadable: { severity: 'error', command: null },
  bad_id: { severity: 'warning', command: null },
  bad_address: { severity: 'warning', command: null },
  index_unavailable: { severity: 'warning', command: 'index.rebuild' },
  settings_not_saved: { severity: 'error', command: null },
  journal_unavailable: { severity: 'error', command: null },
  link_elsewhere: { severity: 'warning', command: 'library.choose' },
  bad_request: { severity: 'error', command: null },
  no_procedure: { severity: 'warning', command: null },
  too_many_steps: { severity: 'warning', command: null },
  run_not_found: { severity: 'warning', command: null },
  run_closed: { severity: 'warning', command: null },
  run_refused: { severity: 'warning', command: null },
  life_refused: { severity: 'warning', command: null },
  run_busy: { severity: 'warning', command: null },
  file_refused: { severity: 'warning', command: null },
  format_newer: { severity: 'warning', command: null },
  not_written: { severity: 'error', command: null },
  disk_full: { severity: 'error', command: null },
  document_changed: { severity: 'warning', command: null },
  document_protected: { severity: 'warning', command: null },
  document_exists: { severity: 'warning', command: null },
  document_unlisted: { severity: 'warning', command: null },
  not_binned: { severity: 'warning', command: null },
  edit_refused: { severity: 'warning', command: null },
  scenario_not_found: { severity: 'warning', command: null },
  scenario_broken: { severity: 'warning', command: null },
  drill_not_found: { severity: 'warning', command: null },
  drill_refused: { severity: 'warning', command: null },
  drill_differs: { severity: 'warning', command: null },
  git_failed: { severity: 'warning', command: 'changes.show' },
  git_untrusted: { severity: 'warning', command: 'changes.show' },
  git_busy: { severity: 'warning', command: 'changes.show' },
  git_marked: { severity: 'warning', command: 'changes.show' },
  draft_in_the_way: { severity: 'warning', command: null },
};

/** How this error is met. */
export function mannerOf(error: WireError): ErrorManner {
  return MANNERS[error.code];
}

/**
 * What was caught, as an error of the wire. The platform rejects with nothing else; should the
 * window itself fail, that is told with what the engine said.
 */
export function wireError(caught: unknown): WireError {
  if (isWireError(caught)) return caught;
  const message = caught instanceof Error ? caught.message : String(caught);
  return { code: 'bad_request', message, hint: null, details: null };
}

function isWireError(value: unknown): value is WireError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'message' in value &&
    typeof value.code === 'string' &&
    value.code in MANNERS
  );
}
