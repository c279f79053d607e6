import { expect, test, vi } from 'vitest';
import { printDocument } from './sharing';

test('pictures that nobody scrolled to are loaded before the document is printed', async () => {
  document.body.innerHTML =
    '<main id="reader"><div class="prose"><img alt="a path" /></div></main>';
  const order: string[] = [];
  const picture = document.querySelector('img');
  if (!picture) throw new Error('there is no picture');
  picture.loading = 'lazy';
  picture.decode = async () => {
    await Promise.resolve();
    order.push(`loaded ${picture.loading}`);
  };
  vi.spyOn(window, 'print').mockImplementation(() => order.push('printed'));

  await printDocument();
  await expect.poll(() => order).toEqual(['loaded eager', 'printed']);
});
