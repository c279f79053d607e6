/**
 * Writing on the fake core: texts, drafts and bases in memory. It saves, meets conflicts and keeps drafts as the real core does;
 * it finds one sort of problem (`TBD`), renders headings, paragraphs and items, and knows three links.
 */
import { DOCUMENTS } from './fake-documents';
import type { Proofs } from './fake-proof';
import { moment } from './fake-run';
import type {
  EditChange,
  EditDraft,
  EditFieldValue,
  EditFields,
  EditFinding,
  EditSaved,
  Edits,
  WireError,
} from './types';

const KEPT = Date.UTC(2026, 10, 20, 10, 42, 0);

/** What a test may do behind the editor's back. */
export interface FakeFiles {
  /** Another program writes the file, or deletes it with null. */
  write: (document: string, text: string | null) => void;
  /** The file as it is. */
  read: (document: string) => string | null;
}

/** Texts, drafts and the bases that were handed out. */
interface Store extends FakeFiles {
  drafts: Map<string, EditDraft>;
  originals: Map<string, string>;
  keep: (document: string, base: string, text: string) => void;
}

/** The methods of the platform that concern writing, and the files that they write. */
export function fakeEdits(): { edits: Omit<Edits, keyof Proofs>; files: FakeFiles } {
  const store = stored();
  const edits = { ...texts(store), ...asked(), ...drafted(store), ...filed(store) };
  return { edits, files: store };
}

function stored(): Store {
  const files = new Map<string, string>();
  const drafts = new Map<string, EditDraft>();
  const gone = new Set<string>();
  const read = (document: string): string | null => {
    if (gone.has(document)) return null;
    const written = files.get(document);
    if (written !== undefined) return written;
    const view = DOCUMENTS.find(({ row }) => row.id === document);
    if (!view) return null;
    const lines = view.outline.map(({ level, text }) => `${'#'.repeat(level)} ${text}\n\nText.\n`);
    return lines.join('\n');
  };
  const write = (document: string, text: string | null): void => {
    if (text === null) {
      gone.add(document);
      files.delete(document);
    } else {
      gone.delete(document);
      files.set(document, text);
    }
  };
  const keep = (document: string, base: string, text: string): void => {
    drafts.set(document, { text, base, at: moment(KEPT) });
  };

  return { read, write, keep, drafts, originals: new Map() };
}

type Named<Names extends keyof Edits> = Pick<Edits, Names>;

function texts({
  read,
  write,
  keep,
  drafts,
  originals,
}: Store): Named<'editOpen' | 'editKeep' | 'editDrop' | 'editSave'> {
  return {
    editOpen: ({ document }) => {
      const text = read(document);
      const draft = drafts.get(document) ?? null;
      if (text === null && draft === null) return notFound(document);
      const base = baseOf(text);
      originals.set(base, text ?? '');
      return Promise.resolve({
        document,
        title: titleOf(text ?? draft?.text ?? '', document),
        text: text ?? '',
        base,
        readOnly: null,
        draft: draft?.text === text ? null : draft,
        family: document.endsWith('.yaml') ? [document] : [],
      });
    },
    editKeep: ({ document, base, text }) => {
      keep(document, base, text);
      return Promise.resolve();
    },
    editDrop: ({ document }) => {
      drafts.delete(document);
      return Promise.resolve();
    },
    editSave: ({ document, base, text }) => {
      const theirs = read(document);
      if (base !== baseOf(theirs) && theirs !== text) {
        keep(document, base, text);
        const original = originals.get(base) ?? null;
        return saved({ kind: 'conflict', base: baseOf(theirs), theirs, original });
      }
      write(document, text);
      drafts.delete(document);
      originals.set(baseOf(text), text);
      return saved({ kind: 'saved', base: baseOf(text), confirmed: true });
    },
  };
}

/** What is asked while somebody types. */
function asked(): Named<
  'editCheck' | 'editPreview' | 'editLinks' | 'editFields' | 'editField' | 'editImage'
> {
  return {
    editCheck: ({ text }) => Promise.resolve({ findings: check(text) }),
    editPreview: ({ document, text }) =>
      Promise.resolve({
        title: titleOf(text, document),
        html: render(text),
        snippets: [],
        outline: outline(text),
        mode: 'rendered',
      }),
    editLinks: ({ query, kind }) => {
      const all =
        kind === 'image'
          ? [{ insert: 'images/disk.png', label: 'disk.png', detail: 'runbooks/images/disk.png' }]
          : DOCUMENTS.map(({ row }) => ({ insert: row.id, label: row.title, detail: row.id }));
      const word = query.toLowerCase();
      return Promise.resolve(all.filter(({ label }) => label.toLowerCase().includes(word)));
    },
    editFields: ({ text }) => Promise.resolve(fields(text)),
    editField: ({ text, key, value }) => Promise.resolve({ changes: setField(text, key, value) }),
    editImage: ({ name }) => {
      const stem = name.replace(/\.[^.]*$/, '').toLowerCase() || 'image';
      const file = `images/${stem}.png`;
      return Promise.resolve({ insert: `![${stem}](${file})`, file });
    },
  };
}

