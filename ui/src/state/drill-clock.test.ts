import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DrillClock } from './drill-clock';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function clock(): { put: number[]; shown: number[]; run: (ms: number) => void; stop: () => void } {
  const put: number[] = [];
  const shown: number[] = [];
  const ticking = new DrillClock(
    (ticks) => Promise.resolve(put.push(ticks)),
    (seconds) => shown.push(Math.floor(seconds)),
  );
  const stop = ticking.run({ tickSeconds: 30, speed: 3 });
  return {
    put,
    shown,
    stop,
    run: (ms) => {
      vi.advanceTimersByTime(ms);
    },
  };
}

test('a tick of 30 s at three times the speed passes in ten seconds', async () => {
  const { put, run } = clock();
  run(9_750);
  expect(put).toEqual([]);
  run(250);
  expect(put).toEqual([1]);
  await Promise.resolve();
  await Promise.resolve();
  run(10_000);
  expect(put).toEqual([1, 1]);
});

test('shows the seconds in between, never a whole tick', () => {
  const { shown, run } = clock();
  run(5_000);
  expect(shown.at(-1)).toBe(15);
  run(4_900);
  expect(Math.max(...shown)).toBe(29);
});

test('time in which the machine slept does not pass', () => {
  const { put, run } = clock();
  run(1_000);
  vi.setSystemTime(Date.now() + 3600_000);
  run(1_000);
  expect(put).toEqual([]);
});

test('stands once it is stopped', () => {
  const { put, run, stop } = clock();
  stop();
  run(60_000);
  expect(put).toEqual([]);
});
