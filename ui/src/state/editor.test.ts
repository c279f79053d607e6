import { expect, test } from 'vitest';
import { fake } from '../platform/fake';
import { DOCUMENTS } from '../platform/fake-documents';
import type { Platform, WireError } from '../platform/types';
import { App } from './app.svelte';
import { Editor } from './editor.svelte';
import type { TextField } from './editor-field';
import { Layout } from './layout.svelte';
import { Move } from './move.svelte';

const ID = DOCUMENTS[0]?.row.id ?? '';

/** A field without a window, in which a test types. */
class Typed implements TextField {
  #version = 0;
  #editor: Editor;
  #text: string;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#text = editor.opened?.text ?? '';
    editor.attach(this);
  }

  type(text: string): void {
    this.replace(text);
  }

  replace(text: string): void {
    this.#text = text;
    this.#version++;
    this.#editor.changed(text !== this.#editor.baseline);
  }

  text = (): string => this.#text;
  size = (): number => this.#text.length;
  cursor = (): number => 0;
  version = (): number => this.#version;
  apply = (): void => undefined;
  saved = (): void => undefined;
  fix = (): void => undefined;
  act = (): void => undefined;
  focus = (): void => undefined;
  lineInSight = (): number => 1;
  goToLine = (): void => undefined;
}

/** A document that is open to be written, and what the core was asked. */
async function opened(methods: Partial<Platform> = {}): Promise<{
  editor: Editor;
  field: Typed;
  platform: Platform;
}> {
  const { platform } = fake({}, methods);
  const editor = new Editor(platform, new Layout(() => true));
  await editor.open(ID);
  return { editor, field: new Typed(editor), platform };
}

/** What the core says of a disk that takes nothing more. */
const fails = (): Promise<never> => {
  const error: WireError = { code: 'disk_full', message: 'Full', hint: null, details: null };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the core refuses with a plain object
  return Promise.reject(error);
};

test('what could not be kept as a draft is said, and is there again', async () => {
  const { editor, field } = await opened({ editKeep: fails });
  const told: boolean[] = [];
  editor.onLeave = (_, kept) => told.push(kept);
  field.type('# Typed\n');
  await editor.leave();
  expect(told).toEqual([false]);

  await editor.open(ID);
  expect([editor.opened?.text, editor.standing]).toEqual(['# Typed\n', 'changed']);
});

test('what is typed is kept before another library opens, and goes to no other', async () => {
  const kept: string[] = [];
  const { editor, field } = await opened({
    editKeep: ({ text }) => {
      kept.push(text);
      return Promise.resolve();
    },
  });
  field.type('# Typed\n');
  await editor.holding(() => {
    expect([kept, editor.writable]).toEqual([['# Typed\n'], false]);
    return Promise.resolve();
  });

  editor.forget();
  expect([editor.document, editor.left]).toEqual([null, null]);
});

test('a draft stays on offer while it cannot be saved', async () => {
  const { platform } = fake({}, { editSave: fails });
  const { base } = await platform.editOpen({ document: ID });
  await platform.editKeep({ document: ID, base: `${base} of yesterday`, text: '# Typed\n' });
  const editor = new Editor(platform, new Layout(() => true));
  await editor.open(ID);
  new Typed(editor);
  await editor.takeDraft();
  expect([editor.trouble?.message, editor.draft?.text]).toEqual(['Full', '# Typed\n']);
});

test('who renames the document that is written goes on writing it', async () => {
  const { platform } = fake();
  const app = new App(platform);
  await app.editor.open(ID);
  const field = new Typed(app.editor);
  field.type('# Typed\n');
  app.files.subject = { id: ID, title: 'Checkout' };
  const move = new Move(app);
  move.to = 'runbooks/renamed.md';
  expect(await move.go()).toBe(true);
  expect([app.editor.document, field.text(), app.editor.standing]).toEqual([
    'runbooks/renamed.md',
    '# Typed\n',
    'kept',
  ]);
});
