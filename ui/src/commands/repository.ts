/** The commands of the library's repository and of a document's history. */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import type { Command } from './registry';

function show(app: App): void {
  app.layout.reveal('reader');
  app.reader.showChanges();
}

function canReach(app: App): boolean {
  return app.repository.canReach && app.repository.working === null;
}

export const repositoryCommands: readonly Command[] = [
  {
    id: 'changes.show',
    title: m.command_changes_show,
    group: 'library',
    keywords: 'git commit status not committed belum perubahan',
    keys: ['Mod+Shift+K'],
    when: (app) => app.session.library !== null,
    run: show,
  },
  {
    id: 'changes.pull',
    title: m.command_changes_pull,
    group: 'library',
    keywords: 'git fetch merge sync update ambil sinkron',
    keys: [],
    when: (app) => canReach(app) && app.repository.view?.upstream != null,
    run: (app) => {
      show(app);
      void app.repository.pull();
    },
  },
  {
    id: 'changes.push',
    title: m.command_changes_push,
    group: 'library',
    keywords: 'git send share sync kirim bagikan sinkron',
    keys: [],
    when: (app) => canReach(app) && app.repository.canPush,
    run: (app) => {
      show(app);
      void app.repository.push();
    },
  },
  {
    id: 'document.history',
    title: m.command_document_history,
    group: 'document',
    keywords: 'git versions older log blame restore versi lama riwayat',
    keys: ['Mod+Shift+B'],
    when: (app) => app.reader.current !== null,
    run: (app) => {
      const id = app.reader.current;
      if (id !== null) app.reader.showHistory(id);
    },
  },
];
