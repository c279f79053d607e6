/**
 * The window in a browser, on the fake core: `npm run dev`, then `/dev/?theme=dark`. Settings can be
 * given in the address; `starter`, `working`, `empty`, `gone` show those states; `many` has 10,000
 * documents.
 */
import { mount } from 'svelte';
import App from '../src/app/App.svelte';
import { fake, LIBRARY, SETTINGS } from '../src/platform/fake';
import type { Folder, LibraryInfo, Platform, StartState } from '../src/platform/types';

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
async function many(): Promise<Partial<Platform>> {
  const { platform } = fake();
  const tree = await platform.tree();
  const [root] = tree.folders;
  const [row] = root?.documents ?? [];
  if (!root || !row) return {};
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    ...row,
    id: `team-${String(Math.floor(at / 100))}/runbook-${String(at)}.md`,
    title: `Runbook ${String(at)}`,
  }));
  const folders = Array.from({ length: 100 }, (_, at) => {
    const name = `team-${String(at)}`;
    return { path: name, name, count: 100 };
  });
  const inside = (path: string): Folder => {
    const documents = rows.filter(({ id }) => id.startsWith(`${path}/`));
    return { path, folders: [], documents, count: documents.length };
  };
  return {
    tree: () => Promise.resolve({ ...tree, folders: [{ ...root, folders, count: rows.length }] }),
    folders: ({ paths }) => Promise.resolve(paths.map(inside)),
    documents: ({ from, limit }) =>
      Promise.resolve({ rows: rows.slice(from, from + limit), total: rows.length }),
  };
}

const methods = given.has('many') ? await many() : {};
const target = document.getElementById('app');
if (target) mount(App, { target, props: { platform: fake(start, methods).platform } });
