import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fake, type Fake } from '../platform/fake';
import App from './App.svelte';

type Window = Fake & { user: ReturnType<typeof userEvent.setup> };

/** The window on the fake core, with the list of today in the pane. */
async function today(): Promise<Window> {
  const core = fake();
  render(App, { props: { platform: core.platform } });
  await screen.findByRole('button', { name: 'Due today: 1' });
  const user = userEvent.setup();
  await user.keyboard('{Control>}{Shift>}y{/Shift}{/Control}');
  await expect.poll(() => document.activeElement?.textContent).toBe('Today');
  return { ...core, user };
}

function asked({ calls }: Fake, method: string): unknown[] {
  return calls.filter(([name]) => name === method).map(([, request]) => request);
}

test('what is due is begun, read, and shared as it is closed', async () => {
  const window = await today();
  const { user } = window;
  expect(screen.getByText('To do: 1, missed: 2', { exact: false })).toBeTruthy();
  await user.keyboard('{ArrowDown}{Enter}');
  await screen.findByRole('group', { name: /^step 1, Open/ });
  expect(asked(window, 'startCheck')).toEqual([
    { document: 'runbooks/checkout/CheckoutLatencyHigh.md', occurrence: '2026-11-20' },
  ]);
  await expect.poll(() => document.activeElement?.getAttribute('aria-current')).toBe('step');
  await user.keyboard('r');
  const field = screen.getByRole('textbox', { name: 'Latency' });
  await expect.poll(() => document.activeElement).toBe(field);
  await user.keyboard('620{Enter}');
  await screen.findByText('Above the limit');
  expect(screen.getByText('Do: Call the team')).toBeTruthy();
  await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Close and share' }));
  await expect.poll(() => asked(window, 'shareCheck')).toEqual([{ id: 'run-1' }]);
  await screen.findByText(/^Shared as/);
});

test('a check may stay on this computer', async () => {
  const window = await today();
  const { user } = window;
  await user.keyboard('{ArrowDown}{Enter}');
  await screen.findByRole('group', { name: /^step 1, Open/ });
  await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Close, keep it here' }));
  await screen.findByText('Summary');
  expect(asked(window, 'shareCheck')).toEqual([]);
});

test('readings over time are a line and a table', async () => {
  const { user } = await today();
  await user.click(screen.getByRole('button', { name: /^Readings over time/ }));
  await expect.poll(() => document.activeElement?.textContent).toMatch(/^Readings: /);
  const chart = await screen.findByRole('slider', { name: /Latency. Limits 0–500/ });
  expect(chart.getAttribute('aria-valuetext')).toContain('620 ms');
  await user.click(screen.getByRole('button', { name: 'Show as a table: Latency' }));
  expect(screen.getAllByText('Above the limit').length).toBeGreaterThan(0);
  await user.keyboard('{Escape}');
  await expect.poll(() => document.activeElement?.textContent).toBe('Today');
});
