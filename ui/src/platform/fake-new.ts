/** New documents of the fake core: two templates, filled by title and what is known. */
import { EXTRA_ROWS } from './fake-documents';
import type { NewDocument, NewOffer, NewRequest, Platform, TemplateRow } from './types';

const TEMPLATES: readonly TemplateRow[] = [
  {
    id: 'templates/deployment.md',
    title: 'Deployment of our team',
    summary: 'How we bring a version out.',
    kind: 'sop',
    languages: ['en'],
    file: 'templates/deployment.md',
  },
  {
    id: 'alert-runbook',
    title: 'Alert runbook',
    summary: 'For one alert. What it means and what to do.',
    kind: 'runbook',
    languages: ['en', 'id'],
    file: null,
  },
  {
    id: 'sop',
    title: 'Standard operating procedure',
    summary: 'For work that is done again and again.',
    kind: 'sop',
    languages: ['en', 'id'],
    file: null,
  },
];

const NOTHING = {
  title: '',
  owner: '',
  service: '',
  severity: '',
  alerts: [],
  reviewInterval: '',
  schedule: '',
};

/** What the fake core answers about new documents. */
export function fakeNew(): Pick<Platform, 'offerDocument' | 'fillDocument' | 'alertGaps'> {
  return {
    offerDocument: ({ origin }) => {
      const offer: NewOffer = {
        templates: [...TEMPLATES],
        template: 'sop',
        fields: NOTHING,
        known: [],
        folders: ['runbooks', 'runbooks/checkout', 'sops'],
        owners: ['sre', 'team-payments', 'ayu'],
        services: ['checkout', 'postgres'],
      };
      if (origin.from === 'nothing') return Promise.resolve(offer);
      const alert = origin.from === 'rule' ? origin.alert : 'CheckoutLatencyHigh';
      return Promise.resolve({
        ...offer,
        template: 'alert-runbook',
        fields: { ...NOTHING, title: alert, alerts: [alert] },
        known: [{ part: 'meaning', instead: true, text: 'What the rule says.' }],
      });
    },
    fillDocument: (request) => Promise.resolve(filled(request)),
    alertGaps: () =>
      Promise.resolve({
        rules: 4,
        missing: [
          { alert: 'PaymentQueueStuck', file: 'alerts/shop.yaml', line: 12, renamed: null },
          {
            alert: 'ProviderTimeoutsHigh',
            file: 'alerts/shop.yaml',
            line: 20,
            renamed: 'runbooks/payments/ProviderTimeouts.md',
          },
        ],
      }),
  };
}

function filled({ template, fields, known, folder, file }: NewRequest): NewDocument {
  const row = TEMPLATES.find(({ id }) => id === template);
  const slug = fields.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const name = file ?? (slug === '' ? '' : `${slug}.md`);
  const place = folder ?? (row?.kind === 'runbook' ? 'runbooks' : 'sops');
  const path = place === '' ? name : `${place}/${name}`;
  const title = fields.title === '' ? (row?.title ?? '') : fields.title;
  const text = [`# ${title}`, ...known.map((each) => each.text), '[Describe it in words]'];
  const taken = EXTRA_ROWS.some(({ id }) => id.toLowerCase() === path.toLowerCase());
  return {
    folder: place,
    file: name,
    path,
    problem: taken ? `\`${path}\` is there already` : null,
    text: `${text.join('\n\n')}\n`,
    html: `<h1>${title}</h1>${text
      .slice(1)
      .map((each) => `<p>${each}</p>`)
      .join('')}`,
    snippets: [],
    fields:
      fields.reviewInterval === 'often'
        ? [{ field: 'review_interval', message: '`review_interval` should be an interval' }]
        : [],
  };
}
