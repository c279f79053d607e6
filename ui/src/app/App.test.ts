import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { fake, LIBRARY, type Fake } from '../platform/fake';
import { DOCUMENTS } from '../platform/fake-documents';
import type { Platform, StartState } from '../platform/types';
import App from './App.svelte';

async function start(
  state: Partial<StartState> = {},
  methods: Partial<Platform> = {},
): Promise<Fake & { user: ReturnType<typeof userEvent.setup> }> {
  const core = fake(state, methods);
  render(App, { props: { platform: core.platform } });
  await screen.findByRole(
    state.library === null ? 'button' : 'tree',
    state.library === null ? { name: 'Choose folder' } : {},
  );
  return { ...core, user: userEvent.setup() };
}

/** What waits for frames has had so many. */
async function frames(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await new Promise((done) => requestAnimationFrame(done));
}

function focused(): string {
  const element = document.activeElement;
  return element?.id !== '' ? (element?.id ?? '') : element.textContent.trim() || element.tagName;
}

test('finds, opens, follows a link and goes back, by keyboard', async () => {
  const { user } = await start();
  await user.keyboard('/');
  expect(focused()).toBe('search');

  await user.keyboard('connection');
  const options = await screen.findAllByRole('option', { selected: false });
  expect(options.length).toBeGreaterThan(0);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(
    await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' }),
  ).toBeTruthy();

  const link = await screen.findByRole('link', { name: 'connection limits' });
  link.focus();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'PostgreSQL' })).toBeTruthy();

  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  expect(
    await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' }),
  ).toBeTruthy();
});

test('copies a command and warns of hidden characters', async () => {
  const { user } = await start({
    place: { document: 'runbooks/checkout/CheckoutLatencyHigh.md', scroll: 0 },
  });
  await user.click(await screen.findByRole('button', { name: /^Copy command: psql/ }));
  expect(await navigator.clipboard.readText()).toContain('pg_stat_activity');
  expect(await screen.findByText('The copied text holds hidden characters')).toBeTruthy();
});

test('changes language and theme from the palette without a restart', async () => {
  const { user, calls } = await start();
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('indonesia{Enter}');
  expect(await screen.findByPlaceholderText('Cari atau tempel peringatan')).toBeTruthy();
  expect(document.documentElement.lang).toBe('id');

  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('gelap{Enter}');
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(calls.filter(([name]) => name === 'saveSettings')).toHaveLength(2);
});

test('says that nothing was found and offers the nearest titles', async () => {
  const { user } = await start();
  await user.keyboard('/');
  await user.keyboard('zzz');
  expect(await screen.findByText('Nothing found for “zzz”')).toBeTruthy();
  const nearest = screen.getByRole('listbox', { name: 'Documents with the nearest titles' });
  expect(within(nearest).getAllByRole('option')).toHaveLength(3);
});

test('a pasted payload shows its alerts and keeps its text until Escape', async () => {
  const { user, calls } = await start();
  const field = screen.getByRole('combobox');
  const text = 'alertname = "CheckoutLatencyHigh"\nalertname = "CartDown"\n';
  await user.click(field);
  await user.paste(text);
  const strip = within(await screen.findByRole('region', { name: 'Pasted alert' }));
  expect(field).toHaveProperty('value', 'CheckoutLatencyHigh');
  expect(strip.getByText('namespace=').parentElement?.textContent).toBe('namespace=shop');
  expect(strip.getByText(/leads to no document/)).toBeTruthy();
  expect(strip.getByLabelText('Pasted text').textContent).toBe(text.trim());
  await user.selectOptions(strip.getByRole('combobox', { name: 'Alerts in this payload' }), '1');
  expect(await strip.findByText('CartDown')).toBeTruthy();
  expect(calls.at(-1)).toEqual(['searchAlert', { text: text.trim(), chosen: 1, limit: 50 }]);
  await user.click(field);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Pasted alert' })).toBeNull();
  expect(field).toHaveProperty('value', '');
});

test('a text pasted where nothing is typed goes to the search', async () => {
  const { user } = await start();
  screen.getByRole('combobox').blur();
  await user.paste('alertname = "CartDown"');
  expect(await screen.findByRole('region', { name: 'Pasted alert' })).toBeTruthy();
  expect(document.activeElement?.id).toBe('search');
});

test('a pasted text without an alert is searched by its words', async () => {
  const { user } = await start();
  const field = screen.getByRole('combobox');
  await user.click(field);
  await user.paste('connection\nrefused');
  expect(field).toHaveProperty('value', 'connection refused');
  await user.keyboard(' by');
  expect(field).toHaveProperty('value', 'connection refused by');
  await user.paste('peer\nagain');
  expect(field).toHaveProperty('value', 'connection refused bypeer again');
});

test('removes a filter by its chip', async () => {
  const { user } = await start();
  await user.click(await screen.findByRole('button', { name: /^checkout/ }));
  await user.click(await screen.findByRole('button', { name: 'Remove filter Service: checkout' }));
  expect(screen.getByRole('combobox')).toHaveProperty('value', '');
});

test('shows the chosen section beside the list, and leaves the reader as it is', async () => {
  const { user, calls } = await start();
  const field = screen.getByRole('combobox');
  await user.click(field);
  await user.keyboard('connection');
  await screen.findByRole('complementary', { name: 'Preview' });
  expect(document.activeElement).toBe(field);
  expect(calls.map(([name]) => name)).not.toContain('visit');
  const looksAt = async (row: string): Promise<void> => {
    await vi.waitFor(() => {
      const { id, dataset } = screen.getByRole('option', { selected: true });
      const look = screen.getByRole('complementary', { name: 'Preview' }).dataset;
      expect([id, look.document, look.slug]).toEqual([row, dataset.document, dataset.slug]);
    });
  };
  await looksAt('result-0');
  await user.keyboard('{ArrowDown}');
  await looksAt('result-1');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary', { name: 'Preview' })).toBeNull();
});

