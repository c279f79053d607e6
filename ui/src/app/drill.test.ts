/** A drill on its desk, on the fake core: what is there, what is put in, and that the library beside it is heard. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import App from './App.svelte';

/** The window with the drill on its desk that the fake core has, after seventeen minutes. */
async function begin(): Promise<{
  core: Fake;
  user: ReturnType<typeof userEvent.setup>;
  inputs: () => unknown[];
}> {
  const user = userEvent.setup();
  const core = fake();
  render(App, { props: { platform: core.platform } });
  await user.click(await screen.findByRole('button', { name: 'Back to the drill' }));
  await screen.findByRole('main', { name: 'Desk of the drill' });
  const inputs = (): unknown[] =>
    core.calls
      .filter(([name]) => name === 'putDrill')
      .map(([, request]) => (request as { input: unknown }).input);
  return { core, user, inputs };
}

test('a scenario is chosen, its briefing read, and the drill begun by turns', async () => {
  const user = userEvent.setup();
  const core = fake();
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('combobox');
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  const [first] = await screen.findAllByRole('button', { name: /^Read briefing: Checkout/ });
  if (first) await user.click(first);
  await user.click(await screen.findByRole('radio', { name: 'Turn by turn' }));
  await user.click(screen.getByRole('button', { name: 'Start drill' }));
  await screen.findByRole('main', { name: 'Desk of the drill' });
  const started = core.calls.find(([name]) => name === 'startDrill');
  expect(started?.[1]).toMatchObject({ mode: 'turn_based', language: 'en' });
});

describe('the desk', () => {
  test('has a role and a name for each of its parts', async () => {
    await begin();
    for (const [role, name] of [
      ['complementary', 'DRILL: not a real incident'],
      ['list', 'Stages'],
      ['timer', 'Time in the drill'],
      ['toolbar', 'Clock and help'],
      ['list', /^Alerts/],
      ['tablist', 'Panels'],
      ['slider', /^CPU of the primary/],
      ['tablist', 'Work'],
      ['textbox', /Command line$/],
      ['log', 'Output of the terminal'],
      ['log', 'Chat'],
      ['list', /^Waiting for you/],
      ['form', 'A question'],
    ] as const) {
      expect(screen.getByRole(role, { name }), `${role} ${String(name)}`).toBeTruthy();
    }
    expect(document.title).toBe('DRILL: Checkout is slow at the evening peak');
  });

  test('a line is typed, run and gone back to', async () => {
    const { user, inputs } = await begin();
    const line = screen.getByRole('textbox', { name: /Command line$/ });
    await user.click(line);
    await user.keyboard('flag{Tab}');
    await vi.waitFor(() => {
      expect((line as HTMLInputElement).value).toBe('flagctl ');
    });
    await user.keyboard('list{Enter}');
    expect(inputs()).toEqual([{ input: 'type', line: 'flagctl list' }]);
    await user.keyboard('{ArrowUp}');
    expect((line as HTMLInputElement).value).toBe('flagctl list');
  });

  test('a person in the chat is answered below what they wrote', async () => {
    const { user, inputs } = await begin();
    const chat = screen.getByRole('log', { name: 'Chat' });
    const [answer] = within(chat).getAllByRole('button', { name: 'Answer Laras Pertiwi' });
    if (answer) await user.click(answer);
    await user.keyboard('First the schema.{Enter}');
    expect(inputs()).toEqual([{ input: 'reply', to: 'laras', text: 'First the schema.' }]);
    await vi.waitFor(() => {
      expect(within(chat).queryByRole('textbox')).toBeNull();
    });
  });

  test('the wait for whatever comes next is one press', async () => {
    const { user, inputs } = await begin();
    await user.keyboard('{Shift>}{F9}{/Shift}');
    expect(inputs()).toEqual([{ input: 'wait_for_news' }]);
  });

  test('what has ended is read anew into the lists, which offer its debrief', async () => {
    const { core, user } = await begin();
    const put = core.platform.putDrill.bind(core.platform);
    vi.spyOn(core.platform, 'putDrill').mockImplementation((request) =>
      put({ ...request, input: { input: 'stop' } }),
    );
    const before = core.calls.length;
    await user.keyboard('{F9}');
    await vi.waitFor(() => {
      const asked = core.calls.slice(before).map(([name]) => name);
      expect(asked).toEqual(expect.arrayContaining(['scenarios', 'drills']));
    });
  });

  test('an update is written with its audience and its parts', async () => {
    const { user, inputs } = await begin();
    await user.keyboard('{F4}');
    const form = await screen.findByRole('form', { name: 'Write an update' });
    await user.click(within(form).getByRole('radio', { name: /management/i }));
    await user.type(within(form).getByRole('textbox', { name: 'Impact' }), 'Paying takes long');
    await user.click(within(form).getByRole('button', { name: 'Do it' }));
    expect(inputs()).toEqual([
      {
        input: 'act',
        name: 'update',
        choice: 'management',
        parts: [
          { name: 'impact', text: 'Paying takes long' },
          { name: 'action', text: '' },
          { name: 'next_update', text: '' },
        ],
      },
    ]);
  });

  test('an update that the drill refuses keeps its text and says why', async () => {
    const { core, user } = await begin();
    const put = core.platform.putDrill.bind(core.platform);
    vi.spyOn(core.platform, 'putDrill').mockImplementation(async (request) => {
      const view = await put(request);
      const { seq, clock, tick } = view;
      const text = 'There is no channel to write to yet';
      return { ...view, told: [{ seq, clock, tick, kind: 'not_now', act: 'update', text }] };
    });
    await user.keyboard('{F4}');
    const form = await screen.findByRole('form', { name: 'Write an update' });
    const impact = within(form).getByRole('textbox', { name: 'Impact' });
    await user.type(impact, 'Paying takes long');
    await user.click(within(form).getByRole('button', { name: 'Do it' }));
    expect((await within(form).findByRole('alert')).textContent).toContain('There is no channel');
    expect((impact as HTMLTextAreaElement).value).toBe('Paying takes long');
  });

  test('an answered question gives the focus back to the work', async () => {
    const { core, user } = await begin();
    const put = core.platform.putDrill.bind(core.platform);
    vi.spyOn(core.platform, 'putDrill').mockImplementation(async (request) => {
      const view = await put(request);
      return { ...view, probes: [] };
    });
    const form = screen.getByRole('form', { name: 'A question' });
    const [answer] = within(form).getAllByRole('radio');
    if (answer) await user.click(answer);
    answer?.focus();
    await user.click(within(form).getByRole('button', { name: 'Answer' }));
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Command line$/ }));
    });
  });

  test('the library begins with its search, not with the drills that it was come from', async () => {
    const { user } = await begin();
    await user.keyboard('{Alt>}3{/Alt}');
    expect(document.querySelector('.panes')?.getAttribute('data-pane')).toBe('list');
  });

  test('what is opened in the library is put in', async () => {
    const { user, inputs } = await begin();
    await user.keyboard('{Control>}p{/Control}');
    await user.type(await screen.findByRole('combobox'), 'latency{Enter}');
    await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
    expect(inputs()).toContainEqual({
      input: 'opened',
      document: 'runbooks/checkout/CheckoutLatencyHigh.md',
    });
    expect(screen.getByRole('tab', { name: 'Library' }).getAttribute('aria-selected')).toBe('true');
  });

  test('leaving it stops the clock, and the way back stands above the library', async () => {
    const { user, inputs } = await begin();
    await user.click(screen.getByRole('button', { name: 'Leave drill' }));
    expect(inputs().at(-1)).toEqual({ input: 'pause' });
    await user.click(await screen.findByRole('button', { name: 'Back to the drill' }));
    await screen.findByRole('main', { name: 'Desk of the drill' });
    expect(screen.getByText('Paused')).toBeTruthy();
  });
});

