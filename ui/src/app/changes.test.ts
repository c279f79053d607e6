import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import { fakeGit, gitView } from '../platform/fake-git';
import type { GitConflict, GitConflictFile, GitView, Platform, WireError } from '../platform/types';
import App from './App.svelte';

const DOCUMENT = 'runbooks/checkout/CheckoutLatencyHigh.md';

type Window = Fake & { user: ReturnType<typeof userEvent.setup> };

/** The window on a repository that stands like this, with its changes shown by the keyboard. */
async function open(view: Partial<GitView> = {}, methods: Partial<Platform> = {}): Promise<Window> {
  const core = fake({}, { ...fakeGit(view), ...methods });
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('tree');
  const user = userEvent.setup();
  await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
  await expect.poll(() => document.activeElement?.textContent).toBe('Changes');
  return { ...core, user };
}

function asked({ calls }: Fake, wanted: string): unknown[] {
  return calls.filter(([name]) => name === wanted).map(([, argument]) => argument);
}

function refused(code: WireError['code'], message: string): Promise<never> {
  // The wire rejects with plain objects, so the fake does.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject({ code, message, hint: 'Do this', details: 'fatal: no' });
}

test('what is proposed is committed with a message, and pushed, by keyboard', async () => {
  const window = await open();
  const { user } = window;
  expect(screen.getByTestId('git-status').textContent).toMatch(/main.*2 not committed.*↑1/s);
  const field = await screen.findByRole('textbox', { name: 'Message' });
  await expect.poll(() => (field as HTMLTextAreaElement).value).toBe('Update 1');
  expect(screen.getByRole('checkbox', { name: /Disk is full/ })).toHaveProperty('checked', true);
  expect(screen.getByRole('checkbox', { name: 'notes.txt' })).toHaveProperty('checked', false);
  field.focus();
  await user.keyboard('{Control>}a{/Control}Say what to do{Control>}{Enter}{/Control}');
  await screen.findByText('Committed');
  expect(asked(window, 'commit')).toEqual([
    { paths: ['linux/disk-full.md'], message: 'Say what to do' },
  ]);
  await user.click(screen.getByRole('button', { name: 'Push' }));
  await screen.findByText('Pushed');
  expect(screen.queryByText('Not pushed')).toBeNull();
});

test('a message of one’s own stays, whatever is ticked', async () => {
  const { user } = await open();
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
  await expect.poll(() => field.value).toBe('Update 1');
  await user.click(screen.getByRole('checkbox', { name: 'notes.txt' }));
  await expect.poll(() => field.value).toBe('Update 2');
  await user.clear(field);
  await user.type(field, 'Mine');
  await user.click(screen.getByRole('checkbox', { name: 'notes.txt' }));
  await new Promise((done) => setTimeout(done, 20));
  expect(field.value).toBe('Mine');
});

test('what would run is asked about before anything else', async () => {
  const trust = {
    ...gitView().trust,
    trusted: false,
    programs: [{ hook: true, name: 'pre-commit', value: 'make lint' }],
  };
  const window = await open({ state: 'untrusted', changes: [], unpushed: [], trust });
  expect(screen.getByTestId('git-status').textContent).toContain('Git needs you');
  const question = await screen.findByRole('region', { name: /Let git work/ });
  expect(within(question).getByText('make lint')).toBeTruthy();
  expect(within(question).getByText('https://git.example/ops/handbook.git')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Commit/ })).toBeNull();
  await window.user.click(within(question).getByRole('button', { name: /Yes, I trust/ }));
  await screen.findByRole('button', { name: 'Commit 1' });
  expect(asked(window, 'trustRepository')).toEqual([{ key: 'key-1' }]);
});

