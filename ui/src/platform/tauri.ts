/** The door to the real core; the only file that knows Tauri. One line a command. */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Change, Platform } from './types';

export const tauri: Platform = {
  start: () => invoke('app_start'),
  openLibrary: (request) => invoke('library_open', { request }),
  chooseLibrary: () => invoke('library_choose'),
  tree: () => invoke('library_tree'),
  problems: () => invoke('library_problems'),
  search: (request) => invoke('search_run', { request }),
  searchAlert: (request) => invoke('search_alert', { request }),
  openDocument: (request) => invoke('document_open', { request }),
  openExternal: (request) => invoke('external_open', { request }),
  saveSettings: (request) => invoke('settings_save', { request }),
  savePlace: (request) => invoke('place_save', { request }),
  peek: (request) => invoke('section_peek', { request }),
  backlinks: (request) => invoke('document_backlinks', { request }),
  kept: () => invoke('documents_kept'),
  pin: (request) => invoke('document_pin', { request }),
  visit: (request) => invoke('document_visit', { request }),
  link: (request) => invoke('section_link', { request }),
  exportDocument: (request) => invoke('document_export', { request }),
  cancelIndex: () => invoke('index_cancel'),
  updateIndex: () => invoke('index_update'),
  rebuildIndex: () => invoke('index_rebuild'),
  prepareRun: (request) => invoke('run_prepare', { request }),
  startRun: (request) => invoke('run_start', { request }),
  run: (request) => invoke('run_view', { request }),
  act: (request) => invoke('run_act', { request }),
  runs: (request) => invoke('run_list', { request }),
  exportRun: (request) => invoke('run_export', { request }),
  saveRun: (request) => invoke('run_save', { request }),
  importRun: () => invoke('run_import'),
  shareRun: (request) => invoke('run_share', { request }),
  proposeChange: (request) => invoke('run_proposal', { request }),
  person: () => invoke('person_read'),
  savePerson: (request) => invoke('person_save', { request }),
  onChange: (listener) =>
    listen<Change>('changed', ({ payload }) => {
      listener(payload);
    }),
  imageAddress: (path) => convertFileSrc(path, 'library'),
};
