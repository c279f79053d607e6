import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import { DOCUMENTS } from '../platform/fake-documents';
import type { KeptDocuments } from '../platform/types';
import { Kept } from './kept.svelte';

const [FIRST = '', SECOND = ''] = DOCUMENTS.map(({ row }) => row.id);

function ids(kept: Kept): [string[], string[]] {
  return [kept.pinned.map(({ id }) => id), kept.lately.map(({ id }) => id)];
}

test('a pinned document is not told twice', async () => {
  const kept = new Kept(fake().platform);
  await kept.visit(FIRST);
  await kept.visit(SECOND);
  expect(ids(kept)).toEqual([[], [SECOND, FIRST]]);
  await kept.pin(FIRST, true);
  expect(ids(kept)).toEqual([[FIRST], [SECOND]]);
  expect([kept.isPinned(FIRST), kept.isPinned(SECOND)]).toEqual([true, false]);
  await kept.pin(FIRST, false);
  expect(ids(kept)).toEqual([[], [SECOND, FIRST]]);
});

test('the answer to the latest request wins', async () => {
  const answers: ((answer: KeptDocuments) => void)[] = [];
  const later = (): Promise<KeptDocuments> =>
    new Promise((resolve) => {
      answers.push(resolve);
    });
  const kept = new Kept(fake({}, { kept: later }).platform);
  const [first, second] = [kept.load(), kept.load()];
  const [row] = DOCUMENTS.map((view) => view.row);
  answers[1]?.({ pinned: row ? [row] : [], lately: [], often: [] });
  answers[0]?.({ pinned: [], lately: [], often: [] });
  await Promise.all([first, second]);
  expect(ids(kept)).toEqual([[FIRST], []]);
});
