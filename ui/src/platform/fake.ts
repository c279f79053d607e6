/**
 * A core that lives in memory: for component tests and for looking at the window in a browser.
 * It answers in the shapes of the real one and searches by plain words; it ranks nothing.
 */
import { DOCUMENTS, EXTRA_ROWS } from './fake-documents';
import { fakeDrills } from './fake-drills';
import { fakeGit } from './fake-git';
import { fakeRecurring } from './fake-recurring';
import { fakeEdits, type FakeFiles } from './fake-edits';
import { fakeLife } from './fake-life';
import { fakeProofs } from './fake-proof';
import { fakeNew } from './fake-new';
import { fakeRuns } from './fake-runs';
import { fakeTexts } from './fake-texts';
import type {
  AlertView,
  Backlinks,
  Change,
  DocumentRow,
  DocumentView,
  FindRequest,
  Folder,
  HitGroup,
  KeptDocuments,
  LibraryInfo,
  LibraryTree,
  Part,
  Peek,
  Platform,
  SearchResponse,
  SectionPreview,
  Settings,
  StartState,
  Stretch,
  WireError,
} from './types';

export const SETTINGS: Settings = {
  theme: 'system',
  density: 'normal',
  textSize: 100,
  language: 'en',
  singleKeys: 'on',
};

export const LIBRARY: LibraryInfo = {
  id: 'library-1',
  name: 'ops-handbook',
  folder: '/home/ayu/ops-handbook',
  starter: false,
  documents: DOCUMENTS.length,
  index: { state: 'ready' },
  available: true,
  problems: { info: 0, warning: 2, error: 1 },
};

const START: StartState = {
  version: '0.1.0',
  settings: SETTINGS,
  library: LIBRARY,
  problem: null,
  recent: [
    { id: 'library-1', name: 'ops-handbook', folder: '/home/ayu/ops-handbook', available: true },
    { id: 'library-2', name: 'runbooks', folder: '/home/ayu/projects/runbooks', available: true },
    { id: 'library-3', name: 'usb', folder: '/media/usb/library', available: false },
  ],
  place: null,
  notices: [],
  asked: null,
};

/** A fake core and the means to make it tell changes. */
export interface Fake {
  platform: Platform;
  /** Tells the window a change. */
  tell: (change: Change) => void;
  /** The texts of documents behind the editor's back. */
  files: FakeFiles;
  /** Names and arguments of the calls so far. */
  calls: [string, unknown][];
}

/** A core with this start state; single methods may be replaced. */
export function fake(start: Partial<StartState> = {}, methods: Partial<Platform> = {}): Fake {
  const listeners = new Set<(change: Change) => void>();
  const calls: [string, unknown][] = [];
  const { edits, files } = fakeEdits();
  const drills = fakeDrills();
  const platform: Platform = {
    start: () => Promise.resolve({ ...START, ...start }),
    openLibrary: () => Promise.resolve({ ...LIBRARY, id: 'library-2', name: 'runbooks' }),
    chooseLibrary: () => Promise.resolve({ ...LIBRARY, id: 'library-4', name: 'chosen' }),
    tree: () => Promise.resolve(TREE),
    folders: ({ paths }) => Promise.resolve(paths.map((path) => folder(path, ROWS))),
    documents: ({ from, limit }) =>
      Promise.resolve({ rows: BY_TITLE.slice(from, from + limit), total: BY_TITLE.length }),
    problems: () => Promise.resolve(problems()),
    search: ({ query }) => Promise.resolve(search(query)),
    searchAlert: ({ text, chosen }) => Promise.resolve(searchAlert(text, chosen)),
    find: (request) => Promise.resolve(find(request)),
    openDocument: ({ id }) => openDocument(id),
    openExternal: () => Promise.resolve(),
    saveSettings: (settings) => Promise.resolve(settings),
    savePlace: () => Promise.resolve(),
    peek: ({ id }) => peek(id),
    preview: ({ id, slug }) => preview(id, slug),
    backlinks: ({ id }) => Promise.resolve(backlinks(id)),
    link: ({ id, slug }) => {
      const plain = slug === '' ? id : `${id}#${slug}`;
      return Promise.resolve({ plain, address: `drillbook://ops-handbook/${plain}` });
    },
    exportDocument: () => Promise.resolve({ file: '/home/ayu/document.html', leftOut: 1 }),
    cancelIndex: () => Promise.resolve(),
    updateIndex: () => Promise.resolve(),
    rebuildIndex: () => Promise.resolve(),
    ...fakeKept(),
    ...fakeGit(),
    ...fakeTexts(),
    ...fakeNew(),
    ...fakeRuns(),
    ...fakeRecurring(),
    ...fakeLife(),
    ...drills,
    ...fakeProofs(() =>
      drills.startDrill({ scenario: '', mode: 'turn_based', language: null, seed: null }),
    ),
    ...edits,
    onChange: (listener) => {
      listeners.add(listener);
      return Promise.resolve(() => {
        listeners.delete(listener);
      });
    },
    imageAddress: (path) => `library://localhost/${path}`,
    ...methods,
  };
  return { platform: recorded(platform, calls), tell, files, calls };

  function tell(change: Change): void {
    for (const listener of listeners) listener(change);
  }
}

