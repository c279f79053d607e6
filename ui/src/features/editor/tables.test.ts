import { expect, test } from 'vitest';
import { nextCell } from './tables';

/** The cursor stands at `^`; where it leads, the words of the cell stand between `<` and `>`. */
function check(before: string, step: 1 | -1, after: string | null): void {
  const lines = before.split('\n');
  const row = lines.findIndex((line) => line.includes('^'));
  const column = lines[row]?.indexOf('^') ?? 0;
  const moved = nextCell(
    lines.map((line) => line.replace('^', '')),
    row,
    column,
    step,
  );
  if (!moved) {
    expect(after).toBeNull();
    return;
  }
  const { text, at } = moved;
  expect(`${text.slice(0, at.from)}<${text.slice(at.from, at.to)}>${text.slice(at.to)}`).toBe(
    after,
  );
}

test('the next cell, and the table laid out anew', () => {
  check('|a^|bb|\n|-|:-:|\n|c|dddd|', 1, '| a   | <bb>   |\n| --- | :--: |\n| c   | dddd |');
  check('|a|bb^|\n|-|-|\n|c|d|', 1, '| a   | bb  |\n| --- | --- |\n| <c>   | d   |');
});

test('behind the last cell a row begins, before the first there is nothing', () => {
  check('|a|b|\n|-|-|\n|c|d^|', 1, '| a   | b   |\n| --- | --- |\n| c   | d   |\n| <>    |     |');
  check('|a^|b|\n|-|-|\n|c|d|', -1, null);
  check('|a|b|\n|-|-|\n|c^|d|', -1, '| a   | <b>   |\n| --- | --- |\n| c   | d   |');
});

test('a bar behind a backslash is part of a cell', () => {
  check('|a \\| b^|c|\n|-|-|', 1, '| a \\| b | <c>   |\n| ------ | --- |');
});