/** Where the documents of the drill are, as long as the starter library is not open. */
const ELSEWHERE = {
  document: null,
  slug: '',
  title: 'runbooks/checkout-latency',
  starter: 'runbooks/checkout-latency.md',
};

describe('a scenario that comes with the app, beside another library', () => {
  test('offers the starter library in its briefing, and goes on there', async () => {
    const user = userEvent.setup();
    const { platform } = fake();
    const briefing = await platform.briefing({ scenario: '', language: null });
    const core = fake(
      {},
      { briefing: () => Promise.resolve({ ...briefing, runbooks: [ELSEWHERE] }) },
    );
    render(App, { props: { platform: core.platform } });
    await screen.findByRole('combobox');
    await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
    await user.click(await screen.findByRole('button', { name: /^Read briefing: Checkout/ }));
    await user.click(await screen.findByRole('button', { name: 'Open the starter library' }));
    await vi.waitFor(() => {
      const asked = core.calls.map(([name]) => name);
      expect(asked.slice(asked.indexOf('openLibrary'))).toContain('briefing');
    });
    expect(core.calls).toContainEqual(['openLibrary', { choice: 'starter' }]);
    await screen.findByRole('heading', { level: 1, name: /^Checkout is slow/ });
  });

  test('opens the runbook of an alert there, and the drill goes on', async () => {
    const user = userEvent.setup();
    const { platform } = fake();
    const view = await platform.drill({ id: '' });
    const alerts = view.alerts.map((alert) => ({ ...alert, runbook: ELSEWHERE }));
    const drill = vi
      .fn(() => Promise.resolve(view))
      .mockResolvedValueOnce({ ...view, alerts: alerts.slice(0, 1) });
    const core = fake({}, { drill });
    render(App, { props: { platform: core.platform } });
    await user.click(await screen.findByRole('button', { name: 'Back to the drill' }));
    await user.click(
      await screen.findByRole('button', {
        name: 'Runbook: runbooks/checkout-latency, in the starter library',
      }),
    );
    await vi.waitFor(() => {
      expect(core.calls).toContainEqual(['openDocument', { id: ELSEWHERE.starter }]);
    });
    expect(screen.getByRole('main', { name: 'Desk of the drill' })).toBeTruthy();
  });
});
