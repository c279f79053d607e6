/**
 * The window in a browser, on the fake core: `npm run dev`, then `/dev/?theme=dark`. Settings can be
 * given in the address; `starter`, `working`, `empty`, `gone` show those states; `many` has 10,000
 * documents.
 */
import { mount } from 'svelte';
import App from '../src/app/App.svelte';
import { fake, LIBRARY, SETTINGS } from '../src/platform/fake';
import type { LibraryInfo, LibraryTree, Platform, StartState } from '../src/platform/types';

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

/** Ten thousand documents in a hundred folders. */
async function many(): Promise<LibraryTree> {
  const tree = await fake().platform.tree();
  const [row] = tree.root.documents;
  if (!row) return tree;
  const folders = Array.from({ length: 100 }, (_, folder) => {
    const path = `team-${String(folder)}`;
    const documents = Array.from({ length: 100 }, (_, at) => ({
      ...row,
      id: `${path}/runbook-${String(at)}.md`,
      title: `Runbook ${String(at)} of team ${String(folder)}`,
    }));
    return { path, name: path, folders: [], documents, count: documents.length };
  });
  return { ...tree, root: { ...tree.root, folders, count: 10_000 } };
}

const methods: Partial<Platform> = given.has('many') ? { tree: many } : {};
const target = document.getElementById('app');
if (target) mount(App, { target, props: { platform: fake(start, methods).platform } });
