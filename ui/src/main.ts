/** Mounts the window on the real core. */
import { mount } from 'svelte';
import App from './app/App.svelte';
import { tauri } from './platform/tauri';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { platform: tauri } });
