import { expect, test } from 'vitest';
import { Toasts, type ToastText } from './toasts.svelte';

function check(shown: ToastText[], expected: string[]): void {
  const toasts = new Toasts();
  shown.forEach((toast) => {
    toasts.show(toast);
  });
  expect(toasts.list.map(({ message, hint }) => [message, hint].join(': '))).toEqual(expected);
}

test('a message is not shown twice', () => {
  const copied: ToastText = { severity: 'info', message: 'Link copied', hint: 'a.md' };
  check([copied, copied], ['Link copied: a.md']);
});

test('the hint that is shown is the last one', () => {
  check(
    [
      { severity: 'info', message: 'Link copied', hint: 'a.md' },
      { severity: 'error', message: 'No room left' },
      { severity: 'info', message: 'Link copied', hint: 'b.md' },
    ],
    ['No room left: ', 'Link copied: b.md'],
  );
});
