import { expect, test } from 'vitest';
import { typedLink } from './completion';

test.each([
  ['See [disk', { kind: 'link', query: 'disk', from: 4, whole: true }],
  ['See ![disk', { kind: 'image', query: 'disk', from: 4, whole: true }],
  ['See [the disk](run', { kind: 'link', query: 'run', from: 15, whole: false }],
  ['See [it](a.md#cle', { kind: 'link', query: 'a.md#cle', from: 9, whole: false }],
  ['![](im', { kind: 'image', query: 'im', from: 4, whole: false }],
  ['- [', null],
  ['- [x', null],
  ['[done] and', null],
  ['[a](b.md) more', null],
])('%s', (before, expected) => {
  expect(typedLink(before)).toEqual(expected);
});
