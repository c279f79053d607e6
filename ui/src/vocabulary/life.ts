/** The words for the life of documents. */
import { m } from '../paraglide/messages.js';
import type {
  ChangeClass,
  DocumentStatus,
  ReasonWeight,
  SignatureProof,
  SignatureRow,
} from '../platform/types';

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

const PROOFS: Record<SignatureProof, (by: { by: string }) => string> = {
  not_committed: m.life_proof_not_committed,
  altered: m.life_proof_altered,
  same: m.life_proof_same,
  other: m.life_proof_other,
  no_address: m.life_proof_no_address,
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

/** What git says of a signature: `committed by themselves`, `not committed yet`. */
export function proofName({ proof, committedBy }: SignatureRow): string {
  return proof === null ? m.life_unverified() : PROOFS[proof]({ by: committedBy ?? '' });
}

/** Somebody is to look at who made the signature. */
export function isDoubtful({ proof }: SignatureRow): boolean {
  return proof === 'altered' || proof === 'other';
}

/** `Signed`, `Asked again: safety`, `Not yet`. */
export function signatureState({ holds, again }: SignatureRow): string {
  if (holds) return m.life_signed();
  return again === null ? m.life_not_signed() : m.life_again({ change: className(again) });
}
