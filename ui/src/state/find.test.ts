import { expect, test } from 'vitest';
import { Find } from './find.svelte';

test('goes round the ends', () => {
  const find = new Find();
  find.type('x');
  find.take(3, () => 0);
  const places = ([1, 1, 1, -1, -1] as const).map((by) => {
    find.step(by);
    return find.at;
  });
  expect(places).toEqual([1, 2, 0, 2, 1]);
});

test('stays where nothing was found', () => {
  const find = new Find();
  find.type('x');
  find.take(0, () => -1);
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

test('what is asked for before there is an answer waits for it', () => {
  const find = new Find();
  find.type('x');
  find.take(3, () => 1);
  find.type('xy');
  find.step(1);
  expect([find.pending, find.at]).toEqual([true, -1]);
  find.take(5, () => 3);
  expect([find.pending, find.at]).toEqual([false, 4]);
});

test('drawn anew with the same hits, it stays at its hit', () => {
  const find = new Find();
  find.type('x');
  find.take(3, () => 0);
  find.step(2);
  const { moves } = find;
  find.take(3, () => 0);
  expect([find.at, find.moves]).toEqual([2, moves]);
});
