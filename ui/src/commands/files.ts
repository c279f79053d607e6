/** The commands about documents as files: making, moving and deleting them. */
import { m } from '../paraglide/messages.js';
import type { Command } from './registry';

/** Everything that can be done about documents as files. */
export const fileCommands: readonly Command[] = [
  {
    id: 'document.new',
    title: m.command_document_new,
    group: 'document',
    keywords: 'create write template sop runbook buat tulis templat dokumen baru',
    keys: ['Mod+N'],
    when: (app) => app.session.library?.available === true,
    run: (app) => {
      app.files.begin();
    },
  },
  {
    id: 'document.move',
    title: m.command_document_move,
    group: 'document',
    keywords: 'rename path folder ubah nama ganti pindah',
    keys: ['F2'],
    when: (app) => app.files.target !== null,
    run: (app) => {
      app.files.ask('document.move');
    },
  },
  {
    id: 'document.delete',
    title: m.command_document_delete,
    group: 'document',
    keywords: 'remove trash bin buang hapus sampah',
    keys: ['Delete'],
    within: 'rail',
    when: (app) => app.files.target !== null,
    run: (app) => {
      app.files.ask('document.delete');
    },
  },
];