function drafted({ read, drafts }: Store): Named<'drafts' | 'readDraft' | 'dropDraft'> {
  return {
    drafts: () =>
      Promise.resolve(
        [...drafts].map(([document, { text, base, at }]) => ({
          library: 'library-1',
          folder: '/home/ayu/ops-handbook',
          document,
          state:
            read(document) === null
              ? ('gone' as const)
              : baseOf(read(document)) === base
                ? ('same' as const)
                : ('changed' as const),
          at,
          beginning: text.trim().slice(0, 120),
        })),
      ),
    readDraft: ({ document }) => {
      const draft = drafts.get(document);
      return draft ? Promise.resolve(draft) : notFound(document);
    },
    dropDraft: ({ document }) => {
      drafts.delete(document);
      return Promise.resolve();
    },
  };
}

/** Documents as files. */
function filed({
  read,
  write,
}: Store): Named<'createDocument' | 'checkPath' | 'planMove' | 'moveDocument' | 'deleteDocument'> {
  return {
    createDocument: ({ path, text }) => {
      if (read(path) !== null) return refuse('document_exists', `\`${path}\` is there already`);
      write(path, text);
      return Promise.resolve({ document: path, confirmed: true });
    },
    checkPath: ({ path }) =>
      Promise.resolve({
        path,
        problem: read(path) === null ? null : `\`${path}\` is there already`,
      }),
    planMove: ({ document, to }) =>
      Promise.resolve({
        to,
        changes: [
          {
            document: 'README.md',
            title: 'README',
            count: 1,
            lines: [{ line: 3, before: `[x](${document})`, after: `[x](${to})` }],
          },
        ],
        problems: [],
        possible: read(to) === null,
      }),
    moveDocument: ({ document, to }) => {
      write(to, read(document) ?? '');
      write(document, null);
      return Promise.resolve({ document: to, rewritten: ['README.md'], problems: [] });
    },
    deleteDocument: ({ document }) => {
      write(document, null);
      return Promise.resolve({ message: `\`${document}\` is in the bin` });
    },
  };
}

function saved(answer: EditSaved): Promise<EditSaved> {
  return Promise.resolve(answer);
}

/** Names a text; none where there is no file. */
function baseOf(text: string | null): string {
  if (text === null) return '';
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 4_294_967_291;
  return `${String(text.length)}-${String(hash)}`;
}

function titleOf(text: string, document: string): string {
  return /^# (.*)$/m.exec(text)?.[1] ?? document;
}

/** One line a field; lists in brackets. */
function fields(text: string): EditFields {
  const [, block = ''] = /^---\n([\s\S]*?)^---$/m.exec(text) ?? [];
  const one = (key: string): string | null =>
    new RegExp(`^${key}: *(.+)$`, 'm').exec(block)?.[1] ?? null;
  const list = (key: string): string[] =>
    (one(key) ?? '')
      .replace(/[[\]]/g, '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  return {
    title: one('title'),
    kind: one('kind'),
    status: one('status'),
    owner: one('owner'),
    service: one('service'),
    severity: one('severity'),
    alerts: list('alerts'),
    tags: list('tags'),
    lastReviewed: one('last_reviewed'),
    reviewInterval: one('review_interval'),
    schedule: one('schedule'),
  };
}

function setField(text: string, key: string, value: EditFieldValue | null): EditChange[] {
  const said = value === null ? null : typeof value === 'string' ? value : `[${value.join(', ')}]`;
  const line = said === null ? '' : `${key}: ${said}\n`;
  const known = new RegExp(`^${key}:.*\n`, 'm').exec(text);
  if (known) return [{ from: known.index, to: known.index + known[0].length, insert: line }];
  if (line === '') return [];
  return text.startsWith('---\n')
    ? [{ from: 4, to: 4, insert: line }]
    : [{ from: 0, to: 0, insert: `---\n${line}---\n` }];
}

function check(text: string): EditFinding[] {
  return [...text.matchAll(/TBD/g)].map(({ index }) => ({
    code: 'placeholder-left',
    severity: 'warning',
    from: index,
    to: index + 4,
    whole: false,
    sentence: '`TBD` is still to be written',
    hint: 'Write it, or take it out',
    fixes: [{ label: 'Take it out', changes: [{ from: index, to: index + 4, insert: '' }] }],
  }));
}

function outline(text: string): { slug: string; text: string; level: number; line: number }[] {
  return text.split('\n').flatMap((line, at) => {
    const [, marks, heading] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
    if (marks === undefined || heading === undefined) return [];
    const slug = heading.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return [{ slug, text: heading, level: marks.length, line: at + 1 }];
  });
}

function render(text: string): string {
  const headings = new Map(outline(text).map((entry) => [entry.line, entry]));
  const lines = text.split('\n').map((line, at) => {
    const number = String(at + 1);
    const heading = headings.get(at + 1);
    if (heading) {
      const [level, slug] = [String(heading.level), heading.slug];
      return `<h${level} id="s-${slug}" data-slug="${slug}" data-line="${number}">${escaped(heading.text)}</h${level}>`;
    }
    const [, item] = /^[-*] (.*)$/.exec(line) ?? [];
    if (item !== undefined) return `<ul><li data-line="${number}">${escaped(item)}</li></ul>`;
    return line.trim() === '' ? '' : `<p data-line="${number}">${escaped(line)}</p>`;
  });
  return lines.join('\n');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function notFound(id: string): Promise<never> {
  return refuse('document_not_found', `\`${id}\` is not in the library`);
}

function refuse(code: WireError['code'], message: string): Promise<never> {
  const error: WireError = { code, message, hint: null, details: null };
  // The wire rejects with plain objects, so the fake does.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(error);
}
