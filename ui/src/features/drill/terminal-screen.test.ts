import { expect, test } from 'vitest';
import { printedOf, wrapped } from './terminal-screen';

test('prose breaks between words, and tables keep their spaces', () => {
  expect(wrapped('the DBA reads along here', 12)).toBe('the DBA\nreads along\nhere');
  expect(wrapped('short', 12)).toBe('short');
  for (const row of ['checkout-1   1/1   Running   3h48m', ' 93% |    3904 |  5980 | SELECT'])
    expect(wrapped(row, 12)).toBe(row);
});

test('each line of an answer is broken by itself', () => {
  const output = {
    seq: 1,
    clock: '18:00',
    line: null,
    text: 'one two three\na  b\n',
    failed: false,
  };
  expect(printedOf(output, '$ ', 8)).toBe('one two\nthree\na  b\u001b[0m\n');
});
