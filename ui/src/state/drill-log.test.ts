import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import type { DrillLogLine } from '../platform/types';
import { DrillLog } from './drill-log.svelte';

/** A log that answers with so many lines each time, numbered on and on. */
function counted(...answers: number[]): DrillLog {
  let second = 0;
  const line = (): DrillLogLine => ({
    second: second++,
    clock: '',
    service: 'web',
    level: 'info',
    text: '',
  });
  const { platform } = fake(
    {},
    {
      drillLogs: () => {
        const lines = Array.from({ length: answers.shift() ?? 0 }, line);
        return Promise.resolve({ lines, cut: false, next: second });
      },
    },
  );
  return new DrillLog(platform);
}

/** The first and the last line that are drawn, with the number that each is known by. */
function drawn({ shown, first }: DrillLog): string {
  const last = shown.length - 1;
  const [from, to] = [shown[0]?.second ?? -1, shown[last]?.second ?? -1];
  return `${String(first)}: ${String(from)} to ${String(first + last)}: ${String(to)}`;
}

test('draws the latest stretch, and each line keeps its number', async () => {
  const log = counted(1990, 20, 5);
  await log.read('drill', null, '');
  expect(drawn(log)).toBe('1740: 1740 to 1989: 1989');
  await log.read('drill', null, '');
  expect(drawn(log)).toBe('1760: 1760 to 2009: 2009');
  expect([log.lines.length, log.cut]).toEqual([2000, true]);
});

test('whoever reads further up is left there, stretch by stretch', async () => {
  const log = counted(600, 10);
  await log.read('drill', null, '');
  log.keep(false);
  expect(log.earlier()).toBe(true);
  await log.read('drill', null, '');
  expect(drawn(log)).toBe('100: 100 to 609: 609');
  expect(log.earlier()).toBe(true);
  expect(log.earlier()).toBe(false);
  expect(drawn(log)).toBe('0: 0 to 609: 609');
  log.keep(true);
  expect(drawn(log)).toBe('360: 360 to 609: 609');
});

test('another service begins with its latest stretch', async () => {
  const log = counted(600, 400);
  await log.read('drill', null, '');
  log.keep(false);
  await log.read('drill', 'web', '');
  expect(drawn(log)).toBe('150: 750 to 399: 999');
  expect(log.follow).toBe(false);
});
