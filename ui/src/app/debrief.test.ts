/** A debrief in the pane, on the fake core: the account first, then what it opens, and that everything is reached by the keys. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import App from './App.svelte';

interface Begun {
  core: Fake;
  user: ReturnType<typeof userEvent.setup>;
  asked: (method: string) => unknown[];
}

async function begin(): Promise<Begun> {
  const user = userEvent.setup();
  const core = fake();
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('combobox');
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  await user.click(await screen.findByRole('button', { name: /^Read briefing: Checkout/ }));
  await user.click(await screen.findByRole('button', { name: 'Start drill' }));
  await screen.findByRole('main', { name: 'Desk of the drill' });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('give up{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Show debrief' }));
  await screen.findByRole('heading', { level: 1, name: /^Debrief:/ });
  const asked = (method: string): unknown[] =>
    core.calls.filter(([name]) => name === method).map(([, request]) => request);
  return { core, user, asked };
}

async function beginAfterAccount(): Promise<Begun> {
  const begun = await begin();
  await begun.user.click(screen.getByRole('button', { name: 'Go on without one' }));
  await screen.findByRole('slider', { name: 'Scrubber of the timeline' });
  return begun;
}

test('nothing is told before the own account', async () => {
  const { user, asked } = await begin();
  for (const name of ['Timeline', 'Verdicts by skill', 'Quiz', 'What really happened']) {
    expect(screen.queryByRole('heading', { name }), name).toBeNull();
  }
  await user.type(screen.getByRole('textbox', { name: /in my words/ }), 'I rolled back too early');
  await user.click(screen.getByRole('button', { name: 'Keep account and go on' }));
  expect(asked('giveAccount')).toMatchObject([{ text: 'I rolled back too early' }]);
  const scrubber = await screen.findByRole('slider', { name: 'Scrubber of the timeline' });
  expect(document.activeElement).toBe(scrubber);
  expect(screen.getByText('I rolled back too early')).toBeTruthy();
  for (const name of ['Timeline', 'Verdicts by skill', 'Quiz', 'What really happened']) {
    expect(screen.getByRole('heading', { name }), name).toBeTruthy();
  }
});

test('the scrubber goes from moment to moment and says each', async () => {
  const { user } = await beginAfterAccount();
  const scrubber = screen.getByRole('slider', { name: 'Scrubber of the timeline' });
  scrubber.focus();
  await user.keyboard('{PageDown}{PageDown}');
  expect(scrubber.getAttribute('aria-valuetext')).toMatch(/^17:51:00\. Message: Forgot to say/);
  await user.keyboard('{PageUp}');
  expect(scrubber.getAttribute('aria-valuetext')).toMatch(/^17:50:30\. Look: /);
});

test('a verdict shows its moment', async () => {
  const { user } = await beginAfterAccount();
  await user.click(screen.getByRole('button', { name: 'Show me 18:00:30: Take the page' }));
  const scrubber = screen.getByRole<HTMLInputElement>('slider', {
    name: 'Scrubber of the timeline',
  });
  expect(document.activeElement).toBe(scrubber);
  expect(scrubber.value).toBe('21');
});

test('it is played on from a moment', async () => {
  const { user, asked } = await beginAfterAccount();
  const [first] = screen.getAllByRole('button', { name: /^Play on from / });
  if (first) await user.click(first);
  expect(asked('forkDrill')).toMatchObject([{ seq: 0 }]);
  expect(await screen.findByRole('main', { name: 'Desk of the drill' })).toBeTruthy();
});

test('a question tells its answer, why, and where it is taught', async () => {
  const { user, asked } = await beginAfterAccount();
  const question = screen.getByRole('group', { name: /Which command builds the index/ });
  const [answer] = within(question).getAllByRole('button');
  if (answer) await user.click(answer);
  expect(asked('answerQuiz')).toMatchObject([{ question: 1, answer: 0 }]);
  expect(await within(question).findByText('my answer')).toBeTruthy();
  expect(within(question).queryAllByRole('button', { name: /^CREATE/ })).toEqual([]);
});

test('an item is added, done and taken away', async () => {
  const { user, asked } = await beginAfterAccount();
  const form = screen.getByRole('form', { name: 'Add item' });
  await user.type(within(form).getByRole('textbox', { name: /become better/ }), 'Ask first');
  await user.type(within(form).getByRole('textbox', { name: 'Owner' }), 'Hendra');
  const about = 'runbooks/checkout-latency.md#mitigation';
  await user.selectOptions(within(form).getByRole('combobox', { name: /^Section/ }), about);
  await user.click(within(form).getByRole('button', { name: 'Add item' }));
  await screen.findByRole('button', { name: 'Checkout is slow or fails: Mitigation' });
  await user.click(await screen.findByRole('checkbox', { name: 'Ask first' }));
  await user.click(screen.getByRole('button', { name: 'Remove item: Ask first' }));
  expect(asked('keepItem')).toMatchObject([
    { number: null, text: 'Ask first', owner: 'Hendra', slug: 'mitigation', done: false },
    { number: 1, text: 'Ask first', done: true },
    { number: 1, text: '' },
  ]);
});

test('an item keeps its document where the scenario no longer speaks of it', async () => {
  const { core, user, asked } = await begin();
  const gone = { document: 'old/cache.md', slug: 'flush', owner: '', done: false };
  await core.platform.keepItem({ id: '', number: null, text: 'Rewrite it', ...gone });
  await user.click(screen.getByRole('button', { name: 'Go on without one' }));
  await user.click(await screen.findByRole('button', { name: 'Change item: Rewrite it' }));
  const form = screen.getByRole('form', { name: 'Change item' });
  await user.type(within(form).getByRole('textbox', { name: /become better/ }), ' soon');
  await user.click(within(form).getByRole('button', { name: 'Save item' }));
  expect(asked('keepItem').at(-1)).toMatchObject({ ...gone, number: 1, text: 'Rewrite it soon' });
});

test('it leaves as a text', async () => {
  const { user, asked } = await beginAfterAccount();
  await user.click(screen.getByRole('button', { name: 'Export debrief' }));
  await user.click(await screen.findByRole('radio', { name: 'HTML' }));
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  expect(asked('saveDrill')).toMatchObject([{ form: 'html' }]);
});
