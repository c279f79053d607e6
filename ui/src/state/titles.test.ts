import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import type { DocumentRow } from '../platform/types';
import { Titles } from './titles.svelte';

const ROW: DocumentRow = {
  id: '',
  title: '',
  kind: 'runbook',
  status: null,
  service: null,
  owner: null,
  tags: [],
  language: 'en',
  problems: 0,
};

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

/** A library of so many documents, whose first answers fail. */
function library(count: number, failing = 0): { titles: Titles; asked: number[] } {
  const asked: number[] = [];
  const { platform } = fake(
    {},
    {
      documents: ({ from, limit }) => {
        asked.push(from);
        if (asked.length <= failing) return Promise.reject(new Error('gone'));
        const rows = Array.from({ length: Math.min(limit, count - from) }, (_, at) => ({
          ...ROW,
          id: `${String(from + at)}.md`,
        }));
        return Promise.resolve({ rows, total: count });
      },
    },
  );
  return { titles: new Titles(platform), asked };
}

test('reads the stretch that is drawn, and nothing else', async () => {
  const { titles, asked } = library(10_000);
  await titles.refresh();
  expect([titles.total, titles.at(0)?.id, titles.at(99)?.id]).toEqual([10_000, '0.md', '99.md']);
  expect(titles.at(5_050)).toBeUndefined();
  expect(titles.at(5_060)).toBeUndefined();
  await settled();
  expect(titles.at(5_050)?.id).toBe('5050.md');
  expect(asked).toEqual([0, 5_000]);
});

test('keeps what it has until it is read again', async () => {
  const { titles, asked } = library(300);
  await titles.refresh();
  titles.at(250);
  await settled();
  await titles.refresh();
  expect(titles.at(250)?.id).toBe('250.md');
  expect(asked).toEqual([0, 200, 0, 200]);
});

test('nothing of another library stays', async () => {
  const { titles } = library(300);
  await titles.refresh();
  titles.reset();
  expect([titles.total, titles.at(0)]).toEqual([0, undefined]);
});

test('a beginning that cannot be read is told, and read again when it is drawn', async () => {
  const { titles, asked } = library(300, 1);
  await expect(titles.refresh()).rejects.toThrow('gone');
  titles.at(0);
  await settled();
  expect([asked, titles.at(0)?.id]).toEqual([[0, 0], '0.md']);
});
