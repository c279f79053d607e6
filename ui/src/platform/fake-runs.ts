/**
 * Runs of the fake core: one small procedure that can be followed, in memory. It answers in the shapes of the real
 * core and moves as one would, but finds no steps, masks nothing and stores nothing.
 */
import { TITLE, begin, fill, moment, offer, refresh, step, tell, type Told } from './fake-run';
import type { Moment, Platform, RunAct, RunRow, RunStatus, RunView, WireError } from './types';

type Runs = Pick<
  Platform,
  | 'prepareRun'
  | 'startRun'
  | 'startCheck'
  | 'run'
  | 'act'
  | 'runs'
  | 'exportRun'
  | 'saveRun'
  | 'importRun'
  | 'shareRun'
  | 'proposeChange'
  | 'editProposal'
  | 'person'
  | 'savePerson'
>;

const BEGAN = Date.UTC(2026, 10, 20, 3, 12, 45);

/** The methods of the platform that concern runs. */
export function fakeRuns(): Runs {
  const views = new Map<string, RunView>();
  let name = 'Ayu';
  let clock = BEGAN;

  const now = (): Moment => {
    clock += 30_000;
    return moment(clock);
  };
  const known = (id: string): Promise<RunView> => {
    const view = views.get(id);
    return view ? Promise.resolve(structuredClone(view)) : refuse('run_not_found', id);
  };

  return {
    prepareRun: ({ document, alert }) => Promise.resolve(offer(document, alert, rows(views))),
    startRun: ({ reason, values, alert }) => {
      const id = `run-${String(views.size + 1)}`;
      const view = begin(id, reason, name, now());
      if (alert !== null) alerted(view, alert);
      for (const { name, value } of values) fill(view, name, value, 'typed');
      views.set(id, view);
      return known(id);
    },
    startCheck: ({ occurrence }) => {
      const view = begin(`run-${String(views.size + 1)}`, '', name, now());
      views.set(view.id, { ...view, check: { occurrence, record: null, always: false } });
      return known(view.id);
    },
    run: ({ id }) => known(id),
    act: async ({ id, act }) => {
      const view = await known(id);
      if (view.state === 'closed') return refuse('run_closed', id);
      move(view, act, now(), name);
      views.set(id, view);
      return known(id);
    },
    runs: ({ document }) =>
      Promise.resolve(rows(views).filter((row) => document === null || row.document === document)),
    exportRun: async ({ id, form }) => {
      const { title, log } = await known(id);
      const lines = log.map(({ at, text }) => `- ${at.text} ${text}`);
      return { text: [`# ${title}`, '', ...lines].join('\n'), fileName: `run.${form}` };
    },
    saveRun: ({ form }) => Promise.resolve(`/home/ayu/run.${form}`),
    importRun: () => Promise.resolve(null),
    shareRun: ({ id }) => Promise.resolve({ record: `records/runs/20261120T031245Z-${id}.json` }),
    proposeChange: ({ id }) => known(id).then(proposal),
    editProposal: async ({ id }) => {
      const view = await known(id);
      return { document: view.document, base: 'base', text: proposal(view).patch };
    },
    person: () => Promise.resolve({ name, chosen: false }),
    savePerson: (person) => {
      name = person.name === '' ? 'Ayu' : person.name;
      return Promise.resolve({ name, chosen: person.name !== '' });
    },
  };
}

function alerted(view: RunView, text: string): void {
  const labels = [{ name: 'namespace', value: 'checkout' }];
  view.alert = { name: TITLE, labels, text };
  fill(view, 'namespace', 'checkout', 'alert');
}

/** A value stays with its step, and stands against the limits of the one reading that there is. */
function read(view: RunView, { reading, value }: Extract<RunAct, { act: 'read' }>): void {
  const found = view.steps.flatMap(({ readings }) => readings).find(({ id }) => id === reading);
  if (!found) return;
  found.value = value === '' ? null : value;
  found.standing = value === '' ? null : Number(value) > 500 ? 'above' : 'within';
}

/** The step ends and the next open one becomes the current. */
function end(
  view: RunView,
  at: Moment,
  person: string,
  ending: { step: string; status: RunStatus; reason: string | null },
): void {
  const found = view.steps.find((step) => step.id === ending.step);
  if (!found) return;
  Object.assign(found, { ...ending, step: undefined, person, endedAt: at });
  found.startedAt ??= at;
  found.elapsed = (at.ms - found.startedAt.ms) / 1000;
  const next = view.steps.find((step) => step.status === 'open');
  view.current = next?.id ?? null;
  if (next) next.startedAt ??= at;
  const text = `${found.text}: ${ending.status}`;
  const entry = tell(view, { at, person, text, step: found.id, detail: ending.reason });
  view.undo = { entry, text: `${found.text}: ${ending.status}` };
}

