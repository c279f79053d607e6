import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import { gitView } from '../platform/fake-git';
import type { GitView } from '../platform/types';
import { Repository } from './repository.svelte';

/** A repository that answers when it is told to, in the order in which it was asked. */
function slow(): {
  repository: Repository;
  asked: string[];
  answer: (branch: string) => Promise<void>;
} {
  const asked: string[] = [];
  const answers: ((view: GitView) => void)[] = [];
  const later = (what: string) => (): Promise<GitView> => {
    asked.push(what);
    return new Promise((done) => answers.push(done));
  };
  const { platform } = fake({}, { repository: later('look'), push: later('push') });
  const answer = async (branch: string): Promise<void> => {
    answers.shift()?.(gitView({ branch }));
    await new Promise((done) => setTimeout(done));
  };
  return { repository: new Repository(platform), asked, answer };
}

test('however often it is looked at, one look is under way and one waits', async () => {
  const { repository, asked, answer } = slow();
  for (let turn = 0; turn < 5; turn++) repository.refresh();
  expect(asked).toEqual(['look']);
  await answer('one');
  expect([asked.length, repository.view?.branch]).toEqual([2, 'one']);
  await answer('two');
  expect([asked.length, repository.view?.branch]).toEqual([2, 'two']);
});

test('a look from before an act is answered too late', async () => {
  const { repository, answer } = slow();
  repository.refresh();
  void repository.push();
  await answer('old');
  await answer('new');
  expect([repository.view?.branch, repository.done]).toEqual(['new', 'push']);
});

test('what git did in a library that is closed is nothing to the next one', async () => {
  const { repository, asked, answer } = slow();
  void repository.push();
  repository.reset();
  await answer('former');
  expect([repository.view, repository.done, repository.working]).toEqual([null, null, null]);
  repository.refresh();
  expect(asked).toEqual(['push', 'look']);
});
