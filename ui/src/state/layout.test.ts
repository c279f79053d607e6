import { SvelteSet } from 'svelte/reactivity';
import { expect, test } from 'vitest';
import { Layout } from './layout.svelte';

test('a screen that wants all of the width makes room for the list and the rail', () => {
  const whole = new SvelteSet<string>();
  const layout = new Layout(() => whole.size > 0);
  layout.reveal('reader');
  const shown = (): string => [layout.stacked, layout.railShown].join(' ');
  expect(shown()).toBe('false true');
  whole.add('debrief');
  expect(shown()).toBe('true false');
  layout.toggleRail();
  expect(shown()).toBe('false true');
  layout.reveal('reader');
  expect(shown()).toBe('true false');
  layout.reveal('list');
  expect(shown()).toBe('false true');
});

test('of the panes beside it only those are gone to that will be drawn', async () => {
  const layout = new Layout(() => true);
  layout.toggleRail();
  layout.reveal('reader');
  expect(layout.stacked).toBe(true);
  await layout.cycle(1);
  expect([layout.pane, layout.railShown]).toEqual(['list', false]);
});
