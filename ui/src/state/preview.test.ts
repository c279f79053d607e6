import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import type { SectionPreview } from '../platform/types';
import { Preview } from './preview.svelte';

type Answer = (section: SectionPreview | Promise<never>) => void;

function looking(): {
  preview: Preview;
  asked: string[];
  answer: (at: number) => Promise<void>;
  fail: (at: number) => Promise<void>;
} {
  const asked: string[] = [];
  const answers: Answer[] = [];
  const { platform } = fake(
    {},
    {
      preview: ({ id }) => {
        asked.push(id);
        return new Promise<SectionPreview>((resolve) => answers.push(resolve));
      },
    },
  );
  const answer = async (at: number): Promise<void> => {
    answers[at]?.({ html: asked[at] } as SectionPreview);
    await settled();
  };
  const fail = async (at: number): Promise<void> => {
    answers[at]?.(Promise.reject(new Error('gone')));
    await settled();
  };
  return { preview: new Preview(platform), asked, answer, fail };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

const to = (document: string): { document: string; slug: string; line: null } => ({
  document,
  slug: '',
  line: null,
});

test('of fast choices the last is looked at, and those between are never asked for', async () => {
  const { preview, asked, answer } = looking();
  for (const id of ['a', 'b', 'c']) preview.show(to(id));
  await answer(0);
  expect(preview.shown).toBeNull();
  await answer(1);
  expect([asked, preview.shown?.section.html]).toEqual([['a', 'c'], 'c']);
});

test('what arrives after it was closed is not shown', async () => {
  const { preview, answer } = looking();
  preview.show(to('a'));
  preview.close();
  await answer(0);
  expect(preview.shown).toBeNull();
});

test('the same choice is asked for once', async () => {
  const { preview, asked, answer } = looking();
  preview.show(to('a'));
  await answer(0);
  preview.show(to('a'));
  expect(asked).toEqual(['a']);
});

test('a document that changed is looked at again, and stays in sight until it is there', async () => {
  const { preview, asked, answer } = looking();
  preview.show(to('a'));
  await answer(0);
  preview.refresh(['b']);
  expect(asked).toEqual(['a']);
  preview.refresh(['a']);
  expect([asked, preview.shown?.section.html]).toEqual([['a', 'a'], 'a']);
  await answer(1);
  preview.refresh([]);
  expect(asked).toEqual(['a', 'a', 'a']);
});

test('what could not be read is asked for again', async () => {
  const { preview, asked, answer, fail } = looking();
  preview.show(to('a'));
  await fail(0);
  expect(preview.shown).toBeNull();
  preview.show(to('a'));
  await answer(1);
  expect([asked, preview.shown?.section.html]).toEqual([['a', 'a'], 'a']);
});
