import { expect, test } from 'vitest';
import { fakeLife } from '../platform/fake-life';
import { fake } from '../platform/fake';
import type { DocumentLife, LifeActRequest } from '../platform/types';
import { Lives } from './life.svelte';

/** The life of a document, and answers to acts and readings that wait until they are let go. */
function opened(): {
  lives: Lives;
  sent: LifeActRequest[];
  read: (document: string, own?: Partial<DocumentLife>) => Promise<void>;
  act: (own?: Partial<DocumentLife>) => Promise<void>;
} {
  const sent: LifeActRequest[] = [];
  const answers = new Map<string, (view: DocumentLife) => void>();
  const later = (key: string): Promise<DocumentLife> =>
    new Promise((done) => answers.set(key, done));
  const { platform } = fake(
    {},
    {
      life: ({ id }) => later(id),
      actInLife: (request) => {
        sent.push(request);
        return later('act');
      },
    },
  );
  const answer = async (key: string, id: string, own: Partial<DocumentLife>): Promise<void> => {
    answers.get(key)?.({ ...(await fakeLife().life({ id })), content: `what ${id} says`, ...own });
    await settled();
  };
  return {
    lives: new Lives(platform),
    sent,
    read: (document, own = {}) => answer(document, document, own),
    act: (own = {}) => answer('act', sent[0]?.document ?? '', own),
  };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

test('what is signed is what the form was opened about, whatever is read by then', async () => {
  const { lives, sent, read } = opened();
  void lives.load('a.md');
  await read('a.md');
  lives.ask({ kind: 'sign' }, 'A');
  void lives.load('b.md');
  await read('b.md');
  void lives.put('content', '', 'Done');
  expect(sent).toEqual([{ document: 'a.md', content: 'what a.md says', act: { act: 'sign' } }]);
});

test('who presses Enter twice signs once', async () => {
  const { lives, sent, read, act } = opened();
  void lives.load('a.md');
  await read('a.md');
  lives.ask({ kind: 'sign' }, 'A');
  void lives.put('content', '', 'Done');
  void lives.put('content', '', 'Done');
  await act({ toSign: false });
  expect([sent.length, lives.asked, lives.said, lives.view?.toSign]).toEqual([
    1,
    null,
    'Done',
    false,
  ]);
});

test('what was done is said no more when the text is another one', async () => {
  const { lives, read, act } = opened();
  void lives.load('a.md');
  await read('a.md');
  lives.ask({ kind: 'sign' }, 'A');
  void lives.put('content', '', 'Done');
  await act();
  void lives.load('a.md');
  await read('a.md');
  expect(lives.said).toBe('Done');
  void lives.load('a.md');
  await read('a.md', { content: 'more' });
  expect(lives.said).toBe('');
});

test('what was asked before an act is answered too late', async () => {
  const { lives, read, act } = opened();
  void lives.load('a.md');
  await read('a.md');
  lives.ask({ kind: 'sign' }, 'A');
  void lives.load('a.md');
  void lives.put('content', '', 'Done');
  await act({ toSign: false });
  await read('a.md', { toSign: true });
  expect(lives.view?.toSign).toBe(false);
});

test('nothing of a library that is closed is shown', async () => {
  const { lives, read, act } = opened();
  void lives.load('a.md');
  await read('a.md');
  lives.ask({ kind: 'sign' }, 'A');
  void lives.put('content', '', 'Done');
  void lives.load('a.md');
  lives.reset();
  await read('a.md');
  await act();
  expect([lives.view, lives.asked, lives.said]).toEqual([null, null, '']);
});
