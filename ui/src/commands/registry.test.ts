import { describe, expect, test } from 'vitest';
import { setLanguage } from '../state/locale.svelte';
import { matches, printed } from './keys';
import { command, commands, GROUPS } from './registry';

function duplicates(values: string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

describe('the registry', () => {
  test('has every id and every chord once', () => {
    expect(duplicates(commands.map(({ id }) => id))).toEqual([]);
    expect(
      duplicates(
        commands.flatMap(({ keys, context }) => keys.map((key) => `${context ?? ''} ${key}`)),
      ),
    ).toEqual([]);
  });

  test('has a group for every command', () => {
    expect(commands.filter(({ group }) => !GROUPS.includes(group))).toEqual([]);
  });

  test.each(['en', 'id'] as const)('titles are a verb and a noun in %s', (language) => {
    setLanguage(language);
    const odd = commands
      .map(({ title }) => title())
      .filter((title) => !/^\p{Lu}\p{Ll}+ \S/u.test(title) && !/^Kembali$|^Maju$/.test(title));
    expect(odd).toEqual([]);
    expect(duplicates(commands.map(({ title }) => title()))).toEqual([]);
  });

  test('finds a command by its id', () => {
    expect(command('search.focus')?.keys).toEqual(['/', 'Mod+P']);
    expect(command('nothing')).toBeUndefined();
  });
});

function press(key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent('keydown', { key, ...modifiers });
}

describe('keys', () => {
  test.each([
    ['Mod+K', press('k', { ctrlKey: true }), true],
    ['Mod+K', press('K', { ctrlKey: true }), true],
    ['Mod+K', press('K', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+K', press('k'), false],
    ['Mod+Shift+M', press('M', { ctrlKey: true, shiftKey: true }), true],
    ['Mod++', press('+', { ctrlKey: true, shiftKey: true }), true],
    ['Alt+ArrowLeft', press('ArrowLeft', { altKey: true }), true],
    ['?', press('?', { shiftKey: true }), true],
    ['/', press('/'), true],
    ['/', press('/', { ctrlKey: true }), false],
    ['F6', press('F6', { shiftKey: true }), false],
  ])('%s', (keys, event, expected) => {
    expect(matches(event, keys)).toBe(expected);
  });

  test('are printed as they stand on the keyboard', () => {
    expect(printed('Mod+Shift+M')).toEqual(['Ctrl', 'Shift', 'M']);
    expect(printed('Alt+ArrowLeft')).toEqual(['Alt', '←']);
    expect(printed('Mod++')).toEqual(['Ctrl', '+']);
    expect(printed('/')).toEqual(['/']);
  });
});
