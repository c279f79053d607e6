import { expect, test } from 'vitest';
import { putBehindSentence } from './sentence';

/** Where a question about the command stands once it was put behind its sentence. */
function check(html: string, expected: string): void {
  document.body.innerHTML = html;
  const command = document.querySelector('code')?.parentElement;
  const asked = document.createElement('b');
  command?.append(asked);
  putBehindSentence(asked);
  expect(document.body.innerHTML).toBe(expected);
}

test('a question about a command in a sentence stands behind the sentence', () => {
  const run = '<span><code>ls</code></span>';
  check(`<p>Run <em>${run}</em>, then go.</p>`, `<p>Run <em>${run}</em>, then go.<b></b></p>`);
  check(
    `<ul><li>Run ${run}.<ul><li>Deeper</li></ul></li></ul>`,
    `<ul><li>Run ${run}.<b></b><ul><li>Deeper</li></ul></li></ul>`,
  );
});
