/** Finding in the document that is read, on a core whose answers come when the test gives them. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fake } from '../platform/fake';
import { DOCUMENTS } from '../platform/fake-documents';
import type { Stretch } from '../platform/types';
import App from './App.svelte';

interface Held {
  user: ReturnType<typeof userEvent.setup>;
  /** The queries that were asked for so far. */
  asked: string[];
  answer: (at: number, hits: number) => void;
}

async function held(): Promise<Held> {
  const asked: string[] = [];
  const answers: ((hits: Stretch[]) => void)[] = [];
  const { platform } = fake(
    { place: { document: DOCUMENTS[0]?.row.id ?? '', scroll: 0 } },
    {
      find: ({ query }) => {
        asked.push(query);
        return new Promise((done) => answers.push(done));
      },
    },
  );
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1, name: 'CheckoutLatencyHigh' });
  const user = userEvent.setup();
  await user.keyboard('{Control>}f{/Control}');
  await screen.findByRole('textbox', { name: 'Find in this document' });
  const answer = (at: number, hits: number): void => {
    answers[at]?.(Array.from({ length: hits }, (_, hit) => ({ start: hit, end: hit + 1 })));
  };
  return { user, asked, answer };
}

function said(): string {
  const bar = screen.getByRole('search', { name: 'Find in this document' });
  return bar.querySelector('[role=status]')?.textContent ?? '';
}

test('of what is typed at once only the last waits, and nothing asks for nothing', async () => {
  const { user, asked, answer } = await held();
  await user.keyboard('pod');
  answer(0, 9);
  await vi.waitFor(() => {
    expect(asked).toEqual(['p', 'pod']);
  });
  await user.keyboard('{Backspace}{Backspace}{Backspace}');
  answer(1, 9);
  await vi.waitFor(() => {
    expect(said()).toBe('');
  });
  expect(asked).toEqual(['p', 'pod']);
});

test('what is pressed before there is an answer counts from it, and nothing is said until then', async () => {
  const { user, answer } = await held();
  await user.keyboard('p{Enter}');
  expect(said()).toBe('');
  answer(0, 3);
  await vi.waitFor(() => {
    expect(said()).toBe('2 of 3');
  });
});