/** Documents pinned and opened lately, in memory. */
function fakeKept(): Pick<Platform, 'kept' | 'pin' | 'visit'> {
  const kept: KeptDocuments = { pinned: [], lately: [], often: [] };
  return {
    kept: () => Promise.resolve({ ...kept }),
    pin: ({ id, pinned }) => {
      const others = kept.pinned.filter((row) => row.id !== id);
      kept.pinned = pinned ? [...others, ...rowsOf(id)] : others;
      return Promise.resolve({ ...kept });
    },
    visit: ({ id }) => {
      kept.lately = [...rowsOf(id), ...kept.lately.filter((row) => row.id !== id)];
      return Promise.resolve({ ...kept });
    },
  };
}

/** The platform with every call written down. */
function recorded(platform: Platform, calls: [string, unknown][]): Platform {
  return new Proxy(platform, {
    get: (target, name: keyof Platform) => {
      const method: unknown = Reflect.get(target, name);
      return (argument: unknown) => {
        calls.push([name, argument]);
        return (method as (argument: unknown) => unknown)(argument);
      };
    },
  });
}

function openDocument(id: string): Promise<DocumentView> {
  const found = DOCUMENTS.find(({ row }) => row.id === id);
  if (found) return Promise.resolve(found);
  const error: WireError = {
    code: 'document_not_found',
    message: `\`${id}\` is not in the library`,
    hint: null,
    details: null,
  };
  // The wire rejects with plain objects, so the fake does.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(error);
}

function rowsOf(id: string): DocumentRow[] {
  return DOCUMENTS.filter(({ row }) => row.id === id).map(({ row }) => row);
}

async function peek(id: string): Promise<Peek> {
  const { row } = await openDocument(id);
  return { row, heading: '', lines: ['What it says first.'], cut: true };
}

async function preview(id: string, slug: string): Promise<SectionPreview> {
  const { row, html, snippets } = await openDocument(id);
  const from = slug === '' ? 0 : Math.max(0, html.search(new RegExp(`<h\\d id="s-${slug}"`)));
  const next = html.slice(from + 1).search(/<h\d/);
  const part = next < 0 ? html.slice(from) : html.slice(from, from + 1 + next);
  return { row, breadcrumb: [], html: part, snippets, cut: false };
}

/** Letter by letter; the real core knows other endings too. */
function find({ text, query }: FindRequest): Stretch[] {
  const [all, wanted] = [text.toLowerCase(), query.toLowerCase()];
  const found: Stretch[] = [];
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    found.push({ start: at, end: at + wanted.length });
  }
  return found;
}

function backlinks(id: string): Backlinks {
  const documents = DOCUMENTS.filter((view) => view.html.includes(`data-document="${id}"`))
    .filter(({ row }) => row.id !== id)
    .map(({ row }) => ({
      row,
      places: [{ slug: '', heading: '', line: 1, sentence: [{ text: 'A sentence.', hit: false }] }],
    }));
  return { documents, total: documents.length };
}

function search(query: string): SearchResponse {
  const chip = /\b(tag|service|owner|kind|status|language|folder):"?([^"\s]+)"?/.exec(query);
  const word = query
    .replace(chip?.[0] ?? '', '')
    .trim()
    .toLowerCase();
  const groups = DOCUMENTS.filter(
    ({ row }) =>
      !chip ||
      [row.service, row.owner, row.kind, row.language, ...row.tags].includes(chip[2] ?? ''),
  ).flatMap((view) => groupOf(view, word));
  return {
    query,
    groups,
    total: groups.reduce((sum, group) => sum + group.hits.length, 0),
    filters: chip
      ? [{ field: chip[1] ?? '', value: chip[2] ?? '', negated: false, without: word }]
      : [],
    facets: facets(
      query,
      groups.map(({ document }) => document),
    ),
    nearest: groups.length > 0 ? [] : DOCUMENTS.slice(0, 3).map(({ row }) => row),
    none: false,
    without: null,
    incomplete: false,
    alert: null,
  };
}

