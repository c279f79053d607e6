import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import { DOCUMENTS } from '../platform/fake-documents';
import type { Platform, StartState } from '../platform/types';
import App from './App.svelte';

const READ = 'runbooks/checkout/CheckoutLatencyHigh.md';

/** A window on a core in which every document that is asked for is there. */
async function start(
  state: Partial<StartState> = {},
  methods: Partial<Platform> = {},
): Promise<Fake & { user: ReturnType<typeof userEvent.setup> }> {
  const [any] = DOCUMENTS;
  if (!any) throw new Error('the fake core has no document');
  const openDocument: Platform['openDocument'] = ({ id }) =>
    Promise.resolve(
      DOCUMENTS.find(({ row }) => row.id === id) ?? { ...any, row: { ...any.row, id, title: id } },
    );
  const core = fake(state, { openDocument, ...methods });
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('tree');
  return { ...core, user: userEvent.setup() };
}

/** The last argument that the core was called with. */
function last({ calls }: Fake, method: string): unknown {
  return calls.findLast(([name]) => name === method)?.[1];
}

test('makes a document from a template by keyboard', async () => {
  const core = await start();
  const { user } = core;
  await user.keyboard('{Control>}n{/Control}');
  const templates = await screen.findByRole('listbox', { name: 'Templates' });
  await within(templates).findByRole('option', { name: /Standard operating procedure/ });
  await user.keyboard('{ArrowUp}{ArrowDown}{Enter}');

  const title = await screen.findByRole('textbox', { name: 'Title' });
  await user.click(title);
  await user.keyboard('Restore orders');
  expect(await screen.findByDisplayValue('restore-orders.md')).toBeTruthy();
  expect(screen.getByDisplayValue('sops')).toBeTruthy();
  await user.keyboard('{Enter}');
  await vi.waitFor(() => {
    expect(last(core, 'openDocument')).toEqual({ id: 'sops/restore-orders.md' });
  });
  expect(last(core, 'createDocument')).toMatchObject({ path: 'sops/restore-orders.md' });
});

test('says while typing why a document cannot stand there', async () => {
  const { user } = await start();
  await user.keyboard('{Control>}n{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Use this template' }));
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Release checklist');
  const folder = screen.getByRole('combobox', { name: 'Folder' });
  await user.clear(folder);
  await user.type(folder, 'checklists');
  const file = screen.getByRole('textbox', { name: 'File name' });
  await user.clear(file);
  await user.type(file, 'Release.md');
  expect(await screen.findByText('is there already')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Create document' })).toHaveProperty('disabled', true);
  expect(file.getAttribute('aria-invalid')).toBe('true');
});

test('writes for an alert that has no document', async () => {
  const core = await start();
  const { user } = core;
  await user.keyboard('{Control>}{Shift>}m{/Shift}{/Control}');
  await user.click(
    await screen.findByRole('button', { name: 'Write a document for PaymentQueueStuck' }),
  );
  expect((await screen.findAllByDisplayValue('PaymentQueueStuck')).length).toBe(2);
  expect(await screen.findByText('What the rule says.')).toBeTruthy();
  expect(last(core, 'offerDocument')).toEqual({
    origin: { from: 'rule', alert: 'PaymentQueueStuck' },
  });
});

test('moves a document after showing every line that changes', async () => {
  const core = await start({ place: { document: READ, scroll: 0 } });
  const { user } = core;
  await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
  await user.keyboard('{F2}');
  const path = await screen.findByRole('combobox', { name: 'New path' });
  expect(screen.getByRole('button', { name: 'Move document' })).toHaveProperty('disabled', true);
  await user.clear(path);
  await user.type(path, 'sops/latency.md');
  const changes = await screen.findByRole('region', { name: 'What changes' });
  expect(await within(changes).findByText('[x](sops/latency.md)')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Move document' }));
  expect(last(core, 'moveDocument')).toEqual({
    document: READ,
    to: 'sops/latency.md',
    links: true,
  });
  await vi.waitFor(() => {
    expect(last(core, 'openDocument')).toEqual({ id: 'sops/latency.md' });
  });
});

test('deletes a document into the bin and says where it is', async () => {
  const core = await start({ place: { document: READ, scroll: 0 } });
  const { user } = core;
  await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
  (await screen.findByRole('tree')).focus();
  await user.keyboard('{Delete}');
  expect(await screen.findByText(/goes to the bin/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Delete document' }));
  expect(last(core, 'deleteDocument')).toEqual({ document: READ });
  expect(await screen.findByText(READ, { exact: false })).toBeTruthy();
  expect(screen.queryByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' })).toBeNull();
});
