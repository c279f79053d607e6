/**
 * Proofs of the fake core: it counts nothing. A text that names an ending reads; its proof is one win and one trap, whose plays are
 * of the drill that the fake core has.
 */
import type { DrillView, Edits, ScenarioPlayStep, ScenarioProof } from './types';

export type Proofs = Pick<Edits, 'proveScenario' | 'stopProof' | 'playScenario' | 'playFrom'>;

/** The methods that concern what is proved; `drill` begins the drill of a play. */
export function fakeProofs(drill: () => Promise<DrillView>): Proofs {
  return {
    proveScenario: ({ text }) => Promise.resolve(prove(text)),
    stopProof: () => Promise.resolve(),
    playScenario: drill,
    playFrom: async () => ({ drill: await drill(), said: '`complaints` comes first at 17:58' }),
  };
}

function prove(text: string): ScenarioProof {
  const from = text.indexOf('endings:');
  if (from < 0) return { kind: 'unreadable' };
  const wait: ScenarioPlayStep = {
    clock: '17:52',
    text: 'Wait 2 min',
    input: { input: 'wait', ticks: 4 },
  };
  const act: ScenarioPlayStep = {
    clock: '17:53',
    text: 'Restart the database',
    input: { input: 'act', name: 'restart', choice: null, parts: [] },
  };
  const play = { variant: '', length: '3 min', ending: 'resolved', harm: [], steps: [wait, act] };
  return {
    kind: 'proved',
    states: 4096,
    transitions: 20_000,
    questions: 64,
    answered: 64,
    finished: true,
    tests: 3,
    failed: 0,
    findings: [],
    endings: [{ name: 'resolved', result: 'win', from, play: 0, never: false }],
    plays: [
      { ...play, kind: 'win', title: 'Fastest win without harm that is known' },
      { ...play, kind: 'wrong', title: 'After `restart` no win is left', ending: 'timeout' },
    ],
    blind: [{ player: 'Does nothing', plays: 1000, wins: 0, clean: 0 }],
  };
}
