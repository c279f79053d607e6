import { expect, test } from 'vitest';
import type { DrillCharts } from '../platform/types';
import { fake } from '../platform/fake';
import { Charts, joined } from './drill-charts.svelte';

test('new points replace the old ones from their second on', () => {
  const old = { metric: 'p95', seconds: [0, 5, 10], values: [1, 2, 3] };
  const fresh = { metric: 'p95', seconds: [10, 15], values: [4, 5] };
  expect(joined(old, fresh, 10)).toEqual({
    metric: 'p95',
    seconds: [0, 5, 10, 15],
    values: [1, 2, 4, 5],
  });
});

test('asks for all at first, then for what is new, and for all of a metric that is new', async () => {
  const asked: (number | null)[] = [];
  const { platform } = fake(
    {},
    {
      drillCharts: ({ metrics, from }) => {
        asked.push(from);
        const charts: DrillCharts = {
          series: metrics.map((metric) => ({ metric, seconds: [from ?? 0], values: [1] })),
          marks: [],
          next: 5,
          midnight: 0,
        };
        return Promise.resolve(charts);
      },
    },
  );
  const charts = new Charts(platform);
  await charts.read('drill', ['p95']);
  await charts.read('drill', ['p95']);
  await charts.read('drill', ['p95', 'cpu']);
  await charts.read('another', ['p95']);
  expect(asked).toEqual([null, 5, null, null]);
});
