/**
 * The window in a browser, on the fake core: `npm run dev`, then `/dev/?theme=dark`. Settings can be
 * given in the address; `starter`, `working`, `empty`, `gone` show those states; `many` has 10,000
 * documents.
 */
import { mount } from 'svelte';
import App from '../src/app/App.svelte';
import { fake, LIBRARY, SETTINGS } from '../src/platform/fake';
import type { LibraryInfo, StartState } from '../src/platform/types';

const given = new URLSearchParams(location.search);

const settings = {
  ...SETTINGS,
  ...Object.fromEntries([...given].filter(([name]) => name in SETTINGS)),
};

const library: LibraryInfo = {
  ...LIBRARY,
  starter: given.has('starter'),
  available: !given.has('gone'),
  index: given.has('working') ? { state: 'working', done: 1204, total: 5210 } : { state: 'ready' },
};

const start: Partial<StartState> = {
  settings: { ...settings, textSize: Number(given.get('textSize') ?? 100) },
  library: given.has('empty') ? null : library,
  place: given.has('place')
    ? { document: 'runbooks/checkout/CheckoutLatencyHigh.md', scroll: 0 }
    : null,
};

const target = document.getElementById('app');
if (target) mount(App, { target, props: { platform: fake(start).platform } });
