/** A scenario's file in the editor, on the fake core: opened from the catalogue, counted, and its plays shown. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import type { Platform, ScenarioProof } from '../platform/types';
import App from './App.svelte';

const FILE = 'scenarios/checkout-slow-at-peak/scenario.yaml';
const TEXT = 'title: Checkout\nendings:\n  resolved: {result: win}\n';

// What lays out text is not in jsdom.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

function field(): Promise<HTMLElement> {
  // It is loaded when it is needed, for which a busy machine takes its time.
  return screen.findByRole('textbox', { name: 'Text' }, { timeout: 20_000 });
}

/** The editor with the first scenario, by keyboard. */
async function edit(
  text = TEXT,
  methods: Partial<Platform> = {},
): Promise<Fake & { user: ReturnType<typeof userEvent.setup> }> {
  const core = fake({}, methods);
  core.files.write(FILE, text);
  render(App, { props: { platform: core.platform } });
  const user = userEvent.setup();
  await screen.findByRole('combobox');
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  const [first] = await screen.findAllByRole('button', {
    name: /^Edit scenario: Checkout/,
  });
  first?.focus();
  await user.keyboard('{Control>}e{/Control}');
  await field();
  return { ...core, user };
}

async function type(words: string): Promise<void> {
  const { EditorView } = await import('@codemirror/view');
  const view = EditorView.findFromDOM(await field());
  view?.dispatch({ changes: { from: view.state.doc.length, insert: words } });
}

test('a scenario is written, counted, and what is not known is said', async () => {
  const { user, calls, files } = await edit();
  await user.keyboard('{F5}');
  await screen.findByText(/^Finished: 4,096 states/);
  await type('# more\n');
  await screen.findByText(/^This is of an older text/);
  const [play] = screen.getAllByRole<HTMLButtonElement>('button', { name: /^Play it on the desk/ });
  expect(play?.disabled).toBe(true);
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => {
    expect(files.read(FILE)).toBe(`${TEXT}# more\n`);
  });
  expect(calls.filter(([name]) => name === 'editPreview')).toEqual([]);
});

test('a text that does not read is not counted', async () => {
  const { user } = await edit('title: [');
  await user.keyboard('{F5}');
  await screen.findByText(/^The scenario does not read/);
});

test('a key ends the proof that is under way', async () => {
  let answer: (proof: ScenarioProof) => void = () => undefined;
  const { user, calls } = await edit(TEXT, {
    proveScenario: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  await user.keyboard('{F5}');
  await screen.findByText(/^Counting/);
  await type('# more\n');
  expect(calls.filter(([name]) => name === 'stopProof').length).toBeGreaterThan(0);
  answer({ kind: 'stopped' });
  await screen.findByText('Not counted yet');
});

test('a proof is stopped by its button and its key, and that is said', async () => {
  const answers: ((proof: ScenarioProof) => void)[] = [];
  const { user, calls } = await edit(TEXT, {
    proveScenario: () => new Promise((resolve) => answers.push(resolve)),
    stopProof: () => {
      answers.at(-1)?.({ kind: 'stopped' });
      return Promise.resolve();
    },
  });
  await user.click(await screen.findByRole('button', { name: /^Stop/ }));
  await screen.findByText(/^Stopped\./);
  await user.click(screen.getByRole('button', { name: /^Check now/ }));
  await screen.findByText(/^Counting/);
  await user.keyboard('{Shift>}{F5}{/Shift}');
  await screen.findByText(/^Stopped\./);
  expect(calls.filter(([name]) => name === 'stopProof')).toHaveLength(2);
});

test('a play is shown step by step, and taken over', async () => {
  const { user, calls } = await edit();
  await user.keyboard('{F5}');
  const [play] = await screen.findAllByRole<HTMLButtonElement>('button', {
    name: /^Play it on the desk: Fastest/,
  });
  await waitFor(() => {
    expect(play?.disabled).toBe(false);
  });
  if (play) await user.click(play);
  await screen.findByRole('region', { name: 'A play that is shown to you' });
  await user.keyboard('{Shift>}{F4}{/Shift}');
  await screen.findByText(/Step 1 of 2/);
  const put = calls.find(([name]) => name === 'putDrill');
  expect(put?.[1]).toMatchObject({ input: { input: 'wait', ticks: 4 } });
  await user.keyboard('{Shift>}{F7}{/Shift}');
  await waitFor(() => {
    expect(screen.queryByRole('region', { name: 'A play that is shown to you' })).toBeNull();
  });
  await user.keyboard('{Control>}e{/Control}');
  await field();
});
