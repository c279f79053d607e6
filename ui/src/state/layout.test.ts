import { expect, test } from 'vitest';
import { Layout } from './layout.svelte';

test('a screen that wants all of the width makes room for the list and the rail', () => {
  const layout = new Layout();
  layout.reveal('reader');
  const shown = (): string => [layout.stacked, layout.railShown].join(' ');
  expect(shown()).toBe('false true');
  layout.whole = true;
  expect(shown()).toBe('true false');
  layout.toggleRail();
  expect(shown()).toBe('false true');
  layout.reveal('reader');
  expect(shown()).toBe('true false');
  layout.reveal('list');
  expect(shown()).toBe('false true');
});
