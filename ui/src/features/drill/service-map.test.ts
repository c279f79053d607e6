import { expect, test } from 'vitest';
import type { DrillService } from '../../platform/types';
import { layOut } from './service-map';

function service(name: string, ...needs: string[]): DrillService {
  return { name, title: '', kind: 'app', owner: '', needs, seen: 'unknown' };
}

function rows(...services: DrillService[]): string {
  const { nodes } = layOut(services);
  const heights = [...new Set(nodes.map(({ y }) => y))];
  return heights
    .map((y) =>
      nodes
        .filter((node) => node.y === y)
        .map((node) => node.service.name)
        .join(' '),
    )
    .join(' / ');
}

test('what is needed stands below everything that needs it', () => {
  expect(
    rows(
      service('web', 'checkout', 'search'),
      service('checkout', 'db', 'payments'),
      service('payments', 'partner', 'db'),
      service('search', 'db'),
      service('db'),
      service('partner'),
    ),
  ).toBe('web / checkout search / payments / db partner');
});

test('a wide row is broken, a circle ends, a name that nobody has is left out', () => {
  expect(rows(service('a'), service('b'), service('c'), service('d'))).toBe('a b c / d');
  expect(layOut([service('a', 'b'), service('b', 'a')]).nodes).toHaveLength(2);
  expect(layOut([service('a', 'gone')]).edges).toEqual([]);
});
