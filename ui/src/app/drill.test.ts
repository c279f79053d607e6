/** A drill on its desk, on the fake core: what is there, what is put in, and that the library beside it is heard. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import App from './App.svelte';

async function begin(mode = 'Turn by turn'): Promise<{
  core: Fake;
  user: ReturnType<typeof userEvent.setup>;
  inputs: () => unknown[];
}> {
  const user = userEvent.setup();
  const core = fake();
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('combobox');
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  await user.click(await screen.findByRole('button', { name: /^Read briefing/ }));
  await user.click(await screen.findByRole('radio', { name: mode }));
  await user.click(screen.getByRole('button', { name: 'Start drill' }));
  await screen.findByRole('main', { name: 'Desk of the drill' });
  const inputs = (): unknown[] =>
    core.calls
      .filter(([name]) => name === 'putDrill')
      .map(([, request]) => (request as { input: unknown }).input);
  return { core, user, inputs };
}

test('a scenario that does not read is listed with what is wrong', async () => {
  const user = userEvent.setup();
  render(App, { props: { platform: fake().platform } });
  await screen.findByRole('combobox');
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  expect(await screen.findByText('scenarios/half-written/scenario.yaml:9:3')).toBeTruthy();
  expect(screen.getByText('Cannot be played, 2 problems.')).toBeTruthy();
});

describe('the desk', () => {
  test('has a role and a name for each of its parts', async () => {
    await begin();
    for (const [role, name] of [
      ['complementary', 'DRILL: not a real incident'],
      ['list', 'Stages'],
      ['timer', 'Time in the drill'],
      ['toolbar', 'Clock and help'],
      ['list', 'Alerts'],
      ['tablist', 'Panels'],
      ['slider', /^Checkout p95/],
      ['tablist', 'Work'],
      ['textbox', /Command line$/],
      ['log', 'Output of the terminal'],
      ['log', 'Chat'],
      ['list', 'Waiting for you'],
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
    expect((line as HTMLInputElement).value).toBe('flagctl ');
    await user.keyboard('list{Enter}');
    expect(inputs()).toEqual([{ input: 'type', line: 'flagctl list' }]);
    expect(await screen.findAllByText(/flagctl: command not found/)).toBeTruthy();
    await user.keyboard('{ArrowUp}');
    expect((line as HTMLInputElement).value).toBe('flagctl list');
  });

  test('an update is written with its audience and its parts', async () => {
    const { user, inputs } = await begin();
    await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}');
    const form = await screen.findByRole('form', { name: 'Write an update' });
    await user.click(within(form).getByRole('radio', { name: 'management' }));
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

  test('what is opened in the library is put in', async () => {
    const { user, inputs } = await begin();
    await user.click(screen.getByRole('button', { name: /^Open runbook/ }));
    await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
    expect(inputs()).toEqual([
      { input: 'opened', document: 'runbooks/checkout/CheckoutLatencyHigh.md' },
    ]);
    expect(screen.getByRole('tab', { name: 'Library' }).getAttribute('aria-selected')).toBe('true');
  });

  test('leaving it stops the clock, and the way back stands above the library', async () => {
    const { user, inputs } = await begin('Real time');
    await user.click(screen.getByRole('button', { name: 'Leave drill' }));
    expect(inputs().at(-1)).toEqual({ input: 'pause' });
    await user.keyboard('/');
    await user.click(await screen.findByRole('button', { name: /^Continue / }));
    await screen.findByRole('main', { name: 'Desk of the drill' });
    expect(screen.getByText('Paused')).toBeTruthy();
  });
});
