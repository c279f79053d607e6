import { expect, test } from 'vitest';
import { DOCUMENTS } from '../platform/fake-documents';
import type { DocumentView } from '../platform/types';
import { setLanguage } from '../state/locale.svelte';
import { decorate } from './decorate';
import { sanitize } from './sanitize';

const [VIEW] = DOCUMENTS as [DocumentView];

async function decorated(html: string): Promise<HTMLElement> {
  setLanguage('en');
  const fragment = await sanitize(html);
  decorate(fragment, VIEW, (path) => `library://${path}`);
  const box = document.createElement('div');
  box.append(fragment);
  return box;
}

async function check(
  html: string,
  selector: string,
  expected: Record<string, string>,
): Promise<void> {
  const element = (await decorated(html)).querySelector(selector);
  const found = Object.fromEntries(
    Object.keys(expected).map((name) => [
      name,
      name === 'text' ? (element?.textContent ?? '') : (element?.getAttribute(name) ?? ''),
    ]),
  );
  expect(found).toEqual(expected);
}

test('a link to a document takes the focus and names where it leads', async () => {
  await check('<a class="link" data-document="a/b.md" data-anchor="c">x</a>', 'a', {
    role: 'link',
    tabindex: '0',
    title: 'a/b.md#c',
    text: 'x',
  });
});

test('a link out of the library names its host', async () => {
  await check('<a class="link external" data-external="https://example.org/x">x</a>', 'a', {
    title: 'https://example.org/x',
    text: 'x\u2060 (opens example.org in the browser)',
  });
});

test('a file that is no document is named and leads nowhere', async () => {
  await check('<a class="link file" data-file="a/b.yaml">x</a>', 'a', {
    role: '',
    title: 'a/b.yaml is in the library, but not a document',
  });
});

test('a dead link is told by words, not by colour alone', async () => {
  await check('<span class="link-dead" data-target="../no.md">x</span>', 'span', {
    title: 'Nothing found at ../no.md',
    text: 'x (dead link)',
  });
});

test('a code block and an inline command get buttons that say what they copy', async () => {
  await check(
    '<figure class="code" data-language="bash" data-snippet="0"><pre></pre></figure>',
    'button',
    {
      'aria-label': 'Copy command: kubectl -n checkout get pods -o wide',
      'data-copy': '0',
      text: 'Copy',
    },
  );
  await check('<code class="command" data-snippet="1">psql</code>', 'button', {
    'aria-label': 'Copy command: psql -c "select count(*) from pg_stat_activity"',
    text: '',
  });
});

test('a snippet that is not there gets no button', async () => {
  expect(
    (await decorated('<code class="command" data-snippet="99">x</code>')).innerHTML,
  ).not.toContain('button');
});

test('pictures come from the library only', async () => {
  await check('<img class="image" data-file="img/a.png" alt="A">', 'img', {
    src: 'library://img/a.png',
    alt: 'A',
  });
  expect((await decorated('<p><img alt="gone"></p>')).innerHTML).toBe('<p>gone</p>');
});

test('the title is not said twice', async () => {
  const box = await decorated(`<h1>${VIEW.row.title}</h1><h1>Another</h1>`);
  expect(box.textContent).toBe('Another');
});

test('a box is told by an icon and a word', async () => {
  const box = (title: string): string =>
    `<aside class="admonition" data-kind="warning"><p class="admonition-title">${title}</p></aside>`;
  expect((await decorated(box('Warning'))).querySelector('.admonition-title .icon')).not.toBeNull();
  await check(box('Warning'), '.admonition-title', { text: 'Warning' });
  await check(box('Data loss'), '.admonition-title', { text: ' Warning: Data loss' });
});

test('the title of a block of code stands in its head', async () => {
  await check(
    '<figure class="code" data-language="yaml" data-snippet="0"><figcaption>a.yml</figcaption><pre></pre></figure>',
    'figcaption .code-title',
    { text: 'a.yml · yaml' },
  );
});

test('an included file says where it came from', async () => {
  await check(
    '<div class="included"><p class="included-from"><a class="link" data-document="b.md">b.md</a></p></div>',
    '.included-from',
    { text: 'Included from b.md' },
  );
});
