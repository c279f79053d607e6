import { expect, test } from 'vitest';
import { suggestions } from './suggest';

test('offers what begins with the typed first, and nothing once it is whole', () => {
  const folders = ['a/runbooks', 'runbooks', 'runbooks/db', 'sops'];
  expect(suggestions(folders, 'run')).toEqual(['runbooks', 'runbooks/db', 'a/runbooks']);
  expect(suggestions(folders, 'Runbooks')).toEqual([]);
  expect(suggestions(folders, '')).toEqual(folders);
  expect(suggestions(folders, 'x')).toEqual([]);
});
