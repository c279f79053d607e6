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
  openDocument: (request) => invoke('document_open', { request }),
  openExternal: (request) => invoke('external_open', { request }),
  saveSettings: (request) => invoke('settings_save', { request }),
  savePlace: (request) => invoke('place_save', { request }),
  cancelIndex: () => invoke('index_cancel'),
  updateIndex: () => invoke('index_update'),
  rebuildIndex: () => invoke('index_rebuild'),
  onChange: (listener) =>
    listen<Change>('changed', ({ payload }) => {
      listener(payload);
    }),
  imageAddress: (path) => convertFileSrc(path, 'library'),
};
