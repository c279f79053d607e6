import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import type { NewDocument as Filled } from '../platform/types';
import { App } from './app.svelte';
import { NewDocument } from './new-document.svelte';

test('what is made is what was asked last, though an older answer comes later', async () => {
  const waiting: ((filled: Filled) => void)[] = [];
  const made: string[] = [];
  const { platform } = fake(
    {},
    {
      fillDocument: () => new Promise((answer) => waiting.push(answer)),
      createDocument: ({ path }) => {
        made.push(path);
        return Promise.resolve({ document: path, confirmed: true });
      },
    },
  );
  const it = new NewDocument(new App(platform));
  it.fields.title = 'Restore';
  const first = it.make();
  const second = it.make();
  const filled = (path: string): Filled => ({
    folder: '',
    file: path,
    path,
    problem: null,
    text: '# Restore\n',
    html: '',
    snippets: [],
    fields: [],
  });
  waiting[1]?.(filled('second.md'));
  waiting[0]?.(filled('first.md'));
  expect([await first, await second, made]).toEqual([null, 'second.md', ['second.md']]);
});
