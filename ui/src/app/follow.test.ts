import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fake, SETTINGS, type Fake } from '../platform/fake';
import type { Platform, RunAct, RunView, StartState, WireError } from '../platform/types';
import App from './App.svelte';

const DOCUMENT = 'runbooks/checkout/CheckoutLatencyHigh.md';

type Window = Fake & { user: ReturnType<typeof userEvent.setup> };

/** The window on the fake core, with a document in the reader and the focus there. */
async function open(
  state: Partial<StartState> = {},
  methods: Partial<Platform> = {},
): Promise<Window> {
  const core = fake({ place: { document: DOCUMENT, scroll: 0 }, ...state }, methods);
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('main');
  await expect
    .poll(() => document.getElementById('reader')?.querySelector('h1')?.textContent)
    .toMatch(/Checkout|Postgre/);
  if (!screen.queryByRole('timer')) document.getElementById('reader')?.focus();
  return { ...core, user: userEvent.setup() };
}

/** A run that has just begun, with the focus on its first step. */
async function follow(
  state: Partial<StartState> = {},
  methods: Partial<Platform> = {},
): Promise<Window> {
  const window = await open(state, methods);
  await window.user.click(await screen.findByRole('button', { name: 'Follow' }));
  await screen.findByText('Steps: 4, followed by Ayu');
  await window.user.keyboard('slow{Enter}');
  await focused(/^step 1, Open/);
  return window;
}

async function focused(name: RegExp): Promise<HTMLElement> {
  const step = await screen.findByRole('group', { name });
  await expect.poll(() => document.activeElement).toBe(step);
  return step;
}

/** A core of its own that holds acts of one kind back until the gate is opened. */
function held(kind: RunAct['act']): { methods: Partial<Platform>; open: () => void } {
  const { platform } = fake();
  let open = (): void => undefined;
  const gate = new Promise<void>((done) => (open = done));
  const methods: Partial<Platform> = {
    startRun: (request) => platform.startRun(request),
    act: async (request) => {
      if (request.act.act === kind) await gate;
      return platform.act(request);
    },
  };
  return {
    methods,
    open: () => {
      open();
    },
  };
}

