/** Writing a document in the window, by keyboard, on the fake core. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import type { Platform } from '../platform/types';
import App from './App.svelte';

const DOCUMENT = 'runbooks/checkout/CheckoutLatencyHigh.md';
const TEXT = '# CheckoutLatencyHigh\n\nIt is slow.\n\n## Steps\n\n1. Look\n';

// What lays out text is not in jsdom.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

async function start(
  before: (core: Fake) => void = () => undefined,
  methods: Partial<Platform> = {},
): Promise<Fake & { user: ReturnType<typeof userEvent.setup> }> {
  const core = fake({ place: { document: DOCUMENT, scroll: 0 } }, methods);
  core.files.write(DOCUMENT, TEXT);
  before(core);
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
  const user = userEvent.setup();
  await user.keyboard('{Control>}e{/Control}');
  await field();
  return { ...core, user };
}

function field(): Promise<HTMLElement> {
  // It is loaded when it is needed, for which a busy machine takes its time.
  return screen.findByRole('textbox', { name: 'Text' }, { timeout: 20_000 });
}

function standing(): string {
  return screen.getByTestId('standing').textContent.trim();
}

async function type(words: string): Promise<void> {
  const text = await field();
  const { EditorView } = await import('@codemirror/view');
  const view = EditorView.findFromDOM(text);
  view?.dispatch({ changes: { from: view.state.doc.length, insert: words } });
}

test('writes, keeps a draft and saves, and turns back to reading', async () => {
  const { user, files, calls } = await start();
  expect(standing()).toBe('Saved');
  await type('2. Wait\n');
  expect(standing()).toBe('Not saved yet');
  await waitFor(
    () => {
      expect(standing()).toBe('Not saved yet, draft kept');
    },
    { timeout: 3000 },
  );
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => {
    expect(standing()).toBe('Saved');
  });
  expect(files.read(DOCUMENT)).toBe(`${TEXT}2. Wait\n`);
  expect(calls.filter(([name]) => name === 'editSave')).toHaveLength(1);
  await user.keyboard('{Control>}e{/Control}');
  await waitFor(() => {
    expect(screen.queryByTestId('standing')).toBeNull();
  });
});

test('what is left unsaved is a draft, is said, and is gone on with', async () => {
  const { user, files, calls } = await start();
  await type('Half a sen');
  await user.keyboard('{Control>}e{/Control}');
  expect(await screen.findByText(/is kept as a draft/)).toBeTruthy();
  expect(files.read(DOCUMENT)).toBe(TEXT);
  expect(calls.at(-1)?.[0]).not.toBe('editSave');
  await user.keyboard('{Control>}e{/Control}');
  await waitFor(async () => {
    expect((await field()).textContent).toContain('Half a sen');
  });
  expect(standing()).toBe('Not saved yet, draft kept');
});

test('a draft of another day is offered, compared and taken', async () => {
  const { user } = await start(({ platform }) => {
    void platform
      .editOpen({ document: DOCUMENT })
      .then(({ base, text }) =>
        platform.editKeep({ document: DOCUMENT, base, text: `${text}Lost?\n` }),
      );
  });
  const take = await screen.findByRole('button', { name: 'Go on with it' });
  expect(document.activeElement).toBe(take);
  await user.click(screen.getByRole('button', { name: 'Show difference' }));
  expect((await screen.findByRole('region', { name: 'Show difference' })).textContent).toContain(
    'Lost?',
  );
  await user.click(take);
  expect((await field()).textContent).toContain('Lost?');
  expect(standing()).toContain('Not saved yet');
});

test('a file that changed meanwhile is never written over without being asked', async () => {
  const { user, files, tell } = await start();
  await type('Mine.\n');
  files.write(DOCUMENT, `${TEXT}Theirs.\n`);
  await user.keyboard('{Control>}s{/Control}');
  expect(
    await screen.findByRole('heading', { name: 'The file changed on disk while you wrote' }),
  ).toBeTruthy();
  expect(files.read(DOCUMENT)).toBe(`${TEXT}Theirs.\n`);
  const save = screen.getByRole('button', { name: 'Save result' });
  expect(save).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('radio', { name: 'Both, yours first' }));
  await user.click(save);
  await waitFor(() => {
    expect(files.read(DOCUMENT)).toBe(`${TEXT}Mine.\nTheirs.\n`);
  });
  expect((await field()).textContent).toContain('Mine.Theirs.');

  // Nothing was typed: the text follows the file.
  files.write(DOCUMENT, '# New\n');
  tell({ change: 'documents', ids: [DOCUMENT] });
  await waitFor(async () => {
    expect((await field()).textContent).toBe('# New');
  });
  expect(standing()).toBe('Saved');
});

test('a file that another program converts can be written from then on', async () => {
  const { files, tell } = await start(({ files: before, platform }) => {
    before.write(DOCUMENT, 'K\ufffdln\n');
    const editOpen = platform.editOpen.bind(platform);
    platform.editOpen = async (request) => {
      const editing = await editOpen(request);
      return { ...editing, readOnly: editing.text.includes('\ufffd') ? 'notUtf8' : null };
    };
  });
  expect(await screen.findByText(/Convert it with another program/)).toBeTruthy();
  files.write(DOCUMENT, 'Köln\n');
  tell({ change: 'documents', ids: [DOCUMENT] });
  await waitFor(() => {
    expect(standing()).toBe('Saved');
  });
});

test('what is typed while the two texts are compared stays', async () => {
  const { user, files } = await start(({ platform }) => {
    const merge = platform.merge.bind(platform);
    let typed = false;
    platform.merge = async (request) => {
      if (!typed) await type('More.\n');
      typed = true;
      return merge(request);
    };
  });
  await type('Mine.\n');
  files.write(DOCUMENT, `${TEXT}Theirs.\n`);
  await user.keyboard('{Control>}s{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Keep all of mine' }));
  await waitFor(() => {
    expect(files.read(DOCUMENT)).toBe(`${TEXT}Mine.\nMore.\n`);
  });
});

test('a file that goes while a conflict is decided about can be restored', async () => {
  const { user, files, tell } = await start();
  await type('Mine.\n');
  files.write(DOCUMENT, `${TEXT}Theirs.\n`);
  await user.keyboard('{Control>}s{/Control}');
  await screen.findByRole('button', { name: 'Save result' });
  files.write(DOCUMENT, null);
  tell({ change: 'documents', ids: [DOCUMENT] });
  await user.click(await screen.findByRole('button', { name: 'Restore the file' }));
  await waitFor(() => {
    expect(files.read(DOCUMENT)).toBe(`${TEXT}Mine.\n`);
  });
});

test('a file that was deleted meanwhile is restored', async () => {
  const { user, files, tell } = await start();
  await type('Mine.\n');
  files.write(DOCUMENT, null);
  tell({ change: 'documents', ids: [DOCUMENT] });
  await user.keyboard('{Control>}s{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Restore the file' }));
  await waitFor(() => {
    expect(files.read(DOCUMENT)).toBe(`${TEXT}Mine.\n`);
  });
});

test('a finding is gone to, told and fixed by keys', async () => {
  const { user } = await start();
  await type('TBD here\n');
  await waitFor(() => {
    expect(screen.getByTestId('findings').textContent).toContain('1 finding');
  });
  (await field()).focus();
  await user.keyboard('{F8}');
  expect(await screen.findByText('is still to be written', { exact: false })).toBeTruthy();
  await user.keyboard('{Control>}.{/Control}');
  expect((await field()).textContent).not.toContain('TBD');
  await waitFor(() => {
    expect(screen.getByTestId('findings').textContent).toContain('No findings');
  });
});

test('properties are written into the front matter', async () => {
  const { user } = await start();
  await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
  const owner = await screen.findByRole('textbox', { name: 'Owner' });
  await user.type(owner, 'team-a');
  await user.tab();
  await waitFor(async () => {
    expect((await field()).textContent).toContain('owner: team-a');
  });
});

test('a read-only document says why', async () => {
  await start(undefined, {
    editOpen: ({ document }) =>
      Promise.resolve({
        document,
        title: 'Old',
        text: 'Alt',
        base: '1',
        readOnly: 'notUtf8',
        draft: null,
        family: [],
      }),
  });
  expect(screen.getByText(/not UTF-8/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  vi.restoreAllMocks();
});

test('what a run proposes is opened as text that is not saved', async () => {
  const core: Fake = fake(
    { place: { document: DOCUMENT, scroll: 0 } },
    {
      editProposal: async () => {
        const { base } = await core.platform.editOpen({ document: DOCUMENT });
        return { document: DOCUMENT, base, text: `${TEXT}2. Wear gloves\n` };
      },
    },
  );
  core.files.write(DOCUMENT, TEXT);
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
  const user = userEvent.setup();
  await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Open in the editor: Disk full' }));
  expect((await field()).textContent).toContain('2. Wear gloves');
  expect(standing()).toBe('Not saved yet');
  expect(core.files.read(DOCUMENT)).toBe(TEXT);
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => {
    expect(standing()).toBe('Saved');
  });
  expect(core.files.read(DOCUMENT)).toContain('2. Wear gloves');
});
