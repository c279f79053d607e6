import { expect, test } from 'vitest';
import { FindText } from './find-text';

/** The text that is searched, and what of the window the words in it stand for. */
function check(html: string, words: string, text: string, expected: string[]): void {
  const box = document.createElement('div');
  box.innerHTML = html;
  const found = new FindText([box]);
  expect(found.text).toBe(text);
  const ranges: string[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    ranges.push(found.range({ start: at, end: at + words.length }).toString());
  }
  expect(ranges).toEqual(expected);
}

test('a stretch goes across elements of a block, and over a line break', () => {
  check('<p>run <code>kubectl</code>\n<b>get</b> pods</p>', 'kubectl get', 'run kubectl get pods', [
    'kubectl\nget',
  ]);
});

test('blocks are apart, and so are lines of code', () => {
  check('<p>disk</p><p>full</p>', 'full', 'disk\nfull', ['full']);
  check('<ul><li>disk<p>full</p></li></ul>', 'disk', 'disk\nfull', ['disk']);
  check('<pre>a disk\nb disk</pre>', 'disk', 'a disk\nb disk', ['disk', 'disk']);
});

test('what the window added is left out, what is folded away is not', () => {
  check('<p>a<button>Copy</button><span class="visually-hidden">Copy</span></p>', 'C', 'a', []);
  check('<details><summary>More</summary><p>Copy it</p></details>', 'Copy', 'More\nCopy it', [
    'Copy',
  ]);
});
