/** The fields of the front matter that the form has, in its order. Others stay in the text, where they can be written too. */
import type { EditFields } from '../../platform/types';

export type FieldKey =
  | 'title'
  | 'kind'
  | 'status'
  | 'owner'
  | 'service'
  | 'alerts'
  | 'tags'
  | 'last_reviewed'
  | 'review_interval'
  | 'schedule';

interface FieldShape {
  /** As front matter calls it. */
  key: FieldKey;
  /** As it is read. */
  name: keyof EditFields;
  kind: 'text' | 'choice';
  /** It holds several values, separated by commas in the form. */
  list: boolean;
  options: readonly string[];
}

/** Front matter is looked for in so many letters. */
export const MATTER_AT_MOST = 65_536;

const text = (key: FieldKey, name: FieldShape['name']): FieldShape => ({
  key,
  name,
  kind: 'text',
  list: false,
  options: [],
});
const list = (key: 'alerts' | 'tags'): FieldShape => ({ ...text(key, key), list: true });
const choice = (key: 'kind' | 'status', options: readonly string[]): FieldShape => ({
  ...text(key, key),
  kind: 'choice',
  options,
});

export const FIELDS: readonly FieldShape[] = [
  text('title', 'title'),
  choice('kind', ['runbook', 'sop', 'checklist', 'service', 'postmortem', 'reference']),
  choice('status', ['draft', 'in-review', 'approved', 'deprecated']),
  text('owner', 'owner'),
  text('service', 'service'),
  list('alerts'),
  list('tags'),
  text('last_reviewed', 'lastReviewed'),
  text('review_interval', 'reviewInterval'),
  text('schedule', 'schedule'),
];
