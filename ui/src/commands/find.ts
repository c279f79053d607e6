/** The commands of finding words: in the document that is read, or in the text that is written. */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import { isWriting } from '../state/writing';
import type { Command } from './registry';

/** Everything that can be done about finding words. */
export const findCommands: readonly Command[] = [
  {
    id: 'find.open',
    title: m.command_find_open,
    group: 'go',
    keywords: 'search words text cari kata teks',
    keys: ['Mod+F'],
    when: (app) => app.reader.current !== null || isWriting(app),
    run: (app) => {
      app.layout.reveal('reader');
      if (isWriting(app)) findInText(app, 'find');
      else app.find.show(selectedWords());
    },
  },
  {
    id: 'find.next',
    title: m.command_find_next,
    group: 'go',
    keywords: 'hit match hasil',
    keys: ['F3', 'Mod+G'],
    when: (app) => isWriting(app) || (app.find.open && app.find.total > 0),
    run: (app) => {
      if (isWriting(app)) findInText(app, 'findNext');
      else app.find.step(1);
    },
  },
  {
    id: 'find.previous',
    title: m.command_find_previous,
    group: 'go',
    keywords: 'hit match hasil',
    keys: ['Shift+F3', 'Mod+Shift+G'],
    when: (app) => isWriting(app) || (app.find.open && app.find.total > 0),
    run: (app) => {
      if (isWriting(app)) findInText(app, 'findPrevious');
      else app.find.step(-1);
    },
  },
];

/** Finding in the text that is written is the text field's own. */
function findInText({ editor }: App, act: 'find' | 'findNext' | 'findPrevious'): void {
  editor.panes.showText();
  editor.field?.act(act);
}

/** What is selected in the window, where it is a few words of one line. */
function selectedWords(): string {
  const text = getSelection()?.toString().trim() ?? '';
  return text.length > 100 || text.includes('\n') ? '' : text;
}
