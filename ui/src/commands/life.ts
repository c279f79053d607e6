/** The commands that concern the life of documents: what asks for upkeep, reviewed, read and signed. */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import { askInLife } from '../state/life.svelte';
import type { Command } from './registry';

/** How the document in the reader stands is known. */
function shown(app: App): boolean {
  return app.reader.current !== null && app.lives.view?.document === app.reader.current;
}

export const lifeCommands: readonly Command[] = [
  {
    id: 'upkeep.show',
    title: m.command_upkeep_show,
    group: 'library',
    keywords:
      'review queue overdue stale owner dashboard reading list sign tinjauan antrean terlambat pemilik daftar bacaan',
    keys: ['Mod+Shift+U'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.layout.reveal('reader');
      app.reader.showUpkeep();
    },
  },
  {
    id: 'life.review',
    title: m.command_life_review,
    group: 'document',
    keywords: 'last reviewed date right confirm tanggal benar konfirmasi',
    keys: ['v'],
    within: 'reader',
    when: shown,
    run: (app) => {
      askInLife(app, { kind: 'review' });
    },
  },
  {
    id: 'life.sign',
    title: m.command_life_sign,
    group: 'document',
    keywords: 'read acknowledge signature baca tanda tangan akui',
    keys: ['i'],
    within: 'reader',
    when: (app) => shown(app) && app.lives.view?.toSign === true,
    run: (app) => {
      askInLife(app, { kind: 'sign' });
    },
  },
];
