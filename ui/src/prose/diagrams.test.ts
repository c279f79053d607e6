import { expect, test } from 'vitest';
import { clean, tooLarge } from './diagrams';

async function check(svg: string, expected: string): Promise<void> {
  const box = document.createElement('div');
  box.append(await clean(svg));
  expect(box.innerHTML).toBe(expected);
}

test.each([
  ['<svg><script>alert(1)</script><g></g></svg>', '<svg><g></g></svg>'],
  ['<svg onload="alert(1)"><path d="M0 0"></path></svg>', '<svg><path d="M0 0"></path></svg>'],
  [
    '<svg><a href="javascript:alert(1)" xlink:href="https://example.org" transform="scale(2)"><text>x</text></a></svg>',
    '<svg><a transform="scale(2)"><text>x</text></a></svg>',
  ],
  ['<svg><image href="https://example.org/x.png"></image></svg>', '<svg></svg>'],
  ['<svg><foreignObject><p>x</p></foreignObject></svg>', '<svg></svg>'],
  ['<svg><use href="https://example.org/x.svg#a"></use></svg>', '<svg></svg>'],
  ['<img src="x" onerror="alert(1)">', ''],
])('%s', async (svg, expected) => {
  await check(svg, expected);
});

test('what is too large is not drawn', () => {
  expect(tooLarge('graph TD; a-->b')).toBeNull();
  expect(tooLarge(`graph TD; ${'a-->b;'.repeat(500)}`)).toContain('too large');
  expect(tooLarge(`graph TD; %% ${'x'.repeat(60_000)}`)).toContain('too large');
});