test('what was opened is not covered by a look at it', async () => {
  const place = { document: DOCUMENTS[0]?.row.id ?? '', scroll: 0 };
  const { user } = await start({ place });
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('checkout');
  await screen.findByRole('complementary', { name: 'Preview' });
  const other = document.getElementById('result-1');
  expect(other?.dataset.document).toBe(place.document);
  if (other) await user.click(other);
  await frames(4);
  expect(screen.queryByRole('complementary', { name: 'Preview' })).toBeNull();
  await user.keyboard('{ArrowUp}');
  expect(await screen.findByRole('complementary', { name: 'Preview' })).toBeTruthy();
});

test('on paper the look beside the list stays behind', async () => {
  const { user } = await start();
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('connection');
  const look = await screen.findByRole('complementary', { name: 'Preview' });
  const paper = readFileSync('src/features/reader/print.css', 'utf8');
  const hidden = paper.split('}').filter((rule) => rule.includes('display: none !important'));
  const selectors = hidden.map((rule) => rule.split('{').at(0)?.split(',\n') ?? []).flat();
  expect(selectors.some((selector) => look.matches(selector))).toBe(true);
  expect(selectors.some((selector) => screen.getByRole('main').matches(selector))).toBe(false);
});

test('asked for again, the search field is there for another text', async () => {
  const { user } = await start();
  await user.keyboard('/');
  await user.keyboard('first');
  await user.keyboard('{Control>}p{/Control}');
  await vi.waitFor(() => {
    expect(screen.getByRole('combobox')).toHaveProperty('selectionStart', 0);
  });
  await user.keyboard('second');
  expect(screen.getByRole('combobox')).toHaveProperty('value', 'second');
});

test('where no document answers, three at most are the nearest', async () => {
  const rows = DOCUMENTS.map(({ row }) => row);
  const hit = { slug: '', breadcrumb: [], heading: [], snippet: [], line: 1, rank: 0 };
  const { user } = await start(
    {},
    {
      search: ({ query }) =>
        Promise.resolve({
          query,
          groups: rows.map((row) => ({
            document: row,
            title: [{ text: row.title, hit: false }],
            hits: [{ ...hit, document: row.id, reason: 'similar' as const }],
          })),
          total: rows.length,
          filters: [],
          facets: [],
          nearest: [],
          none: true,
          without: null,
          incomplete: false,
          alert: null,
        }),
    },
  );
  expect(rows.length).toBeGreaterThan(3);
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('EtcdNoLeader');
  expect(await screen.findByText(/^No document names this alert/)).toBeTruthy();
  expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(3);
});

test('says that a library holds no documents, and not that other words may find some', async () => {
  const { user } = await start({ library: { ...LIBRARY, documents: 0 } });
  const empty = 'No Markdown files in this folder.';
  expect(within(screen.getByRole('main')).getByText(empty)).toBeTruthy();
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('zzz');
  const title = await screen.findByText('Nothing found for “zzz”');
  expect(title.parentElement?.textContent).toContain(empty);
});

test('without a library offers a folder and the starter library', async () => {
  const { user, calls } = await start({ library: null });
  expect(screen.getByRole('button', { name: 'Open the starter library' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Choose folder' }));
  expect(await screen.findByRole('tree')).toBeTruthy();
  expect(calls.map(([name]) => name)).toContain('chooseLibrary');
});

test('shows how the index fares and cancels it', async () => {
  const { user, calls, tell } = await start();
  tell({ change: 'index', index: { state: 'working', done: 120, total: 600 } });
  expect(await screen.findByText('Indexing 120 of 600')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(calls.map(([name]) => name)).toContain('cancelIndex');
});

test('loses nothing that is told while the first answer is under way', async () => {
  const { platform, tell } = fake({
    library: { ...LIBRARY, index: { state: 'working', done: 0, total: 0 } },
  });
  const begun = platform.start();
  const start = (): Promise<StartState> => {
    tell({ change: 'index', index: { state: 'ready' } });
    return begun;
  };
  render(App, { props: { platform: { ...platform, start } } });
  expect((await screen.findAllByText('Up to date')).length).toBeGreaterThan(0);
});

test('says that the library is unavailable and empties nothing', async () => {
  const { tell } = await start();
  tell({ change: 'library', library: { ...LIBRARY, available: false } });
  expect(await screen.findByText(/^Library unavailable/)).toBeTruthy();
  expect(screen.getByRole('tree')).toBeTruthy();
});

test('lists problems and opens the document at the line', async () => {
  const { user } = await start();
  await user.click(screen.getByRole('button', { name: /3 problems/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Problems' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'CheckoutLatencyHigh, Line 17' }));
  expect(
    await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' }),
  ).toBeTruthy();
});

test('single keys do nothing while text is typed, or when switched off', async () => {
  const { user } = await start();
  await user.keyboard('/');
  await user.keyboard('a?/b');
  expect(screen.getByRole('combobox')).toHaveProperty('value', 'a?/b');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('tells an error with what helps', async () => {
  const error = {
    code: 'index_unavailable',
    message: 'The index cannot be written',
    hint: null,
    details: null,
  };
  const { user } = await start(
    {},
    {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- As the wire does.
      updateIndex: () => Promise.reject(error),
    },
  );
  await user.keyboard('{F5}');
  const message = await screen.findByText('The index cannot be written');
  const toast = message.closest('li');
  expect(toast && within(toast).getByRole('button', { name: 'Rebuild index' })).toBeTruthy();
});
