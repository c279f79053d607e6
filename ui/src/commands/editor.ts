/** The commands of writing. The keys of the text work in the editor alone; there they come before all others. */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import type { FieldAct } from '../state/editor-field';
import { editScenario } from '../state/scenario-file';
import { playFromCursor } from '../state/scenario-play';
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
    id: 'scenario.edit',
    title: m.command_scenario_edit,
    group: 'drill',
    keywords: 'write yaml change scenario tulis sunting ubah skenario',
    keys: ['Mod+E'],
    context: 'drills',
    when: (app) => app.reader.screen === 'drills' && app.drills.chosen !== null,
    run: (app) => {
      const { chosen } = app.drills;
      if (chosen !== null) void app.attempt(() => editScenario(app, chosen));
    },
  },
  {
    id: 'scenario.check',
    title: m.command_scenario_check,
    group: 'write',
    keywords: 'count prove states test periksa hitung bukti',
    keys: ['F5'],
    context: 'editor',
    when: (app) => isWriting(app) && app.editor.scenario,
    run: (app) => {
      if (!app.editor.panes.preview) app.editor.panes.togglePreview();
      void app.editor.look.proof.now();
    },
  },
  {
    id: 'scenario.stop',
    title: m.command_scenario_stop,
    group: 'write',
    keywords: 'count prove end cancel hentikan hitung batal',
    keys: ['Shift+F5'],
    context: 'editor',
    when: (app) => isWriting(app) && app.editor.look.proof.running,
    run: (app) => {
      app.editor.look.proof.halt();
    },
  },
  {
    id: 'scenario.from',
    title: m.command_scenario_from,
    group: 'write',
    keywords: 'try drill cursor here coba latihan kursor sini',
    keys: ['Mod+Enter'],
    context: 'editor',
    when: (app) => isWriting(app) && app.editor.scenario && app.editor.field !== null,
    run: (app) => {
      void app.attempt(() => playFromCursor(app));
    },
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
    when: (app) =>
      isWriting(app) &&
      !app.editor.scenario &&
      app.editor.panes.preview &&
      !app.editor.look.previewed,
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
    when: (app) => isWriting(app) && !app.editor.scenario,
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
