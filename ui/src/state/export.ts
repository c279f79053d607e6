/** What every export dialog does: copy what is coming or save it, and say what came of it. */
import { m } from '../paraglide/messages.js';
import { copyComing } from '../prose/clipboard';
import type { App } from './app.svelte';

/** Where an export comes from. */
export interface Source<Form> {
  text: (form: Form) => Promise<{ text: string }>;
  /** Asks where to and saves it; answers with the file's name, with nothing where it was not wanted. */
  save: (form: Form) => Promise<string | null>;
}

interface Exporting<Form> {
  words: { close: string; form: string; copy: string; save: string };
  onclose: () => void;
  oncopy: (form: Form) => Promise<string>;
  onsave: (form: Form) => Promise<string>;
}

/** The words and acts of an export dialog. A failure is told by the app, and the dialog says nothing. */
export function exporting<Form>(app: App, source: Source<Form>): Exporting<Form> {
  async function told(act: () => Promise<string>): Promise<string> {
    let said = '';
    await app.attempt(async () => {
      said = await act();
    });
    return said;
  }
  return {
    words: {
      close: m.dialog_close(),
      form: m.run_export_form(),
      copy: m.reader_copy(),
      save: m.run_save(),
    },
    onclose: () => {
      app.layout.dialog = null;
    },
    oncopy: (form) =>
      told(async () => {
        const coming = source.text(form).then(({ text }) => text);
        return (await copyComing(coming)) ? m.reader_copied() : m.reader_copy_failed();
      }),
    onsave: (form) =>
      told(async () => {
        const file = await source.save(form);
        return file === null ? '' : m.run_saved({ file });
      }),
  };
}
