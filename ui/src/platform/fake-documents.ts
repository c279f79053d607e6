/** Documents of the fake core, in the markup that the renderer makes. */
import type { DocumentRow, DocumentView } from './types';

type Given = Partial<DocumentView> & { row: DocumentRow; html: string };

function row(id: string, title: string, rest: Partial<DocumentRow> = {}): DocumentRow {
  return {
    id,
    title,
    kind: 'reference',
    status: null,
    service: null,
    owner: null,
    tags: [],
    language: 'en',
    problems: 0,
    ...rest,
  };
}

/** The rest of a document follows from its markup. */
function document(given: Given): DocumentView {
  const headings = [
    ...given.html.matchAll(/<h(\d) id="s-[^"]*" data-slug="([^"]*)" data-line="(\d+)">(.*?)<\/h/g),
  ];
  return {
    snippets: [],
    outline: headings.map(([, level, slug, line, text]) => ({
      level: Number(level),
      slug: slug ?? '',
      line: Number(line),
      text: text ?? '',
    })),
    problems: [],
    mode: 'rendered',
    translations: [],
    fields: [],
    contentHash: given.row.id,
    size: given.html.length,
    ...given,
  };
}

function heading(level: number, text: string, line: number): string {
  const slug = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const [h, at] = [String(level), String(line)];
  return `<h${h} id="s-${slug}" data-slug="${slug}" data-line="${at}">${text}</h${h}>`;
}

function code(snippet: number, language: string, text: string): string {
  return `<figure class="code" data-language="${language}" data-snippet="${String(snippet)}"><pre><code class="language-${language}">${text}</code></pre></figure>`;
}

const SLOW = document({
  row: row('runbooks/checkout/CheckoutLatencyHigh.md', 'CheckoutLatencyHigh', {
    kind: 'runbook',
    status: 'approved',
    service: 'checkout',
    owner: 'team-payments',
    tags: ['latency', 'on-call'],
    problems: 2,
  }),
  html: [
    heading(1, 'CheckoutLatencyHigh', 9),
    '<p>The 95th percentile of <code>POST /checkout</code> has been over <strong>800 ms</strong> for ten minutes. Orders still go through, slowly; most customers give up at about three seconds.</p>',
    '<aside class="admonition" data-kind="warning"><p class="admonition-title">Warning</p><p>Do not restart all pods at once: the connection pool takes two minutes to warm up, and the database sees every query cold.</p></aside>',
    heading(2, 'Meaning', 15),
    '<p>Either the database answers slowly or the service waits for connections. The dashboard <a class="link external" data-external="https://grafana.example.org/d/checkout">Checkout overview</a> shows which; see <a class="link" data-document="services/postgres.md" data-anchor="connection-limits">connection limits</a> and <span class="link-dead" data-target="../old/limits.md">the old limits</span>.</p>',
    heading(2, 'Diagnosis', 21),
    '<ol><li>Look at the pods and their restarts.' +
      code(
        0,
        'bash',
        'kubectl -n checkout get pods -o wide\nkubectl -n checkout top pods --sort-by=cpu | head',
      ) +
      '</li><li>Count the connections with <code class="command" data-snippet="1">psql -c "select count(*) from pg_stat_activity"</code> and compare them with the limit of 400.</li><li>Find the slowest query.' +
      code(
        2,
        'sql',
        "select pid, now() - query_start as since, left(query, 80) as query\nfrom pg_stat_activity\nwhere state = 'active' -- the idle ones wait for nothing\norder by since desc\nlimit 5;",
      ) +
      '</li></ol>',
    heading(2, 'Mitigation', 44),
    '<ul><li><input type="checkbox" disabled checked>Announce in <code>#incident</code></li><li><input type="checkbox" disabled>Raise the pool to 40</li></ul>',
    code(
      3,
      'yaml',
      'pool:\n  size: 40        # was 20\n  timeout: 5s\n  endpoints: ["db-1.internal:5432", "db-2.internal:5432"]',
    ),
    heading(3, 'Roll back', 58),
    '<p>Set the size to its old value and watch for <kbd>10</kbd> minutes.</p>',
    heading(2, 'Who to call', 62),
    '<table><thead><tr><th>When</th><th>Who</th><th align="right">Answers in</th></tr></thead><tbody><tr><td>Office hours</td><td>team-payments</td><td align="right">5 min</td></tr><tr><td>Night</td><td>On-call of payments, then of the platform</td><td align="right">15 min</td></tr></tbody></table>',
    '<blockquote><p>It has been the connection pool in four of five cases.</p></blockquote>',
    '<p><img class="image" data-file="img/pool.png" alt="Pool size over time"> <span class="image-remote" data-external="https://img.example.org/a.png">Badge</span> <span class="chip" title="{{&lt; ref >}}">ref</span></p>',
  ].join(''),
  snippets: [
    'kubectl -n checkout get pods -o wide\nkubectl -n checkout top pods --sort-by=cpu | head',
    'psql -c "select count(*) from pg_stat_activity"',
    'select pid from pg_stat_activity',
    'pool:\n  size: 40',
  ].map((text) => ({ text, hiddenCharacters: text.startsWith('psql') })),
  problems: [
    {
      code: 'link-dead',
      severity: 'warning',
      message: '`../old/limits.md` leads to no document',
      hint: 'Correct the path or remove the link',
      line: 17,
      column: 40,
    },
    {
      code: 'image-dead',
      severity: 'error',
      message: '`img/pool.png` is not there',
      hint: null,
      line: 66,
      column: 1,
    },
  ],
  translations: [{ id: 'runbooks/checkout/CheckoutLatencyHigh.id.md', language: 'id' }],
  fields: [
    { name: 'alerts', value: 'CheckoutLatencyHigh, CheckoutLatencyCritical' },
    { name: 'last_reviewed', value: '2025-11-03' },
  ],
});

const SLOW_ID = document({
  row: row('runbooks/checkout/CheckoutLatencyHigh.id.md', 'Latensi checkout tinggi', {
    kind: 'runbook',
    service: 'checkout',
    language: 'id',
  }),
  html: `${heading(1, 'Latensi checkout tinggi', 1)}<p>Pesanan tetap diproses, tetapi lambat.</p>`,
  translations: [{ id: SLOW.row.id, language: 'en' }],
});

const POSTGRES = document({
  row: row('services/postgres.md', 'PostgreSQL', {
    kind: 'service',
    service: 'postgres',
    owner: 'team-platform',
    tags: ['database'],
  }),
  html: `${heading(1, 'PostgreSQL', 1)}<p>Two nodes with streaming replication.</p>${heading(2, 'Connection limits', 8)}<p>400 connections on each node. Pods take 20 each.</p>${heading(2, 'Backups', 20)}<p>Every night at 01:00 UTC.</p>`,
});

const FAILOVER = document({
  row: row('sops/database-failover.md', 'Fail over the database', {
    kind: 'sop',
    status: 'in-review',
    service: 'postgres',
    owner: 'team-platform',
    tags: ['database', 'on-call'],
  }),
  html: `${heading(1, 'Fail over the database', 1)}<p>Purpose: move writes to the standby.</p>${heading(2, 'Steps', 9)}<ol><li>Stop writes.</li><li>Promote the standby.</li></ol>`,
});

export const DOCUMENTS: readonly DocumentView[] = [SLOW, SLOW_ID, POSTGRES, FAILOVER];

/** Rows that the tree and the list show beside them. */
export const EXTRA_ROWS: readonly DocumentRow[] = [
  row('runbooks/checkout/CheckoutErrorsHigh.md', 'CheckoutErrorsHigh', {
    kind: 'runbook',
    service: 'checkout',
  }),
  row('runbooks/payments/PaymentQueueGrowing.md', 'PaymentQueueGrowing', {
    kind: 'runbook',
    service: 'payments',
  }),
  row('runbooks/payments/ProviderTimeouts.md', 'ProviderTimeouts', {
    kind: 'runbook',
    service: 'payments',
  }),
  row('postmortems/2025-06-02-pool.md', 'Connections exhausted on 2 June', {
    kind: 'postmortem',
    service: 'checkout',
  }),
  row('checklists/release.md', 'Release checklist', { kind: 'checklist' }),
  row('README.md', 'How we keep this handbook'),
];
