/**
 * The life of documents of the fake core: one document that is overdue and asks for a signature, in memory. It answers in
 * the shapes of the real core and reckons nothing.
 */
import type { DocumentLife, LifeAct, Platform, SignatureRow, Upkeep, UpkeepReason } from './types';

type Life = Pick<Platform, 'life' | 'actInLife' | 'upkeep'>;

const OVERDUE: UpkeepReason = {
  code: 'overdue',
  weight: 'now',
  sentence: 'Review was due on 2026-08-20, 92 days ago',
};
const NOT_YET: SignatureRow = {
  person: 'Budi Hartono',
  me: false,
  asked: true,
  signed: null,
  holds: false,
  again: null,
  proof: null,
  committedBy: null,
};

function begin(document: string): DocumentLife {
  return {
    document,
    content: 'content-1',
    status: 'approved',
    next: ['in-review', 'deprecated'],
    mayApprove: true,
    approvers: ['Budi Hartono'],
    reasons: [OVERDUE],
    inputs: [
      { name: 'Last reviewed', value: '2026-05-20' },
      { name: 'Dead links', value: '0' },
    ],
    nextReview: '2027-05-20',
    changed: true,
    toSign: true,
    signatures: [{ ...NOT_YET, person: 'Ayu', me: true }, NOT_YET],
    problems: [],
  };
}

function after(view: DocumentLife, act: LifeAct): DocumentLife {
  if (act.act === 'review') return { ...view, reasons: [], changed: false };
  if (act.act === 'status') return { ...view, status: act.status };
  if (act.act === 'feedback') return view;
  const signed = { ms: 0, text: '2026-11-21 10:00:00 +07:00' };
  const signatures = view.signatures.map((row) =>
    row.me ? { ...row, signed, holds: true, proof: 'not_committed' as const } : row,
  );
  return { ...view, toSign: false, signatures };
}

/** The methods of the platform that concern the life of documents. */
export function fakeLife(): Life {
  const views = new Map<string, DocumentLife>();
  const of = (document: string): DocumentLife => views.get(document) ?? begin(document);
  return {
    life: ({ id }) => Promise.resolve(of(id)),
    actInLife: ({ document, act }) => {
      const view = after(of(document), act);
      views.set(document, view);
      return Promise.resolve(view);
    },
    upkeep: () => Promise.resolve(UPKEEP),
  };
}

const UPKEEP: Upkeep = {
  on: '2026-11-21',
  me: 'Ayu',
  known: true,
  counts: {
    documents: 6,
    overdue: 1,
    soon: 0,
    deadLinks: 0,
    saidWrong: 0,
    alertsGone: 0,
    asked: 2,
    signed: 0,
    runs: 1,
  },
  owners: [{ owner: 'sre', documents: 6, overdue: 1, flagged: 0 }],
  queue: [
    {
      document: 'disk-full.md',
      title: 'Disk full',
      owner: 'sre',
      mine: true,
      due: '2026-08-20',
      reasons: [OVERDUE],
    },
  ],
  more: 0,
  reading: [{ document: 'disk-full.md', title: 'Disk full', again: 'safety' }],
  proposals: [
    {
      run: 'run-1',
      document: 'disk-full.md',
      title: 'Disk full',
      person: 'Ayu',
      ended: { ms: 0, text: '2026-11-20 10:00:00 +07:00' },
      suggestions: 2,
    },
  ],
  problems: [],
};
