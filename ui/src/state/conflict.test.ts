import { expect, test } from 'vitest';
import type { MergeRegion } from '../platform/types';
import { Conflict } from './conflict.svelte';

const REGIONS: MergeRegion[] = [
  { kind: 'same', mine: 'a\n', original: '', theirs: '' },
  { kind: 'theirs', mine: 'b\n', original: 'b\n', theirs: 'B\n' },
  { kind: 'conflict', mine: 'x', original: 'c\n', theirs: 'y\n' },
];

function conflict(): Conflict {
  const texts = { mine: 'a\nb\nx', theirs: 'a\nB\ny\n', original: 'a\nb\nc\n', base: '2' };
  return new Conflict(texts, REGIONS);
}

test('what only one side changed is decided, the rest is asked', () => {
  const one = conflict();
  expect(one.undecided).toBe(1);
  expect(one.differences).toEqual([1, 2]);
  one.choose(2, 'both');
  expect([one.undecided, one.result]).toEqual([0, 'a\nB\nx\ny\n']);
  one.choose(2, 'original');
  expect(one.result).toBe('a\nB\nc\n');
});

test('one side everywhere is its text', () => {
  const one = conflict();
  one.chooseAll('mine');
  expect(one.result).toBe(one.texts.mine);
  one.chooseAll('theirs');
  expect(one.result).toBe(one.texts.theirs);
});

test('a file that is gone leaves only mine', () => {
  const gone = new Conflict({ mine: 'a', theirs: null, original: 'a', base: '' }, []);
  expect([gone.gone, gone.undecided, gone.result]).toEqual([true, 0, 'a']);
});
