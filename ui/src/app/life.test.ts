import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import type { LifeActRequest, Platform, WireError } from '../platform/types';
import App from './App.svelte';

const DOCUMENT = 'runbooks/checkout/CheckoutLatencyHigh.md';

/** The window on the fake core, with a document in the reader that asks for a review and a signature. */
async function open(
  methods: Partial<Platform> = {},
): Promise<Fake & { user: ReturnType<typeof userEvent.setup> }> {
  const core = fake({ place: { document: DOCUMENT, scroll: 0 } }, methods);
  render(App, { props: { platform: core.platform } });
  await screen.findByText('You are asked to read and sign this document');
  document.getElementById('reader')?.focus();
  return { ...core, user: userEvent.setup() };
}

function refuse(message: string): Promise<never> {
  const error: WireError = { code: 'life_refused', message, hint: null, details: null };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- As the wire does.
  return Promise.reject(error);
}

function acts({ calls }: Fake): unknown[] {
  const requests = calls.filter(([name]) => name === 'actInLife').map(([, request]) => request);
  return requests.map((request) => (request as LifeActRequest).act);
}

test('a document is read and signed in two keys', async () => {
  const window = await open();
  await window.user.keyboard('i');
  await screen.findByRole('dialog', { name: 'Read and sign' });
  await window.user.keyboard('{Enter}');
  await expect.poll(() => acts(window)).toEqual([{ act: 'sign' }]);
  await screen.findByText('Done: Read and sign');
  expect(screen.queryByText('You are asked to read and sign this document')).toBeNull();
  await window.user.click(screen.getByText('Upkeep and signatures', { exact: false }));
  await screen.findByText('not committed yet');
});

test('the keys of the reader go on working when what was pressed is gone', async () => {
  const { user } = await open();
  screen.getByRole('button', { name: 'Read and sign' }).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'Read and sign' });
  await user.keyboard('{Enter}');
  await screen.findByText('Done: Read and sign');
  expect(screen.queryByRole('button', { name: 'Read and sign' })).toBeNull();
  await expect.poll(() => document.activeElement?.id).toBe('reader');
});

test('a review is confirmed in two keys, and says what has changed', async () => {
  const window = await open();
  await window.user.keyboard('v');
  const dialog = await screen.findByRole('dialog', { name: 'Confirm review' });
  await window.user.click(within(dialog).getByRole('radio', { name: 'Wording' }));
  await window.user.keyboard('{Enter}');
  await expect.poll(() => acts(window)).toEqual([{ act: 'review', change: 'wording' }]);
});

test('an act that is refused says why and keeps the dialog', async () => {
  const message = 'The document says something else by now; read it again first';
  const window = await open({ actInLife: () => refuse(message) });
  await window.user.keyboard('i');
  await screen.findByRole('dialog', { name: 'Read and sign' });
  await window.user.keyboard('{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain(message);
});

test('what asks for upkeep leads to its documents', async () => {
  const { user } = await open();
  await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}');
  const title = await screen.findByRole('heading', { level: 1, name: 'Upkeep' });
  await expect.poll(() => document.activeElement).toBe(title);
  await screen.findByText('On 2026-11-21, shared results only');
  expect(screen.getAllByText('Asked again: Safety')).toHaveLength(1);
});