function move(view: RunView, act: RunAct, at: Moment, person: string): void {
  const found = 'step' in act ? view.steps.find((step) => step.id === act.step) : undefined;
  switch (act.act) {
    case 'focus':
      view.current = act.step;
      if (found) found.startedAt ??= at;
      break;
    case 'done':
      end(view, at, person, { step: act.step, status: 'done', reason: null });
      break;
    case 'skip':
      end(view, at, person, { step: act.step, status: 'skipped', reason: act.reason });
      break;
    case 'fail':
      end(view, at, person, { step: act.step, status: 'failed', reason: act.note });
      break;
    case 'note':
    case 'output':
      keep(view, act, { at, person, text: act.act === 'note' ? 'Note' : 'Output' });
      break;
    case 'fill':
      fill(view, act.name, act.value, 'typed');
      tell(view, { at, person, text: `Filled \`${act.name}\`` });
      break;
    case 'read':
      read(view, act);
      tell(view, { at, person, text: `Read \`${act.reading}\`` });
      break;
    case 'confirm':
      Object.assign(view.commands[act.command] ?? {}, { confirmed: true });
      break;
    case 'copied':
      for (const command of view.commands.slice(act.command, act.command + 1)) command.copied += 1;
      break;
    case 'start_timer':
      if (found?.wait) found.wait.endsAt = moment(at.ms + found.wait.seconds * 1000);
      break;
    case 'stop_timer':
      if (found?.wait) found.wait.endsAt = null;
      break;
    case 'add_step':
      add(view, act.after, act.text);
      break;
    case 'undo':
      takeBack(view);
      break;
    case 'keep_text':
    case 'take_text':
      view.change = null;
      break;
    case 'close':
      Object.assign(view, { state: 'closed', endedAt: at, current: null, undo: null });
      view.closing = { right: act.right, missing: act.missing };
      tell(view, { at, person, text: 'Closed', detail: act.missing });
      break;
  }
  refresh(view);
}

/** A note or an output stays with its step; an output lights the branch that it matches. */
function keep(view: RunView, act: Extract<RunAct, { text: string }>, told: Told): void {
  const { text } = act;
  const on = act.act === 'add_step' ? null : act.step;
  const found = view.steps.find((step) => step.id === on);
  const entry = tell(view, { ...told, step: on, detail: text });
  const { at, person } = told;
  if (act.act === 'note') (found?.notes ?? view.notes).push({ entry, at, person, text });
  if (act.act !== 'output' || !found) return;
  const matches = found.branches.filter(({ expected }) => text.includes(expected));
  for (const branch of matches) branch.matched = true;
  const branches = matches.map((branch) => found.branches.indexOf(branch));
  found.outputs.push({ entry, at, person, text, masked: false, branches });
}

function add(view: RunView, after: string | null, text: string): void {
  const added = { ...step(view.steps.length, text), number: '', place: null, added: true };
  const at = view.steps.findIndex((each) => each.id === after) + 1;
  view.steps.splice(at, 0, added);
  const block = view.blocks.findIndex((each) => each.step === after) + 1;
  view.blocks.splice(block === 0 ? view.blocks.length : block, 0, {
    kind: 'step',
    html: `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`,
    step: added.id,
  });
}

function takeBack(view: RunView): void {
  const entry = view.log.find((each) => each.entry === view.undo?.entry);
  if (!entry) return;
  entry.undone = true;
  view.undo = null;
  const found = view.steps.find((each) => each.id === entry.step);
  if (!found) return;
  Object.assign(found, {
    status: 'open',
    reason: null,
    person: null,
    endedAt: null,
    elapsed: null,
  });
  view.current = found.id;
}

function rows(views: Map<string, RunView>): RunRow[] {
  return [...views.values()].reverse().map((view) => ({
    id: view.id,
    document: view.document,
    title: view.title,
    library: view.library,
    here: view.here,
    person: view.person,
    reason: view.reason,
    alert: view.alert?.name ?? null,
    startedAt: view.startedAt,
    endedAt: view.endedAt,
    elapsed: view.elapsed,
    state: view.state,
    progress: view.progress,
    right: view.closing?.right ?? null,
  }));
}

function proposal(view: RunView): Awaited<ReturnType<Platform['proposeChange']>> {
  const added = view.steps.filter((each) => each.added);
  return {
    document: view.document,
    suggestions: added.length,
    lost: [],
    diff: added.map(({ text }, at) => ({
      kind: 'added',
      old: null,
      new: at + 1,
      parts: [{ text: `- ${text}`, changed: false }],
    })),
    patch: added.map(({ text }) => `+- ${text}\n`).join(''),
  };
}

function refuse(code: WireError['code'], id: string): Promise<never> {
  const error: WireError = { code, message: `\`${id}\`: ${code}`, hint: null, details: null };
  // The wire rejects with plain objects, so the fake does.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(error);
}
