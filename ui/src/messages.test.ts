/** The catalogue is whole in both languages, and the compiler that fails quietly did its work. */
import { expect, test } from 'vitest';
import en from '../messages/en.json';
import id from '../messages/id.json';
import { m } from './paraglide/messages.js';

const catalogues: Record<string, string>[] = [en, id];
const [english = {}, indonesian = {}] = catalogues;

function placeholders(text: string | undefined): string[] {
  return (text?.match(/\{\w+\}/g) ?? []).sort();
}

test('every message is there in both languages', () => {
  expect(Object.keys(indonesian).sort()).toEqual(Object.keys(english).sort());
});

test('both languages use the same arguments', () => {
  const odd = Object.keys(english).filter(
    (key) => placeholders(english[key]).join() !== placeholders(indonesian[key]).join(),
  );
  expect(odd).toEqual([]);
});

test('every message was compiled', () => {
  expect(Object.keys(m).sort()).toEqual(Object.keys(english).sort());
});

test('no message uses a forbidden word, and only a hint may be empty', () => {
  const forbidden = /\b(playbooks?|simply|just)\b/i;
  const odd = Object.entries(english).filter(
    ([key, text]) => (text === '' && !key.endsWith('_hint')) || forbidden.test(text),
  );
  expect(odd).toEqual([]);
});
