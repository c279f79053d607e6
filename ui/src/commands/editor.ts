/** The commands of writing. The keys of the text work in the editor alone; there they come before all others. */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import type { FieldAct } from '../state/editor-field';
import { isWriting, toggleWriting } from '../state/writing';
import type { Command } from './registry';

/** Something that is done in the text. */
function inText(id: string, title: () => string, keys: readonly string[], act: FieldAct): Command {
  return {
    id,
    title,
    group: 'write',
    keywords: 'text problem finding teks masalah temuan',
    keys,
    context: 'editor',
    when: (app) => isWriting(app) && app.editor.field !== null,
    run: (app) => {
      app.editor.panes.showText();
      app.editor.field?.act(act);
    },
  };
}

function canSave(app: App): boolean {
  return isWriting(app) && (app.editor.writable || app.editor.conflict !== null);
}

/** Everything that can be done about writing. */
export const editorCommands: readonly Command[] = [
  {
    id: 'document.edit',
    title: m.command_document_edit,
    group: 'write',
    keywords: 'write text source read markdown tulis sunting ubah baca teks',
    keys: ['Mod+E'],
    when: (app) => app.reader.current !== null || isWriting(app),
    run: toggleWriting,
  },
  {
    id: 'document.save',
    title: m.command_document_save,
    group: 'write',
    keywords: 'store disk write simpan tulis',
    keys: ['Mod+S'],
    when: canSave,
    run: (app) => {
      void app.attempt(() => app.editor.save());
    },
  },
  {
    id: 'editor.preview',
    title: m.command_editor_preview,
    group: 'write',
    keywords: 'live side rendered pratinjau hasil',
    keys: ['Mod+Shift+V'],
    when: isWriting,
    run: (app) => {
      app.editor.panes.togglePreview();
    },
  },
  {
    id: 'editor.redraw',
    title: m.command_editor_redraw,
    group: 'write',
    keywords: 'refresh large besar segarkan',
    keys: [],
    when: (app) => isWriting(app) && app.editor.panes.preview && !app.editor.look.previewed,
    run: (app) => {
      void app.editor.look.redraw();
    },
  },
  {
    id: 'editor.form',
    title: m.command_editor_form,
    group: 'write',
    keywords: 'front matter properties owner tags alerts metadata pemilik tag peringatan',
    keys: ['Mod+Shift+P'],
    when: isWriting,
    run: (app) => {
      app.editor.panes.toggleForm();
    },
  },
  inText('finding.next', m.command_finding_next, ['F8'], 'nextFinding'),
  inText('finding.previous', m.command_finding_previous, ['Shift+F8'], 'previousFinding'),
  {
    id: 'finding.fix',
    title: m.command_finding_fix,
    group: 'write',
    keywords: 'mend repair quick perbaiki betulkan',
    keys: ['Mod+.'],
    context: 'editor',
    when: (app) => isWriting(app) && (app.editor.panes.cursor.finding?.fixes.length ?? 0) > 0,
    run: (app) => {
      app.editor.panes.fixAsked++;
    },
  },
  inText('editor.replace', m.command_editor_replace, ['Mod+H'], 'replace'),
  {
    id: 'drafts.show',
    title: m.command_drafts_show,
    group: 'write',
    keywords: 'unsaved lost recover belum disimpan hilang pulihkan',
    keys: [],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.layout.dialog = 'drafts';
    },
  },
  {
    id: 'editor.back',
    title: m.command_editor_back,
    group: 'write',
    keywords: 'draft unsaved continue lanjut draf belum disimpan',
    keys: [],
    when: (app) => app.editor.left !== null && !isWriting(app),
    run: (app) => {
      if (app.editor.left !== null) app.write(app.editor.left);
    },
  },
];
