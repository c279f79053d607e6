/** How a run of the fake core looks: its one document, its steps and commands, and its log. */
import type {
  Moment,
  RunCommand,
  RunLogEntry,
  RunOffer,
  RunParameter,
  RunReading,
  RunRow,
  RunStatus,
  RunStep,
  RunView,
} from './types';

const DOCUMENT = 'runbooks/checkout/CheckoutLatencyHigh.md';
export const TITLE = 'CheckoutLatencyHigh';
const COMMANDS = ['kubectl -n <namespace> get pods', 'kubectl -n <namespace> delete pod <pod>'];
const TEXTS = [
  'Look at the pods',
  'Restart the one that hangs',
  'Wait two minutes',
  'If it hangs still, go to step 1',
];

/** What an entry of the log says; step and detail where there are any. */
export type Told = Pick<RunLogEntry, 'at' | 'person' | 'text'> &
  Partial<Pick<RunLogEntry, 'step' | 'detail'>>;

export function moment(ms: number): Moment {
  return { ms, text: `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} +00:00` };
}

function parameter(name: string): RunParameter {
  return {
    name,
    value: null,
    origin: null,
    secret: false,
    forgotten: false,
    default: null,
    description: null,
    used: COMMANDS.filter((command) => command.includes(`<${name}>`)).length,
  };
}

export function offer(document: string, alert: string | null, all: RunRow[]): RunOffer {
  return {
    document,
    title: TITLE,
    form: document === DOCUMENT ? 'lists' : 'reference',
    steps: document === DOCUMENT ? TEXTS.length : 0,
    parameters: document === DOCUMENT ? ['namespace', 'pod'].map(parameter) : [],
    alert:
      alert === null
        ? null
        : { name: TITLE, labels: [{ name: 'namespace', value: 'checkout' }], text: alert },
    open: all.filter((row) => row.document === document && row.state === 'open'),
    person: 'Ayu',
  };
}

function latency(): RunReading {
  return {
    id: 'latency',
    name: 'Latency',
    unit: 'ms',
    limits: '0–500',
    place: '',
    otherwise: 'Call the team',
    value: null,
    standing: null,
  };
}

export function step(at: number, text: string): RunStep {
  return {
    id: `step-${String(at + 1)}`,
    place: `${DOCUMENT}#diagnosis/${String(at + 1)}`,
    number: String(at + 1),
    depth: 0,
    parent: null,
    text,
    status: 'open',
    reason: null,
    person: null,
    notes: [],
    outputs: [],
    startedAt: null,
    endedAt: null,
    elapsed: null,
    commands: at < COMMANDS.length ? [at] : [],
    wait: at === 2 ? { seconds: 120, text: 'two minutes', endsAt: null } : null,
    readings: at === 3 ? [latency()] : [],
    jumps: at === 3 ? [{ text: 'go to step 1', step: 'step-1' }] : [],
    branches:
      at === 0
        ? [{ expected: 'CrashLoopBackOff', then: 'Restart it', step: 'step-2', matched: false }]
        : [],
    matched: false,
    added: false,
  };
}

export function begin(id: string, reason: string, person: string, at: Moment): RunView {
  const view: RunView = {
    id,
    document: DOCUMENT,
    section: null,
    title: TITLE,
    library: 'ops-handbook',
    here: true,
    missing: false,
    person,
    reason,
    alert: null,
    startedAt: at,
    endedAt: null,
    elapsed: 0,
    state: 'open',
    form: 'lists',
    blocks: [
      {
        kind: 'heading',
        html: '<h2 id="s-diagnosis" data-slug="diagnosis" data-line="3">Diagnosis</h2>',
        step: null,
      },
      { kind: 'context', html: '<p>Orders wait for the payment service.</p>', step: null },
      ...TEXTS.map((text, at) => ({
        kind: 'step' as const,
        html: `<p>${text}</p>${snippet(at)}`,
        step: `step-${String(at + 1)}`,
      })),
    ],
    steps: TEXTS.map((text, at) => step(at, text)),
    commands: [],
    current: 'step-1',
    progress: { done: 0, skipped: 0, failed: 0, open: 0, total: 0 },
    parameters: ['namespace', 'pod'].map(parameter),
    notes: [],
    change: null,
    undo: null,
    log: [],
    closing: null,
    check: null,
    others: [],
  };
  tell(view, { at, person, text: `Began \`${TITLE}\`` });
  refresh(view);
  return view;
}

function snippet(at: number): string {
  const command = COMMANDS[at]?.replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return command === undefined
    ? ''
    : `<figure class="code" data-language="bash" data-snippet="${String(at)}"><pre><code class="language-bash">${command}</code></pre></figure>`;
}

export function tell(view: RunView, told: Told): number {
  const entry = view.log.length + 1;
  view.log.push({ step: null, detail: null, ...told, entry, undone: false, canUndo: false });
  return entry;
}

/** Commands, progress and elapsed time follow from the rest. */
export function refresh(view: RunView): void {
  const before = view.commands;
  view.commands = COMMANDS.map((text, at) => command(view, text, at, before[at]));
  const count = (status: RunStatus): number =>
    view.steps.filter((step) => step.status === status).length;
  view.progress = {
    done: count('done'),
    skipped: count('skipped'),
    failed: count('failed'),
    open: count('open'),
    total: view.steps.length,
  };
  const last = view.log.at(-1)?.at.ms ?? view.startedAt.ms;
  view.elapsed = (last - view.startedAt.ms) / 1000;
}

function command(view: RunView, text: string, at: number, before?: RunCommand): RunCommand {
  const parts = text.split(/(<\w+>)/).map((piece) => {
    const name = /^<(\w+)>$/.exec(piece)?.[1] ?? null;
    const value = view.parameters.find((parameter) => parameter.name === name)?.value ?? null;
    return { text: value ?? piece, parameter: name, filled: value !== null };
  });
  const missing = parts.flatMap(({ parameter, filled }) =>
    parameter !== null && !filled ? [parameter] : [],
  );
  return {
    step: `step-${String(at + 1)}`,
    language: 'bash',
    inline: false,
    parts,
    copy: parts.map((part) => part.text).join(''),
    missing,
    destructive: at === 1 ? { verb: 'kubectl delete', why: 'Deletes a resource' } : null,
    confirmed: before?.confirmed ?? false,
    copied: before?.copied ?? 0,
    hiddenCharacters: false,
  };
}

export function fill(
  view: RunView,
  name: string,
  value: string,
  origin: RunParameter['origin'],
): void {
  for (const parameter of view.parameters.filter((each) => each.name === name)) {
    parameter.value = value === '' ? null : value;
    parameter.origin = value === '' ? null : origin;
  }
  refresh(view);
}
