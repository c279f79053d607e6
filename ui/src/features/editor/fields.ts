/** The fields of the front matter that the form has, in its order. Others stay in the text, where they can be written too. */

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
  key: FieldKey;
  kind: 'text' | 'choice' | 'date';
  /** It holds several values, separated by commas in the form. */
  list: boolean;
  options: readonly string[];
}

/** Front matter is looked for in so many letters. */
export const MATTER_AT_MOST = 65_536;

const text = (key: FieldKey): FieldShape => ({ key, kind: 'text', list: false, options: [] });
const list = (key: FieldKey): FieldShape => ({ ...text(key), list: true });
const choice = (key: FieldKey, options: readonly string[]): FieldShape => ({
  ...text(key),
  kind: 'choice',
  options,
});

export const FIELDS: readonly FieldShape[] = [
  text('title'),
  choice('kind', ['runbook', 'sop', 'checklist', 'service', 'postmortem', 'reference']),
  choice('status', ['draft', 'in-review', 'approved', 'deprecated']),
  text('owner'),
  text('service'),
  list('alerts'),
  list('tags'),
  { ...text('last_reviewed'), kind: 'date' },
  text('review_interval'),
  text('schedule'),
];
