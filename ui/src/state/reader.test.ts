import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import { DOCUMENTS } from '../platform/fake-documents';
import { Reader } from './reader.svelte';

const [CHECKOUT = '', , POSTGRES = ''] = DOCUMENTS.map(({ row }) => row.id);

function reader(): Reader {
  return new Reader(fake().platform, () => undefined);
}

function to(document: string, slug = ''): { document: string; slug: string; line: null } {
  return { document, slug, line: null };
}

test('goes back and forward with places', async () => {
  const it = reader();
  await it.open(to(CHECKOUT));
  it.scrolled(120);
  await it.open(to(POSTGRES, 'connection-limits'));
  expect(it.target).toEqual({ to: 'section', slug: 'connection-limits', line: null, focus: true });

  await it.go(-1);
  expect(it.current).toBe(CHECKOUT);
  expect(it.target).toEqual({ to: 'spot', spot: { top: 120, block: null, stop: null } });
  expect([it.canGoBack, it.canGoForward]).toEqual([false, true]);

  await it.go(1);
  expect(it.current).toBe(POSTGRES);
});

test('the list of problems is a stop on the way', async () => {
  const it = reader();
  await it.open(to(CHECKOUT));
  it.showProblems();
  await it.open(to(POSTGRES));
  await it.go(-1);
  expect(it.screen).toBe('problems');
  await it.go(-1);
  expect([it.screen, it.current]).toEqual(['document', CHECKOUT]);
});

test('stays where it is when a document cannot be read', async () => {
  const it = reader();
  await it.open(to(CHECKOUT));
  await expect(it.open(to('gone.md'))).rejects.toMatchObject({ code: 'document_not_found' });
  expect(it.current).toBe(CHECKOUT);
  expect(it.canGoBack).toBe(false);
});

test('keeps the text of a document that was removed', async () => {
  let there = true;
  const real = fake().platform;
  const { platform } = fake(
    {},
    { openDocument: (request) => real.openDocument(there ? request : { id: 'gone.md' }) },
  );
  const it = new Reader(platform, () => undefined);
  await it.open(to(CHECKOUT));
  there = false;
  await it.refresh([CHECKOUT]);
  expect([it.removed, it.view?.row.id]).toEqual([true, CHECKOUT]);
  there = true;
  await it.refresh([]);
  expect(it.removed).toBe(false);
});
