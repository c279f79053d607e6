import { expect, test } from 'vitest';
import { fitted, placed, type Mark } from './time-series';

/** The sides on which the labels of marks at these places stand, in a plot from 0 to 100. */
function sides(at: number[]): string {
  const marks = at.map((each): Mark => ({ at: each, label: String(each) }));
  const found = placed(marks, (each) => each, { left: 0, width: 100 });
  const side = (one: number | null): string => (one === null ? '-' : one < 0 ? 'before' : 'behind');
  return found.map((one) => `${one.label} ${side(one.side)}`).join(', ');
}

test('a label stands before its mark, else behind it, and never over another', () => {
  expect(sides([20, 60])).toBe('20 before, 60 before');
  expect(sides([60, 20, 26])).toBe('20 before, 26 behind, 60 before');
  expect(sides([20, 22, 24])).toBe('20 before, 22 -, 24 behind');
  expect(sides([2])).toBe('2 behind');
  expect(sides([-5, 105])).toBe('');
});

test('a label that has no room is cut off with a sign', () => {
  const cut = (room: number): string => fitted('Roll back to v40', room, (text) => text.length);
  expect(cut(16)).toBe('Roll back to v40');
  expect(cut(15)).toBe('Roll back to v…');
  expect(cut(11)).toBe('Roll back…');
});

test('a long label is measured a few times, not once a letter', () => {
  let measured = 0;
  const widthOf = (text: string): number => {
    measured++;
    return text.length;
  };
  expect(fitted('a'.repeat(4096), 100, widthOf)).toHaveLength(100);
  expect(measured).toBeLessThan(16);
});