test('states that somebody left say what to do, and nothing can be committed', async () => {
  await open({ state: 'rebasing' });
  expect(await screen.findByText(/A rebase was begun/)).toBeTruthy();
  expect(screen.getByText(/git rebase --abort/)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Pull' })).toHaveProperty('disabled', true);
});

test('marks of a conflict cannot be ticked', async () => {
  const [change] = gitView().changes;
  if (!change) throw new Error('no change');
  await open({ changes: [{ ...change, proposed: false, marked: true }] });
  const box = await screen.findByRole('checkbox', { name: /Disk is full/ });
  expect(box).toHaveProperty('disabled', true);
  expect(screen.getByText(/Marks of a conflict stand in it/)).toBeTruthy();
});

const GONE: GitConflictFile = { ...conflicting('b.md'), theirs: { kind: 'gone' } };

function conflicting(path: string): GitConflictFile {
  const side = (text: string): { kind: 'text'; text: string } => ({ kind: 'text', text });
  return { path, ours: side('b'), theirs: side('c'), diff: [] };
}

function pulls(conflict: GitConflict): Partial<Platform> {
  const pulled = { outcome: 'conflict' as const, inTheWay: [], conflict, view: gitView() };
  return { pull: () => Promise.resolve(pulled) };
}

async function choose(user: Window['user'], path: string, name: RegExp): Promise<void> {
  const group = await screen.findByRole('radiogroup', { name: `${path} shall be` });
  await user.click(within(group).getByRole('radio', { name }));
}

test('a conflict is settled file by file, and only when each has an answer', async () => {
  const conflict = { theirs: 'd'.repeat(40), files: [conflicting('a.md'), GONE] };
  const window = await open({}, pulls(conflict));
  const { user } = window;
  await user.click(await screen.findByRole('button', { name: 'Pull' }));
  await expect.poll(() => document.activeElement?.textContent).toMatch(/^Both sides changed/);
  const finish = screen.getByRole('button', { name: 'Bring both together' });
  await choose(user, 'a.md', /my own text/);
  await user.type(screen.getByRole('textbox', { name: 'Text of a.md' }), '!');
  expect(finish).toHaveProperty('disabled', true);
  await choose(user, 'b.md', /as others have it/);
  await user.click(finish);
  await screen.findByText(/are together now/);
  expect(asked(window, 'settle')).toEqual([
    {
      theirs: conflict.theirs,
      files: [
        { path: 'a.md', choice: { kind: 'text', text: 'b!' } },
        { path: 'b.md', choice: { kind: 'theirs' } },
      ],
    },
  ]);
});

test('what was typed to settle a conflict outlives what fails, what is in the way, and being put off', async () => {
  const conflict = { theirs: 'd'.repeat(40), files: [conflicting('a.md')] };
  let answer: () => ReturnType<Platform['settle']> = () => refused('git_failed', 'Offline');
  const window = await open({}, { ...pulls(conflict), settle: () => answer() });
  const { user } = window;
  const finish = (): Promise<void> =>
    user.click(screen.getByRole('button', { name: /^Bring both/ }));
  const typed = (): string =>
    screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text of a.md' }).value;
  await user.click(await screen.findByRole('button', { name: 'Pull' }));
  await choose(user, 'a.md', /my own text/);
  await user.type(screen.getByRole('textbox', { name: 'Text of a.md' }), '!');
  await finish();
  await screen.findByText('Offline');
  expect(typed()).toBe('b!');
  answer = () =>
    Promise.resolve({ outcome: 'inTheWay', inTheWay: ['a.md'], conflict: null, view: gitView() });
  await finish();
  await screen.findByText(/^Nothing was pulled/);
  expect(typed()).toBe('b!');
  await user.click(screen.getByRole('button', { name: 'Not now' }));
  await screen.findByRole('textbox', { name: 'Message' });
  await user.click(screen.getByRole('button', { name: 'Pull' }));
  await screen.findByRole('textbox', { name: 'Text of a.md' });
  expect(typed()).toBe('b!');
  await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}');
  await screen.findByRole('heading', { level: 1, name: 'Upkeep' });
  await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
  await screen.findByRole('heading', { level: 1, name: 'Changes' });
  expect(typed()).toBe('b!');
});

test('a side that shows no text says why', async () => {
  const large = { kind: 'large' as const, object: 'e'.repeat(40) };
  const binary = { kind: 'binary' as const, object: 'f'.repeat(40) };
  const picture = { ...conflicting('a.png'), ours: binary, theirs: large };
  const { user } = await open({}, pulls({ theirs: 'd'.repeat(40), files: [picture, GONE] }));
  await user.click(await screen.findByRole('button', { name: 'Pull' }));
  const told = async (name: string): Promise<(string | null)[]> =>
    [...(await screen.findByRole('article', { name })).querySelectorAll('p')].map(
      ({ textContent }) => textContent,
    );
  expect(await told('a.png')).toEqual([
    'Here it is no text, so it is not shown',
    'What others have is too large to be shown',
  ]);
  expect(await told('b.md')).toEqual(['Others removed it']);
});

test('what git does can be cancelled, and what it says is shown', async () => {
  let end: () => void = () => undefined;
  const waiting = new Promise<void>((done) => {
    end = done;
  });
  const window = await open(
    {},
    {
      push: () => waiting.then(() => refused('git_failed', 'Stopped')),
      cancelGit: () => {
        end();
        return Promise.resolve();
      },
    },
  );
  const { user } = window;
  await user.click(await screen.findByRole('button', { name: 'Push' }));
  await screen.findByText('Pushing…', { selector: 'span', exact: true, ignore: '[data-testid] *' });
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/Stopped.*Do this.*fatal: no/s);
});

test('a library in no repository says so and shows nothing in the status line', async () => {
  await open({ state: 'none' });
  expect(await screen.findByText('This library is in no git repository')).toBeTruthy();
  expect(screen.queryByTestId('git-status')).toBeNull();
});

test('the versions of a document are gone through by the arrows', async () => {
  const core = fake({ place: { document: DOCUMENT, scroll: 0 } });
  render(App, { props: { platform: core.platform } });
  await expect
    .poll(() => document.getElementById('reader')?.querySelector('h1')?.textContent)
    .toMatch(/Checkout/);
  const user = userEvent.setup();
  await user.keyboard('{Control>}{Shift>}b{/Shift}{/Control}');
  await expect.poll(() => document.activeElement?.textContent).toMatch(/^History of/);
  await expect.poll(() => document.querySelector('ins')?.textContent).toBe('Free some space.');
  screen.getByRole('button', { name: /Say what to do first/ }).focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toMatch(/Add the runbook/);
  await user.click(screen.getByRole('radio', { name: 'text' }));
  expect(await screen.findByRole('region', { name: 'Add the runbook' })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'what changed since' }));
  const [last] = asked(core, 'compare').slice(-1);
  expect(last).toEqual({
    id: DOCUMENT,
    old: { commit: 'c'.repeat(40), path: DOCUMENT },
    new: null,
  });
});
