/** Mounts the window on the real core. */
import { mount } from 'svelte';
import App from './app/App.svelte';
import { loadSanitizer } from './prose/sanitize';
import { tauri } from './platform/tauri';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { platform: tauri } });
// The document of last time is on its way: its second parser comes beside it, not after it.
void loadSanitizer();
