import { expect, test } from 'vitest';
import { countOf, lineAt, lineCount, lineOf, type Part } from './parts';

const part = (heading: string, count: number): Part => ({
  heading,
  count,
  at: () => undefined,
});

function check(parts: Part[], expected: string): void {
  const lines = Array.from({ length: lineCount(parts) }, (_, line) => {
    const shown = lineAt(parts, line);
    return 'heading' in shown ? `[${shown.heading}]` : String(shown.index);
  });
  expect(lines.join(' ')).toBe(expected);
  for (let index = 0; index < countOf(parts); index++) {
    expect(lineAt(parts, lineOf(parts, index))).toEqual({ index });
  }
}

test('a heading stands before each part, and none before an empty one', () => {
  check([part('Pinned', 2), part('Lately', 0), part('All', 3)], '[Pinned] 0 1 [All] 2 3 4');
  check([part('Pinned', 0), part('All', 1)], '[All] 0');
  check([part('Pinned', 0)], '');
});
