import { expect, test } from 'vitest';
import { FindText } from './find-text';

function check(html: string, query: string, expected: string[]): void {
  const box = document.createElement('div');
  box.innerHTML = html;
  const text = new FindText([box]);
  expect(text.find(query).map((hit) => text.range(hit).toString())).toEqual(expected);
}

test('finds without regard to case and accents, and marks what stands there', () => {
  check('<p>Café CAFE ｃａｆé cafe\u0301s</p>', 'café', ['Café', 'CAFE', 'ｃａｆé', 'cafe\u0301']);
});

test('finds across elements of a block, and over a line break', () => {
  check('<p>run <code>kubectl</code>\n   <b>get</b> pods</p>', 'kubectl get', ['kubectl\n   get']);
});

test('a hit does not run from one block into the next', () => {
  check('<p>disk</p><p>full</p><ul><li>disk<p>full</p></li></ul>', 'disk full', []);
  check('<p>disk</p><p>full</p>', 'diskfull', []);
});

test('what folds to more or fewer characters keeps its place', () => {
  check('<p>ﬁrst 😀 and 😀 last</p>', 'last', ['last']);
  check('<p>ﬁrst 😀 and</p>', '😀', ['😀']);
  check('<p>e\u0301\u0302x</p>', 'x', ['x']);
});

test('what the window added is not found, what is folded away is', () => {
  check('<p>a<button>Copy</button><span class="visually-hidden">Copy</span></p>', 'copy', []);
  check('<details><summary>More</summary><p>Copy it</p></details>', 'copy', ['Copy']);
});

test('nothing typed finds nothing', () => {
  check('<p>a  b</p>', ' ', []);
  check('<p>a</p>', '', []);
});
