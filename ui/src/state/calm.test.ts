import { expect, test, vi } from 'vitest';
import { Calm } from './calm';

test('one is under way at a time, and what changed meanwhile is asked once more', async () => {
  vi.useFakeTimers();
  let [underWay, most, asked] = [0, 0, 0];
  const calm = new Calm(async () => {
    asked++;
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 100));
    underWay--;
  });
  calm.soon(50);
  calm.soon(50);
  await vi.advanceTimersByTimeAsync(60);
  void calm.now();
  void calm.now();
  await vi.advanceTimersByTimeAsync(500);
  expect([asked, most]).toEqual([2, 1]);
  vi.useRealTimers();
});

test('within is counted from the first call, soon from the last', async () => {
  vi.useFakeTimers();
  const asked = vi.fn(() => Promise.resolve());
  const calm = new Calm(asked);
  calm.within(100);
  await vi.advanceTimersByTimeAsync(60);
  calm.within(100);
  await vi.advanceTimersByTimeAsync(60);
  expect(asked).toHaveBeenCalledTimes(1);
  calm.soon(100);
  await vi.advanceTimersByTimeAsync(60);
  calm.soon(100);
  await vi.advanceTimersByTimeAsync(60);
  expect(asked).toHaveBeenCalledTimes(1);
  await calm.settle();
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});