/** Everything that was to be drawn is: two frames, for what the first asks for. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
}

function acts({ calls }: Fake): RunAct[] {
  return calls
    .filter(([name]) => name === 'act')
    .map(([, request]) => (request as { act: RunAct }).act);
}

test('a section of the same document is gone to from its run', async () => {
  const { user } = await follow();
  await user.click(screen.getByRole('combobox', { name: 'Search library' }));
  await user.keyboard('checkout');
  await screen.findAllByRole('option');
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  const reader = screen.getByRole('main');
  await expect.poll(() => reader.contains(document.activeElement)).toBe(true);
  expect(document.activeElement?.matches('h2')).toBe(true);
});

test('is followed to its end by keyboard', async () => {
  const window = await open();
  const { user } = window;
  await user.keyboard('f');
  await screen.findByText('Steps: 4, followed by Ayu');
  await user.keyboard('orders hang{Enter}');
  await focused(/^step 1, Open: Look at the pods/);

  await user.keyboard('nlooks bad{Enter}');
  expect(await screen.findByText('looks bad')).toBeTruthy();
  await focused(/^step 1/);
  await user.keyboard(' ');
  await focused(/^step 2, Open/);
  await user.keyboard('sno need{Enter}');
  await focused(/^step 3, Open/);
  await user.keyboard('xstill hangs{Enter}');
  await focused(/^step 4, Open/);
  expect(screen.getByText('1 done, 1 skipped, 1 failed')).toBeTruthy();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('2 done, 1 skipped, 1 failed')).toBeTruthy();

  await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Close run' });
  await user.click(screen.getByRole('radio', { name: 'Partly' }));
  await user.type(screen.getByRole('textbox', { name: 'What was missing or wrong?' }), 'the pod');
  await user.click(within(dialog).getByRole('button', { name: 'Close run' }));
  expect(await screen.findByRole('region', { name: 'Summary' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Skip' })).toBeNull();
  expect(acts(window).map(({ act }) => act)).toEqual(
    expect.arrayContaining(['note', 'done', 'skip', 'fail', 'close']),
  );
});

test('asks for a value, fills every command with it and copies the filled one', async () => {
  const { user } = await follow();
  await user.keyboard('c');
  const field = await screen.findByRole('textbox', { name: 'namespace' });
  await expect.poll(() => document.activeElement).toBe(field);
  expect(
    screen.getAllByText('No value yet for namespace: fill it to copy the command').length,
  ).toBeGreaterThan(0);

  await user.keyboard('shop{Enter}');
  await focused(/^step 1/);
  expect(await navigator.clipboard.readText()).toBe('kubectl -n shop get pods');
  const marked = screen.getAllByText('shop', { selector: 'mark' });
  expect(marked).toHaveLength(2);
  expect(marked[0]?.title).toBe('namespace');
});

test('what is typed at once after done is written at the step that this led to', async () => {
  const { methods, open } = held('done');
  const window = await follow({}, methods);
  await window.user.keyboard(' n');
  // Not yet in the form, and no keys of the run either.
  await window.user.keyboard(' sx');
  open();
  const field = await screen.findByRole('textbox', { name: 'Note' });
  await drawn();
  expect(document.activeElement).toBe(field);
  await window.user.keyboard('next{Enter}');
  await focused(/^step 2, Open/);
  expect(acts(window)).toEqual([
    { act: 'done', step: 'step-1' },
    { act: 'note', step: 'step-2', text: 'next' },
  ]);
});

test('what is copied at once after done is of the step that this led to', async () => {
  const { methods, open } = held('done');
  const { user } = await follow({}, methods);
  await user.type(screen.getByRole('textbox', { name: 'namespace' }), 'shop{Enter}');
  await user.type(screen.getByRole('textbox', { name: 'pod' }), 'web-1{Enter}');
  await user.keyboard(' c');
  open();
  const yes = await screen.findByRole('button', { name: 'Copy it' });
  await expect.poll(() => document.activeElement).toBe(yes);
});

test('a step without a command says so', async () => {
  const { user } = await follow();
  await user.keyboard('g3{Enter}');
  await focused(/^step 3/);
  await user.keyboard('c');
  expect(await screen.findByText('This step has no command')).toBeTruthy();
});

test('a form that is opened while a value is written down keeps the focus', async () => {
  const { methods, open } = held('copied');
  const { user } = await follow({}, methods);
  await user.keyboard('c');
  const field = await screen.findByRole('textbox', { name: 'namespace' });
  await expect.poll(() => document.activeElement).toBe(field);
  await user.keyboard('shop{Enter}');
  await focused(/^step 1/);
  await user.keyboard('n');
  open();
  await screen.findByText(/^Copied 1/);
  await drawn();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note' }));
});

test('asks once before a command that destroys something is copied', async () => {
  const window = await follow();
  const { user } = window;
  await user.type(screen.getByRole('textbox', { name: 'namespace' }), 'shop{Enter}');
  await user.type(screen.getByRole('textbox', { name: 'pod' }), 'web-1{Enter}');
  await user.keyboard('jc');
  const yes = await screen.findByRole('button', { name: 'Copy it' });
  await expect.poll(() => document.activeElement).toBe(yes);
  expect(acts(window).some(({ act }) => act === 'copied')).toBe(false);

  await user.keyboard('{Enter}');
  await focused(/^step 2/);
  expect(await navigator.clipboard.readText()).toBe('kubectl -n shop delete pod web-1');
  await user.click(screen.getByRole('button', { name: /^Copy command: kubectl -n shop delete/ }));
  expect(screen.queryByRole('button', { name: 'Copy it' })).toBeNull();
});

test('an output lights the branch that it matches', async () => {
  const { user } = await follow();
  await user.keyboard('o');
  await user.keyboard('web-1 CrashLoopBackOff{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Matches the output')).toBeTruthy();
  expect(screen.getByText('The output matches: CrashLoopBackOff. Restart it')).toBeTruthy();
});

test('undo takes back the last act, and not while text is typed', async () => {
  const { user } = await follow();
  await user.keyboard(' ');
  await focused(/^step 2/);
  await user.keyboard('nabc{Control>}z{/Control}u');
  expect(screen.getByRole('textbox', { name: 'Note' })).toHaveProperty('value', 'abcu');
  await user.keyboard('{Escape}');
  await focused(/^step 2/);
  await user.keyboard('{Control>}z{/Control}');
  await focused(/^step 1, Open/);
});

test('quick keys go on from step to step', async () => {
  const window = await follow();
  await window.user.keyboard('  ');
  await focused(/^step 3, Open/);
  expect(acts(window)).toEqual([
    { act: 'done', step: 'step-1' },
    { act: 'done', step: 'step-2' },
  ]);
});

test('goes to a step by its number and by a link', async () => {
  const { user } = await follow();
  await user.keyboard('g4{Enter}');
  const step = await focused(/^step 4/);
  await user.click(within(step).getByRole('button', { name: 'Go to step 1' }));
  await focused(/^step 1/);
});

test('a run is kept while something else is read, and gone back to at its step', async () => {
  const { user } = await follow();
  await user.keyboard(' ');
  await focused(/^step 2/);
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  const bar = await screen.findByRole('complementary', { name: 'Run in progress' });
  expect(bar.textContent).toContain('step 2 of 4');
  await user.click(within(bar).getByRole('button', { name: 'Back to the run' }));
  await focused(/^step 2/);
  expect(screen.queryByRole('complementary', { name: 'Run in progress' })).toBeNull();
});

test('the next start comes back to the run at the step where it was left', async () => {
  const { platform } = fake();
  const { id } = await platform.startRun({
    document: DOCUMENT,
    section: null,
    reason: '',
    alert: null,
    values: [],
  });
  await platform.act({ id, act: { act: 'done', step: 'step-1' } });
  await open({}, { ...platform, runs: async (request) => lately(await platform.runs(request)) });
  await focused(/^step 2, Open/);
});

test('a document without a procedure says what would make steps', async () => {
  const { user } = await open({ place: { document: 'services/postgres.md', scroll: 0 } });
  await user.keyboard('f');
  expect(
    await screen.findByText('This document is a reference: it has no procedure to follow'),
  ).toBeTruthy();
  expect(screen.getByText('numbered lists and checklists')).toBeTruthy();
});

test('an act that fails keeps the text and says why', async () => {
  const { user } = await follow({}, { act: () => refuse('There is no room on the disk') });
  await user.keyboard('nimportant{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('There is no room on the disk');
  expect(screen.getByRole('textbox', { name: 'Note' })).toHaveProperty('value', 'important');
});

test('a changed document is told, shown and answered', async () => {
  const changed: RunView['change'] = {
    sections: ['Diagnosis'],
    kept: 3,
    new: 1,
    gone: ['Wait two minutes'],
    diff: [{ kind: 'added', old: null, new: 4, parts: [{ text: 'Wait five', changed: true }] }],
  };
  const { platform } = fake();
  const startRun: Platform['startRun'] = async (request) => ({
    ...(await platform.startRun(request)),
    change: changed,
  });
  const window = await follow({}, { startRun, act: (request) => platform.act(request) });
  await window.user.click(screen.getByRole('button', { name: 'Show difference' }));
  expect(screen.getByText('Wait five')).toBeTruthy();
  await window.user.click(screen.getByRole('button', { name: 'Take the new text' }));
  expect(acts(window)).toEqual([{ act: 'take_text' }]);
  expect(screen.queryByText('Wait five')).toBeNull();
});

test('letters do nothing when single keys are switched off; Enter still does', async () => {
  const window = await follow({ settings: { ...SETTINGS, singleKeys: 'off' } });
  await window.user.keyboard('jsxnoc');
  expect(acts(window)).toEqual([]);
  await window.user.keyboard('{Enter}');
  await focused(/^step 2/);
});

test('lists runs, filters them and says where there are none', async () => {
  const { user } = await follow();
  await user.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Runs' })).toBeTruthy();
  const list = screen.getByRole('main');
  expect(await within(list).findByRole('button', { name: /CheckoutLatencyHigh/ })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'Closed' }));
  expect(screen.getByText('No run of this kind')).toBeTruthy();
});

/** The fake's clock stands; a run goes on at the start when it is of the last day. */
function lately<R extends { startedAt: { ms: number; text: string } }>(rows: R[]): R[] {
  return rows.map((row) => ({ ...row, startedAt: { ...row.startedAt, ms: Date.now() } }));
}

function refuse(message: string): Promise<never> {
  const error: WireError = { code: 'disk_full', message, hint: null, details: null };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- As the wire does.
  return Promise.reject(error);
}
