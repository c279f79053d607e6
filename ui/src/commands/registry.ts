/**
 * Every command of the window, once. Menus, the palette, the shortcut sheet and the keyboard are
 * drawn from this list; nothing else binds keys to actions.
 */
import { m } from '../paraglide/messages.js';
import type { App } from '../state/app.svelte';
import type { Pane } from '../state/layout.svelte';
import { copyPlace, exportDocument, printDocument, togglePin } from '../state/sharing';
import { isWriting } from '../state/writing';
import { drillCommands } from './drill';
import { repositoryCommands } from './repository';
import { editorCommands } from './editor';
import { findCommands } from './find';
import { lifeCommands } from './life';
import { fileCommands } from './files';
import { runCommands } from './run';

export type Group = 'library' | 'document' | 'write' | 'run' | 'drill' | 'go' | 'view' | 'help';

/** Something the person can have done. */
export interface Command {
  id: string;
  /** `<Verb> <noun>`, sentence case, in the language of the window. */
  title: () => string;
  group: Group;
  /** Other words under which the palette finds it, in both languages. */
  keywords: string;
  /** Chords, the one that is shown first. */
  keys: readonly string[];
  /** The pane in which the keys work; everywhere, where left out. */
  within?: Pane;
  /** The keys work in the editor only, or among the scenarios, and there before all others. */
  context?: 'editor' | 'drills';
  /** It can be done now; always, where left out. */
  when?: (app: App) => boolean;
  run: (app: App) => void;
}

export const GROUPS: readonly Group[] = [
  'library',
  'document',
  'write',
  'run',
  'drill',
  'go',
  'view',
  'help',
];

const SIZES = [80, 90, 100, 110, 125, 150, 200] as const;

