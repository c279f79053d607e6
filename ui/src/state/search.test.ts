import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import type { SearchResponse } from '../platform/types';
import { Search } from './search.svelte';

interface Asked {
  query: string;
  answer: (response: SearchResponse) => void;
}

/** A search whose answers come when the test gives them. */
function held(): { search: Search; asked: Asked[] } {
  const asked: Asked[] = [];
  const { platform } = fake(
    {},
    {
      search: ({ query }) =>
        new Promise((answer) => {
          asked.push({ query, answer });
        }),
    },
  );
  return { search: new Search(platform), asked };
}

function empty(query: string): SearchResponse {
  return {
    query,
    groups: [],
    total: 0,
    filters: [],
    facets: [],
    nearest: [],
    none: false,
    without: null,
    incomplete: false,
    alert: null,
  };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

test('the last query wins, and only it waits', async () => {
  const { search, asked } = held();
  for (const typed of ['p', 'po', 'poo', 'pool']) search.type(typed);
  expect(asked.map(({ query }) => query)).toEqual(['p']);

  asked[0]?.answer(empty('p'));
  await settled();
  expect(asked.map(({ query }) => query)).toEqual(['p', 'pool']);
  expect(search.response).toBeNull();

  asked[1]?.answer(empty('pool'));
  await settled();
  expect(search.response?.query).toBe('pool');
  expect(search.pending).toBe(false);
});

test('previous results stay until they are replaced', async () => {
  const { search, asked } = held();
  search.type('a');
  asked[0]?.answer(empty('a'));
  await settled();
  search.type('ab');
  expect(search.found?.query).toBe('a');
  expect(search.pending).toBe(true);
});

test('nothing typed shows nothing found, also when an answer comes late', async () => {
  const { search, asked } = held();
  search.type('a');
  search.type('');
  asked[0]?.answer(empty('a'));
  await settled();
  expect(search.found).toBeNull();
  expect(search.pending).toBe(false);
});
