import { expect, test } from 'vitest';
import { fake } from '../../platform/fake';
import { Folders } from '../../state/folders.svelte';
import { foldersOf, rowKey, treeRows } from './tree';

async function check(open: string[], expected: string): Promise<void> {
  const folders = new Folders(fake().platform);
  await folders.begin((await fake().platform.tree()).folders);
  await folders.show(open);
  const rows = treeRows(folders.known, folders.open).map(
    (row) =>
      `${'  '.repeat(row.level - 1)}${rowKey(row)} ${String(row.position)}/${String(row.siblings)}`,
  );
  expect(rows.join('\n')).toBe(expected.trim().replace(/^ {4}/gm, ''));
}

test('a shut folder shows nothing of what it holds', async () => {
  await check(
    [],
    `
    checklists/ 1/6
    postmortems/ 2/6
    runbooks/ 3/6
    services/ 4/6
    sops/ 5/6
    README.md 6/6`,
  );
});

test('an open folder shows its own rows', async () => {
  await check(
    ['runbooks', 'runbooks/payments'],
    `
    checklists/ 1/6
    postmortems/ 2/6
    runbooks/ 3/6
      runbooks/checkout/ 1/2
      runbooks/payments/ 2/2
        runbooks/payments/PaymentQueueGrowing.md 1/2
        runbooks/payments/ProviderTimeouts.md 2/2
    services/ 4/6
    sops/ 5/6
    README.md 6/6`,
  );
});

test('a document names the folders that hold it', () => {
  expect(foldersOf('a/b/c.md')).toEqual(['a', 'a/b']);
  expect(foldersOf('c.md')).toEqual([]);
});
