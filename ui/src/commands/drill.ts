/** The commands of a drill. They work wherever the focus is, in the terminal as well: none is a single key. */
import { m } from '../paraglide/messages.js';
import type { DrillPlace } from '../platform/types';
import type { App } from '../state/app.svelte';
import type { DeskTab } from '../state/drill-desk.svelte';
import { backToText, isTrial } from '../state/scenario-play';
import type { Command } from './registry';

function shown(app: App): boolean {
  return app.drills.onDesk;
}

function open(app: App): boolean {
  return app.drills.onDesk && app.drills.goesOn;
}

/** A command that goes to a part of the desk. */
function part(tab: DeskTab, title: () => string, key: string, keywords: string): Command {
  return {
    id: `drill.${tab}`,
    title,
    group: 'drill',
    keywords,
    keys: [key],
    when: shown,
    run: (app) => {
      void app.drillDesk.show(tab);
    },
  };
}

/** Opens the form of the first act in this place, or does it where there is nothing to ask. */
function ask(app: App, place: DrillPlace, tab: DeskTab): void {
  const act = app.drills.view?.acts.find((each) => each.place === place);
  if (!act) return;
  if (app.drillDesk.narrow) void app.drillDesk.show(tab, false);
  void app.drillDesk.ask(act, place === 'alerts');
}

const around: readonly Command[] = [
  {
    id: 'drills.show',
    title: m.command_drills_show,
    group: 'drill',
    keywords: 'scenario train exercise catalogue skenario latihan',
    keys: ['Mod+Shift+D'],
    when: (app) => app.session.library !== null && !app.drills.onDesk,
    run: (app) => {
      app.layout.reveal('reader');
      app.reader.showDrills();
    },
  },
  {
    id: 'drill.leave',
    title: m.command_drill_leave,
    group: 'drill',
    keywords: 'library pause exit pustaka keluar',
    keys: [],
    when: shown,
    run: (app) => {
      void app.attempt(() => app.drills.leave());
    },
  },
  {
    id: 'drill.stop',
    title: m.command_drill_stop,
    group: 'drill',
    keywords: 'end quit abort akhiri hentikan',
    keys: [],
    when: open,
    run: (app) => {
      void app.drills.put({ input: 'stop' });
    },
  },
];

/** A command about the play that is shown. */
function shownPlay(id: string, title: () => string, key: string, run: (app: App) => void): Command {
  return {
    id: `showing.${id}`,
    title,
    group: 'drill',
    keywords: 'play checker demonstration step putar langkah jeda',
    keys: [key],
    when: (app) => shown(app) && app.drills.showing.play !== null,
    run,
  };
}

const showing: readonly Command[] = [
  shownPlay('pause', m.command_showing_pause, 'Shift+F8', (app) => {
    app.drills.showing.toggle();
  }),
  shownPlay('step', m.command_showing_step, 'Shift+F4', (app) => {
    app.drills.showing.going = false;
    void app.drills.showing.step();
  }),
  shownPlay('take', m.command_showing_take, 'Shift+F7', (app) => {
    app.drills.showing.takeOver();
  }),
  {
    id: 'showing.back',
    title: m.command_showing_back,
    group: 'drill',
    keywords: 'editor scenario leave kembali skenario',
    keys: [],
    when: isTrial,
    run: (app) => {
      void app.attempt(() => backToText(app));
    },
  },
];

const time: readonly Command[] = [
  {
    id: 'drill.pause',
    title: m.command_drill_pause,
    group: 'drill',
    keywords: 'resume clock stop jam jeda lanjut',
    keys: ['F8'],
    when: open,
    run: (app) => {
      void app.drillDesk.pause();
    },
  },
  {
    id: 'drill.wait',
    title: m.command_drill_wait,
    group: 'drill',
    keywords: 'turn tick time pass tunggu waktu',
    keys: ['F9'],
    when: (app) => open(app) && app.drills.view?.paused === false,
    run: (app) => {
      void app.drills.put({ input: 'wait', ticks: 1 });
    },
  },
  {
    id: 'drill.waitNews',
    title: m.command_drill_wait_news,
    group: 'drill',
    keywords: 'turn tick time pass skip next event tunggu waktu kejadian',
    keys: ['Shift+F9'],
    when: (app) => open(app) && app.drills.view?.paused === false,
    run: (app) => {
      void app.drills.put({ input: 'wait_for_news' });
    },
  },
];

const acting: readonly Command[] = [
  {
    id: 'drill.acknowledge',
    title: m.command_drill_acknowledge,
    group: 'drill',
    keywords: 'take ack pager alert ambil peringatan',
    keys: ['Mod+Shift+A'],
    when: open,
    run: (app) => {
      ask(app, 'alerts', 'situation');
    },
  },
  {
    id: 'drill.update',
    title: m.command_drill_update,
    group: 'drill',
    keywords: 'tell communicate status kabar pembaruan',
    // Not Ctrl+Shift+U: text fields on Linux take it for a code point.
    keys: ['F4'],
    when: open,
    run: (app) => {
      ask(app, 'updates', 'chat');
    },
  },
  {
    id: 'drill.hint',
    title: m.command_drill_hint,
    group: 'drill',
    keywords: 'help clue petunjuk',
    keys: ['Mod+Shift+H'],
    when: open,
    run: (app) => {
      void app.drillDesk.hint();
    },
  },
  {
    id: 'drill.answer',
    title: m.command_drill_answer,
    group: 'drill',
    keywords: 'probe question jawab pertanyaan',
    keys: ['Mod+Shift+Q'],
    when: (app) => open(app) && (app.drills.view?.probes.length ?? 0) > 0,
    run: () => {
      document.querySelector<HTMLElement>('[data-probe] input')?.focus();
    },
  },
];

const parts: readonly Command[] = [
  part('terminal', m.command_drill_terminal, 'Alt+1', 'shell command line perintah'),
  part('logs', m.command_drill_logs, 'Alt+2', 'lines services baris'),
  part('library', m.command_drill_library, 'Alt+3', 'runbook search pustaka cari'),
  part('controls', m.command_drill_controls, 'Alt+4', 'flags releases capacity rilis sakelar'),
  part('people', m.command_drill_people, 'Alt+5', 'on-call pager page orang siaga'),
  part('notes', m.command_drill_notes, 'Alt+6', 'hypothesis write catatan dugaan'),
  part('situation', m.command_drill_situation, 'Alt+7', 'alerts incident severity keparahan'),
  part('charts', m.command_drill_charts, 'Alt+8', 'panels metrics dashboard grafik'),
  part('chat', m.command_drill_chat, 'Alt+9', 'messages people waiting pesan'),
];

const after: readonly Command[] = [
  {
    id: 'debrief.show',
    title: m.command_debrief_show,
    group: 'drill',
    keywords: 'review verdicts evaluasi tinjau',
    keys: [],
    when: (app) => app.drills.onDesk && app.drills.ended !== null,
    run: (app) => {
      if (app.drills.view) app.showDebrief(app.drills.view.id);
    },
  },
  {
    id: 'debrief.export',
    title: m.command_debrief_export,
    group: 'drill',
    keywords: 'markdown html save copy evaluasi simpan salin',
    keys: [],
    when: (app) => app.reader.screen === 'debrief' && Boolean(app.debriefs.view?.account),
    run: (app) => {
      app.layout.dialog = 'debrief.export';
    },
  },
];

/** Everything that can be done about drills. */
export const drillCommands: readonly Command[] = [
  ...around,
  ...time,
  ...showing,
  ...acting,
  ...after,
  ...parts,
];