function facets(query: string, rows: readonly DocumentRow[]): SearchResponse['facets'] {
  return (['kind', 'service'] as const).flatMap((field) => {
    const counts = new Map<string, number>();
    for (const { [field]: value } of rows) {
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const values = [...counts]
      .filter(([, count]) => count < rows.length)
      .map(([value, count]) => ({ value, query: `${query} ${field}:${value}`, count }));
    return values.length > 0 ? [{ field, values }] : [];
  });
}

/** A core that knows the alerts of a payload by their names alone. */
function searchAlert(text: string, chosen: number): SearchResponse {
  const names = [...text.matchAll(/alertname\W+(\w+)/g)].map(([, name]) => name ?? '');
  const name = names[chosen];
  if (name === undefined) return { ...search(text), query: text };
  const alert: AlertView = {
    alerts: names.map((each) => ({ name: each, details: '', status: 'firing' })),
    total: names.length,
    chosen,
    name,
    status: 'firing',
    summary: null,
    started: null,
    labels: [{ name: 'namespace', value: 'shop' }],
    link: { address: 'https://runbooks.example/gone', document: null, headingFound: true },
    problems: [],
    text: `alertname = ${name}`,
  };
  return { ...search(''), query: text, alert };
}

function groupOf(view: DocumentView, word: string): HitGroup[] {
  const sections = view.html.split(/(?=<h2)/).map((html, at) => ({
    text: html
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    entry: view.outline.filter(({ level }) => level === 2)[at - 1],
  }));
  const hits = sections
    .filter(({ text }) => text.toLowerCase().includes(word))
    .slice(0, 3)
    .map(({ text, entry }, rank) => ({
      document: view.row.id,
      slug: entry?.slug ?? '',
      breadcrumb: [],
      heading: entry ? marked(entry.text, word) : [],
      snippet: marked(around(text, word), word),
      reason: view.row.title.toLowerCase().includes(word) ? ('title' as const) : ('text' as const),
      line: entry?.line ?? 1,
      rank,
    }));
  return hits.length > 0 ? [{ document: view.row, title: marked(view.row.title, word), hits }] : [];
}

function around(text: string, word: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
  return text.slice(at, at + 160);
}

function marked(text: string, word: string): Part[] {
  const at = word === '' ? -1 : text.toLowerCase().indexOf(word);
  if (at < 0) return [{ text, hit: false }];
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, at + word.length), hit: true },
    { text: text.slice(at + word.length), hit: false },
  ].filter((part) => part.text !== '');
}

function problems(): Awaited<ReturnType<Platform['problems']>> {
  const files = DOCUMENTS.filter((view) => view.problems.length > 0).map((view) => ({
    path: view.row.id,
    title: view.row.title,
    openable: true,
    problems: view.problems,
  }));
  const first = files.slice(0, 1).map(({ path, title, problems: [problem, ...more] }) => ({
    path,
    title,
    problem: problem ?? null,
    more: more.length,
    why: { kind: 'alert' as const, alert: 'NodeFilesystemAlmostOutOfSpace' },
  }));
  return { first, files, total: files.length };
}

function folder(path: string, rows: readonly DocumentRow[]): Folder {
  const prefix = path === '' ? '' : `${path}/`;
  const below = rows.filter(({ id }) => id.startsWith(prefix));
  const rest = below.map(({ id }) => id.slice(prefix.length));
  const names = new Set(rest.filter((id) => id.includes('/')).map((id) => id.split('/')[0] ?? ''));
  return {
    path,
    folders: [...names].sort().map((name) => ({
      path: prefix + name,
      name,
      count: below.filter(({ id }) => id.startsWith(`${prefix}${name}/`)).length,
    })),
    documents: below.filter(({ id }) => !id.slice(prefix.length).includes('/')),
    count: below.length,
  };
}

const ROWS = [...DOCUMENTS.map(({ row }) => row), ...EXTRA_ROWS];

const BY_TITLE = [...ROWS].sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));

const TREE: LibraryTree = {
  folders: [folder('', ROWS)],
  services: [
    { value: 'checkout', query: 'service:checkout', count: 3 },
    { value: 'payments', query: 'service:payments', count: 2 },
    { value: 'postgres', query: 'service:postgres', count: 2 },
  ],
  tags: [
    { value: 'database', query: 'tag:database', count: 4 },
    { value: 'latency', query: 'tag:latency', count: 2 },
    { value: 'on-call', query: 'tag:on-call', count: 2 },
  ],
};
