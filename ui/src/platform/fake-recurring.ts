/** Recurring work of the fake core: one document that is due, with two readings of the days before. */
import { moment } from './fake-run';
import type { ReadingPoint, Recurring, Today, WireError } from './types';

const DOCUMENT = 'runbooks/checkout/CheckoutLatencyHigh.md';
const TITLE = 'CheckoutLatencyHigh';

const TODAY: Today = {
  date: '2026-11-20',
  open: 1,
  missed: 2,
  rows: [
    {
      document: DOCUMENT,
      title: TITLE,
      owner: 'team-checkout',
      schedule: 'weekdays at 08:00',
      occurrence: '2026-11-20',
      until: '2026-11-20',
      time: '08:00',
      state: 'due',
      run: null,
      done: null,
      checks: 2,
      missed: ['2026-11-18', '2026-11-19'],
    },
  ],
  ahead: [{ date: '2026-11-23', document: DOCUMENT, title: TITLE, time: '08:00' }],
  problems: [],
};

/** The methods of the platform that concern recurring work. */
export function fakeRecurring(): Omit<Recurring, 'startCheck'> {
  return {
    today: () => Promise.resolve(TODAY),
    shareCheck: ({ id }) =>
      Promise.resolve({ record: `records/checks/20261120T031245Z-${id}.json` }),
    checkHistory: ({ document }) =>
      document === DOCUMENT
        ? Promise.resolve({
            document,
            title: TITLE,
            checks: 2,
            readings: [
              {
                id: 'latency',
                name: 'Latency',
                unit: 'ms',
                limits: '0–500',
                min: 0,
                max: 500,
                points: [point(16, 320), point(17, 620)],
              },
            ],
          })
        : refuse(document),
    exportChecks: () =>
      Promise.resolve({ text: 'occurrence,value\r\n2026-11-17,620\r\n', fileName: 'checks.csv' }),
    saveChecks: () => Promise.resolve('/home/ayu/checks.csv'),
  };
}

function point(day: number, value: number): ReadingPoint {
  return {
    at: moment(Date.UTC(2026, 10, day, 1)),
    occurrence: `2026-11-${String(day)}`,
    person: 'Ayu',
    value,
    text: `${String(value)} ms`,
    standing: value > 500 ? 'above' : 'within',
  };
}

function refuse(document: string): Promise<never> {
  const message = `\`${document}\` is not in the library`;
  const error: WireError = { code: 'document_not_found', message, hint: null, details: null };
  // The wire rejects with plain objects, so the fake does.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(error);
}