export const commands: readonly Command[] = [
  ...editorCommands,
  {
    id: 'library.choose',
    title: m.command_library_choose,
    group: 'library',
    keywords: 'open folder directory buka folder direktori',
    keys: ['Mod+O'],
    run: (app) => {
      app.chooseLibrary();
    },
  },
  {
    id: 'library.starter',
    title: m.command_library_starter,
    group: 'library',
    keywords: 'example sample contoh pemula',
    keys: [],
    when: (app) => app.session.library?.starter !== true,
    run: (app) => {
      app.openStarter();
    },
  },
  {
    id: 'library.problems',
    title: m.command_library_problems,
    group: 'library',
    keywords: 'errors warnings broken links diagnostics masalah tautan rusak',
    keys: ['Mod+Shift+M'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.layout.reveal('reader');
      app.reader.showProblems();
    },
  },
  {
    id: 'index.update',
    title: m.command_index_update,
    group: 'library',
    keywords: 'refresh rescan reindex muat ulang',
    keys: ['F5'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      void app.attempt(() => app.platform.updateIndex());
    },
  },
  {
    id: 'index.rebuild',
    title: m.command_index_rebuild,
    group: 'library',
    keywords: 'reindex repair perbaiki',
    keys: [],
    when: (app) => app.session.library !== null,
    run: (app) => {
      void app.attempt(() => app.platform.rebuildIndex());
    },
  },
  {
    id: 'index.cancel',
    title: m.command_index_cancel,
    group: 'library',
    keywords: 'stop indexing hentikan',
    keys: [],
    when: (app) => app.session.library?.index.state === 'working',
    run: (app) => {
      void app.attempt(() => app.platform.cancelIndex());
    },
  },
  ...fileCommands,
  {
    id: 'document.pin',
    title: m.command_document_pin,
    group: 'document',
    keywords: 'bookmark favourite favorite star tandai favorit',
    keys: ['Mod+D'],
    when: (app) => app.reader.current !== null,
    run: (app) => {
      void app.attempt(() => togglePin(app));
    },
  },
  {
    id: 'link.copy',
    title: m.command_link_copy,
    group: 'document',
    keywords: 'share url address anchor bagikan alamat',
    keys: ['Mod+Shift+C'],
    when: (app) => app.reader.current !== null,
    run: (app) => {
      void app.attempt(() => copyPlace(app, app.reader.section, 'address'));
    },
  },
  {
    id: 'reference.copy',
    title: m.command_reference_copy,
    group: 'document',
    keywords: 'plain id file share berkas bagikan',
    keys: [],
    when: (app) => app.reader.current !== null,
    run: (app) => {
      void app.attempt(() => copyPlace(app, app.reader.section, 'plain'));
    },
  },
  {
    id: 'document.print',
    title: m.command_document_print,
    group: 'document',
    keywords: 'paper pdf kertas',
    keys: [],
    when: (app) => app.reader.current !== null,
    run: (app) => {
      void app.attempt(printDocument);
    },
  },
  {
    id: 'document.export',
    title: m.command_document_export,
    group: 'document',
    keywords: 'save file share simpan berkas bagikan',
    keys: [],
    when: (app) => app.reader.current !== null,
    run: (app) => {
      void app.attempt(() => exportDocument(app));
    },
  },
  {
    id: 'search.focus',
    title: m.command_search_focus,
    group: 'go',
    keywords: 'find cari temukan',
    keys: ['/', 'Mod+P'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.layout.reveal('list');
      void app.layout.focus('list');
    },
  },
  {
    id: 'search.filter',
    title: m.command_search_filter,
    group: 'go',
    keywords: 'narrow facet kind service tag language folder saring jenis layanan bahasa',
    keys: ['Mod+Shift+F'],
    when: (app) => (app.search.found?.facets.length ?? 0) > 0,
    run: (app) => {
      app.layout.reveal('list');
      app.search.filterAsked++;
    },
  },
  ...findCommands,
  {
    id: 'outline.focus',
    title: m.command_outline_focus,
    group: 'go',
    keywords: 'headings sections contents daftar isi bagian',
    keys: ['Mod+Shift+O'],
    when: (app) => app.reader.current !== null || isWriting(app),
    run: (app) => {
      app.layout.reveal('reader');
      app.reader.outlineAsked++;
    },
  },
  {
    id: 'go.back',
    title: m.command_go_back,
    group: 'go',
    keywords: 'previous history sebelumnya',
    keys: ['Alt+ArrowLeft'],
    when: (app) => app.reader.canGoBack || (app.layout.stacked && app.layout.pane === 'reader'),
    run: (app) => {
      if (app.reader.canGoBack) void app.attempt(() => app.reader.go(-1));
      else void app.layout.focus('list');
    },
  },
  {
    id: 'go.forward',
    title: m.command_go_forward,
    group: 'go',
    keywords: 'next history berikutnya',
    keys: ['Alt+ArrowRight'],
    when: (app) => app.reader.canGoForward,
    run: (app) => {
      void app.attempt(() => app.reader.go(1));
    },
  },
  {
    id: 'go.nextPane',
    title: m.command_go_next_pane,
    group: 'go',
    keywords: 'focus panel fokus',
    keys: ['F6'],
    run: (app) => {
      void (app.drills.onDesk ? app.drillDesk : app.layout).cycle(1);
    },
  },
  {
    id: 'go.previousPane',
    title: m.command_go_previous_pane,
    group: 'go',
    keywords: 'focus panel fokus',
    keys: ['Shift+F6'],
    run: (app) => {
      void (app.drills.onDesk ? app.drillDesk : app.layout).cycle(-1);
    },
  },
  ...lifeCommands,
  ...runCommands,
  ...drillCommands,
  ...repositoryCommands,
  {
    id: 'palette.open',
    title: m.command_palette_open,
    group: 'view',
    keywords: 'palette actions palet',
    keys: ['Mod+K'],
    run: (app) => {
      app.layout.dialog = 'palette';
    },
  },
  {
    id: 'rail.toggle',
    title: m.command_rail_toggle,
    group: 'view',
    keywords: 'sidebar tree panel pohon bilah sisi',
    keys: ['Mod+\\'],
    when: (app) => app.session.library !== null,
    run: (app) => {
      app.layout.toggleRail();
    },
  },
  ...(['system', 'light', 'dark', 'high_contrast'] as const).map((theme): Command => ({
    id: `theme.${theme}`,
    title: {
      system: m.command_theme_system,
      light: m.command_theme_light,
      dark: m.command_theme_dark,
      high_contrast: m.command_theme_high_contrast,
    }[theme],
    group: 'view',
    keywords: 'theme colours color appearance tema warna tampilan',
    keys: [],
    when: (app) => app.session.settings.theme !== theme,
    run: (app) => {
      app.changeSettings({ theme });
    },
  })),
  {
    id: 'text.larger',
    title: m.command_text_larger,
    group: 'view',
    keywords: 'zoom font besar',
    keys: ['Mod+=', 'Mod++'],
    when: (app) => app.session.settings.textSize < 200,
    run: (app) => {
      const now = app.session.settings.textSize;
      app.changeSettings({ textSize: SIZES.find((size) => size > now) ?? 200 });
    },
  },
  {
    id: 'text.smaller',
    title: m.command_text_smaller,
    group: 'view',
    keywords: 'zoom font kecil',
    keys: ['Mod+-'],
    when: (app) => app.session.settings.textSize > 80,
    run: (app) => {
      const now = app.session.settings.textSize;
      app.changeSettings({ textSize: SIZES.findLast((size) => size < now) ?? 80 });
    },
  },
  {
    id: 'text.reset',
    title: m.command_text_reset,
    group: 'view',
    keywords: 'zoom font normal',
    keys: ['Mod+0'],
    run: (app) => {
      app.changeSettings({ textSize: 100 });
    },
  },
  ...(['en', 'id'] as const).map((language): Command => ({
    id: `language.${language}`,
    title: { en: m.command_language_en, id: m.command_language_id }[language],
    group: 'view',
    keywords: 'language bahasa inggris english indonesia indonesian',
    keys: [],
    when: (app) => app.session.settings.language !== language,
    run: (app) => {
      app.changeSettings({ language });
    },
  })),
  {
    id: 'settings.open',
    title: m.command_settings_open,
    group: 'help',
    keywords: 'preferences options preferensi opsi',
    keys: ['Mod+,'],
    run: (app) => {
      app.layout.dialog = 'settings';
    },
  },
  {
    id: 'shortcuts.open',
    title: m.command_shortcuts_open,
    group: 'help',
    keywords: 'keyboard keys help tombol bantuan papan ketik',
    keys: ['?'],
    run: (app) => {
      app.layout.dialog = 'shortcuts';
    },
  },
];

/** The command of this id. */
export function command(id: string): Command | undefined {
  return commands.find((candidate) => candidate.id === id);
}

/** The command can be done now. */
export function isAvailable(candidate: Command, app: App): boolean {
  return candidate.when?.(app) ?? true;
}
