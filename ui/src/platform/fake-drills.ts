/**
 * Drills of the fake core: true data of one play (`fake-drill/`, written by a test of the real core), and the little
 * that moves. It plays nothing: what is put in is counted and written down, and giving up ends it.
 */
import briefing from './fake-drill/briefing.json';
import catalogue from './fake-drill/catalogue.json';
import charts from './fake-drill/charts.json';
import debriefBefore from './fake-drill/debrief-before.json';
import debrief from './fake-drill/debrief.json';
import ended from './fake-drill/ended.json';
import logs from './fake-drill/logs.json';
import start from './fake-drill/start.json';
import view from './fake-drill/view.json';
import type {
  Debrief,
  DrillBriefing,
  DrillCatalogue,
  DrillCharts,
  DrillInput,
  DrillItem,
  DrillItemRequest,
  DrillLogs,
  DrillRow,
  Drills,
  DrillView,
} from './types';

// JSON knows no unions: what the real core wrote is what the types say.
const DATA = {
  briefing: briefing as unknown as DrillBriefing,
  catalogue: catalogue as unknown as DrillCatalogue,
  charts: charts satisfies DrillCharts,
  debriefBefore: debriefBefore as unknown as Debrief,
  debrief: debrief as unknown as Debrief,
  ended: ended as unknown as DrillView,
  logs: logs as unknown as DrillLogs,
  start: start as unknown as DrillView,
  view: view as unknown as DrillView,
};

/** The methods of the platform that concern drills. */
export function fakeDrills(): Drills {
  let now = structuredClone(DATA.view);
  let told = structuredClone(DATA.debriefBefore);
  const drill = (): Promise<DrillView> => Promise.resolve(structuredClone(now));
  const debriefed = (): Promise<Debrief> => Promise.resolve(structuredClone(told));

  return {
    scenarios: () => Promise.resolve(structuredClone(DATA.catalogue)),
    briefing: () => Promise.resolve(structuredClone(DATA.briefing)),
    copyScenario: ({ scenario }) => {
      const folder = scenario.split('/').at(-2) ?? 'scenario';
      return Promise.resolve({
        document: `scenarios/${folder}-copy/scenario.yaml`,
        confirmed: true,
      });
    },
    startDrill: ({ mode }) => {
      now = { ...structuredClone(DATA.start), mode };
      return drill();
    },
    drill,
    drills: () => Promise.resolve([row(now)]),
    putDrill: ({ input }) => {
      now = moved(now, input);
      return drill();
    },
    ...drawn(),
    completeLine: ({ line }) => {
      const word = line.split(' ').at(-1) ?? '';
      const words = ['deployctl', 'flagctl', 'kubectl', 'oncall', 'psql'];
      return Promise.resolve({ word, words: words.filter((each) => each.startsWith(word)) });
    },
    debrief: debriefed,
    giveAccount: ({ text }) => {
      const { account, best, story } = structuredClone(DATA.debrief);
      told = { ...told, account: account && { ...account, text }, best, story };
      return debriefed();
    },
    answerQuiz: ({ question, answer }) => {
      const known = DATA.debrief.quiz[question];
      told.quiz = told.quiz.map((each) =>
        each.number === question && each.mine === null
          ? { ...each, mine: answer, right: known?.right ?? 0, why: known?.why ?? '' }
          : each,
      );
      return debriefed();
    },
    keepItem: (request) => {
      told.items = kept(told.items, request);
      return debriefed();
    },
    forkDrill: ({ id, seq }) => {
      now = { ...structuredClone(DATA.view), forked: { id, seq, clock: DATA.view.clock } };
      return drill();
    },
    exportDrill: ({ form }) =>
      Promise.resolve({ text: `# ${told.title}\n`, fileName: `drill.${form}` }),
    saveDrill: ({ form }) => Promise.resolve(`/home/ayu/drill.${form}`),
  };
}

/** Charts and logs: as they were when the data was made. */
function drawn(): Pick<Drills, 'drillCharts' | 'drillLogs'> {
  return {
    drillCharts: ({ metrics, from }) =>
      Promise.resolve({
        ...structuredClone(DATA.charts),
        series: DATA.charts.series
          .filter(({ metric }) => metrics.includes(metric))
          .map((series) => since(series, from)),
      }),
    drillLogs: ({ service, from, query }) =>
      Promise.resolve({
        ...DATA.logs,
        lines: DATA.logs.lines.filter(
          (line) =>
            (service === null || line.service === service) &&
            (from === null || line.second >= from) &&
            line.text.toLowerCase().includes((query ?? '').toLowerCase()),
        ),
      }),
  };
}

/** The drill after an input: counted, and where it is a text, written down. */
function moved(view: DrillView, input: DrillInput): DrillView {
  const seq = view.seq + 1;
  const next: DrillView = { ...view, seq, told: [], terminal: [] };
  const entry = (text: string): DrillView['notes'][number] => ({ seq, clock: view.clock, text });
  switch (input.input) {
    case 'stop':
      return { ...structuredClone(DATA.ended), id: view.id, mode: view.mode };
    case 'pause':
    case 'resume':
      return { ...next, paused: input.input === 'pause' };
    case 'note':
      return { ...next, notes: [...view.notes, entry(input.text)] };
    case 'hypothesis':
      return { ...next, hypotheses: [...view.hypotheses, entry(input.text)] };
    case 'answer':
      return { ...next, probes: view.probes.filter(({ name }) => name !== input.probe) };
    case 'look':
      return {
        ...next,
        panels: view.panels.map((panel) =>
          panel.name === input.name ? { ...panel, open: true, looked: view.clock } : panel,
        ),
      };
    case 'type': {
      const [command = ''] = input.line.split(' ');
      const text = `bash: ${command}: command not found`;
      const output = { seq, clock: view.clock, line: input.line, text, failed: true };
      return { ...next, terminal: [output] };
    }
    default:
      return next;
  }
}

function since(series: DrillCharts['series'][number], from: number | null): typeof series {
  const first = series.seconds.findIndex((second) => from === null || second >= from);
  const at = first < 0 ? series.seconds.length : first;
  return { ...series, seconds: series.seconds.slice(at), values: series.values.slice(at) };
}

function kept(items: DrillItem[], request: DrillItemRequest): DrillItem[] {
  const { text, owner, document, slug, done } = request;
  const number = request.number ?? Math.max(0, ...items.map((item) => item.number)) + 1;
  const item = { number, text, owner, document, slug, done, at: DATA.debrief.startedAt };
  const others = items.filter((known) => known.number !== number);
  return text === '' ? others : [...others, item].sort((one, two) => one.number - two.number);
}

function row(view: DrillView): DrillRow {
  return {
    id: view.id,
    scenario: view.scenario,
    title: view.title,
    mode: view.mode,
    language: view.language,
    person: 'Ayu',
    startedAt: DATA.debrief.startedAt,
    lastAt: DATA.debrief.startedAt,
    clock: view.clock,
    seconds: view.tick * view.tickSeconds,
    inputs: view.seq,
    stage: view.stage,
    result: view.ended?.result ?? null,
    forked: view.forked,
  };
}
