import { expect, test } from 'vitest';
import { pastedAlert } from './run-start.svelte';

test.each([
  ['alertname = "KubePodCrashLooping" namespace = "shop"', true],
  ['KubePodCrashLooping{namespace="shop"}', true],
  ['{"labels": {"alertname": "DiskFull"}}', true],
  ['pods crash looping', false],
  ['service:checkout latency', false],
  ['tag:"on call"', true],
])('%s', (query, isAlert) => {
  expect(pastedAlert(query) !== '').toBe(isAlert);
});
