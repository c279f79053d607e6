/** The commands of following a document. The keys work while the focus is in the reader's pane. */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import type { FormKind } from '../state/desk.svelte';
import type { Command } from './registry';

function following(app: App): boolean {
  return app.reader.screen === 'run' && app.runs.writable && !app.desk.opening;
}

function shown(app: App): boolean {
  return app.reader.screen === 'run' && app.runs.view !== null;
}

/** A command that opens a form at the step at hand. */
function form(kind: FormKind, title: () => string, key: string, keywords: string): Command {
  return {
    id: `run.${kind}`,
    title,
    group: 'run',
    keywords,
    keys: [key],
    within: 'reader',
    when: following,
    run: (app) => {
      app.desk.openHere(kind);
    },
  };
}

const leading: readonly Command[] = [
  {
    id: 'run.start',
    title: m.command_run_start,
    group: 'run',
    keywords: 'run begin steps procedure ikuti langkah jalankan',
    keys: ['f'],
    within: 'reader',
    when: (app) => app.reader.screen === 'document' && app.reader.view !== null,
    run: (app) => {
      app.layout.dialog = 'run.start';
    },
  },
  {
    id: 'run.back',
    title: m.command_run_back,
    group: 'run',
    keywords: 'resume continue in progress lanjutkan',
    keys: ['Mod+Shift+R'],
    when: (app) =>
      app.runs.back !== null &&
      !(app.reader.screen === 'run' && app.reader.run === app.runs.back.id),
    run: (app) => {
      if (app.runs.back) app.showRun(app.runs.back.id);
    },
  },
  {
    id: 'runs.show',
    title: m.command_runs_show,
    group: 'run',
    keywords: 'history log riwayat catatan',
    keys: ['Mod+Shift+L'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.layout.reveal('reader');
      app.reader.showRuns();
    },
  },
  {
    id: 'today.show',
    title: m.command_today_show,
    group: 'run',
    keywords: 'recurring schedule due checks daily inspection jadwal rutin harian pemeriksaan',
    keys: ['Mod+Shift+Y'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.showToday();
    },
  },
  {
    id: 'run.import',
    title: m.command_run_import,
    group: 'run',
    keywords: 'hand-over handover take serah terima impor',
    keys: [],
    when: (app) => app.session.library !== null,
    run: (app) => {
      void app.attempt(async () => {
        const taken = await app.runs.take();
        if (!taken) return;
        app.showRun(taken.id);
        const told = {
          new: taken.here ? m.run_import_new : m.run_import_elsewhere,
          continued: m.run_import_continued,
          known: m.run_import_known,
        };
        app.toasts.show({ severity: 'info', message: told[taken.outcome]() });
      });
    },
  },
];

const moving: readonly Command[] = [
  {
    id: 'run.next',
    title: m.command_run_next,
    group: 'run',
    keywords: 'down berikutnya',
    keys: ['j', 'ArrowDown'],
    within: 'reader',
    when: shown,
    run: (app) => {
      app.runs.move(1);
    },
  },
  {
    id: 'run.previous',
    title: m.command_run_previous,
    group: 'run',
    keywords: 'up sebelumnya',
    keys: ['k', 'ArrowUp'],
    within: 'reader',
    when: shown,
    run: (app) => {
      app.runs.move(-1);
    },
  },
  {
    id: 'run.goto',
    title: m.command_run_goto,
    group: 'run',
    keywords: 'number jump nomor lompat',
    keys: ['g'],
    within: 'reader',
    when: shown,
    run: (app) => {
      app.desk.going = true;
    },
  },
];

const acting: readonly Command[] = [
  {
    id: 'run.done',
    title: m.command_run_done,
    group: 'run',
    keywords: 'check complete selesai',
    keys: ['Space', 'Enter'],
    within: 'reader',
    when: following,
    run: (app) => {
      void app.desk.done();
    },
  },
  form('skip', m.command_run_skip, 's', 'leave out lewati'),
  form('fail', m.command_run_fail, 'x', 'broken error gagal'),
  form('note', m.command_run_note, 'n', 'write remark tulis'),
  form('output', m.command_run_output, 'o', 'result tempel hasil'),
  form('add', m.command_run_add, 'a', 'missing insert kurang sisipkan'),
  {
    id: 'run.copy',
    title: m.command_run_copy,
    group: 'run',
    keywords: 'clipboard salin',
    keys: ['c'],
    within: 'reader',
    when: shown,
    run: (app) => {
      void app.desk.copyNext();
    },
  },
  {
    id: 'run.parameters',
    title: m.command_run_parameters,
    group: 'run',
    keywords: 'values placeholders nilai isian',
    keys: ['p'],
    within: 'reader',
    when: (app) => following(app) && (app.runs.view?.parameters.length ?? 0) > 0,
    run: (app) => {
      app.desk.wanted = { name: null };
    },
  },
  {
    id: 'run.read-value',
    title: m.command_run_read_value,
    group: 'run',
    keywords: 'reading measure value limit angka catat ukur batas',
    keys: ['r'],
    within: 'reader',
    when: (app) => following(app) && app.runs.steps.some(({ readings }) => readings.length > 0),
    run: (app) => {
      app.desk.openReading();
    },
  },
  {
    id: 'run.undo',
    title: m.command_run_undo,
    group: 'run',
    keywords: 'take back batalkan urungkan',
    keys: ['u', 'Mod+Z'],
    within: 'reader',
    when: (app) => following(app) && app.runs.view?.undo !== null,
    run: (app) => {
      void app.desk.undo();
    },
  },
];

const ending: readonly Command[] = [
  {
    id: 'run.read',
    title: m.command_run_read,
    group: 'run',
    keywords: 'open text buka dokumen',
    keys: [],
    when: (app) => shown(app) && app.runs.view?.here === true,
    run: (app) => {
      const { view } = app.runs;
      if (view) app.open({ document: view.document, slug: view.section ?? '', line: null });
    },
  },
  {
    id: 'run.export',
    title: m.command_run_export,
    group: 'run',
    keywords: 'markdown json html hand-over handover copy save serah terima ekspor simpan',
    keys: ['Mod+Shift+E'],
    when: shown,
    run: (app) => {
      app.layout.dialog = 'run.export';
    },
  },
  {
    id: 'run.share',
    title: m.command_run_share,
    group: 'run',
    keywords: 'records team summary bagikan ringkasan tim',
    keys: [],
    when: (app) => shown(app) && !app.runs.writable && app.runs.view?.here === true,
    run: (app) => {
      app.layout.dialog = 'run.share';
    },
  },
  {
    id: 'run.write',
    title: m.command_run_write,
    group: 'run',
    keywords: 'new sop review postmortem template tulis tinjauan dokumen baru',
    keys: [],
    when: (app) => shown(app) && !app.runs.writable,
    run: (app) => {
      if (app.runs.view) app.files.begin({ from: 'run', id: app.runs.view.id });
    },
  },
  {
    id: 'run.close',
    title: m.command_run_close,
    group: 'run',
    keywords: 'end finish right akhiri tutup benar',
    keys: ['Mod+Shift+Enter'],
    when: following,
    run: (app) => {
      app.layout.dialog = 'run.close';
    },
  },
];

/** Everything that can be done about runs. */
export const runCommands: readonly Command[] = [...leading, ...moving, ...acting, ...ending];
