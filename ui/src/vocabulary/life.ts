/** The words for the life of documents. */
import { m } from '../paraglide/messages.js';
import type { ChangeClass, DocumentStatus, ReasonWeight, SignatureRow } from '../platform/types';

const CLASSES: Record<ChangeClass, () => string> = {
  safety: m.life_class_safety,
  content: m.life_class_content,
  wording: m.life_class_wording,
};

const BECOMES: Record<DocumentStatus, () => string> = {
  draft: m.life_become_draft,
  'in-review': m.life_become_in_review,
  approved: m.life_become_approved,
  deprecated: m.life_become_deprecated,
};

/** Every class, the gravest first. */
export const CHANGE_CLASSES: readonly ChangeClass[] = ['safety', 'content', 'wording'];

export function className(change: ChangeClass): string {
  return CLASSES[change]();
}

/** The button that makes a document stand so. */
export function becomeName(status: DocumentStatus): string {
  return BECOMES[status]();
}

/** The icon's severity for a reason. */
export function weightSeverity(weight: ReasonWeight): 'warning' | 'info' {
  return weight === 'now' ? 'warning' : 'info';
}

/** `Signed`, `Asked again: safety`, `Not yet`. */
export function signatureState({ holds, again }: SignatureRow): string {
  if (holds) return m.life_signed();
  return again === null ? m.life_not_signed() : m.life_again({ change: className(again) });
}
