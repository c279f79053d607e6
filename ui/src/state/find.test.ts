import { expect, test } from 'vitest';
import { Find } from './find.svelte';

test('goes round the ends', () => {
  const find = new Find();
  find.type('x');
  find.total = 3;
  const places = ([1, 1, 1, -1, -1] as const).map((by) => {
    find.step(by);
    return find.at;
  });
  expect(places).toEqual([1, 2, 0, 2, 1]);
});

test('stays where nothing was found', () => {
  const find = new Find();
  find.type('x');
  find.step(1);
  expect(find.at).toBe(-1);
});

test('takes what is selected, and keeps what was typed', () => {
  const find = new Find();
  find.show('disk');
  expect([find.open, find.query]).toEqual([true, 'disk']);
  find.close();
  find.show();
  expect([find.open, find.query, find.at]).toEqual([true, 'disk', -1]);
});
