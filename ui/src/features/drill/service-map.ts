/**
 * Where the boxes of a system map stand: what needs others above what is needed. Everything in percent of the map, so
 * that it fits wherever it is drawn. It draws nothing.
 */
import type { DrillService } from '../../platform/types';

/** A box and its middle. */
export interface MapNode {
  service: DrillService;
  x: number;
  y: number;
}

/** A line between the middles of two boxes. */
export interface MapEdge {
  key: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Boxes side by side in one row at most; more of them begin another row. */
const WIDEST = 3;

/** Places every service. */
export function layOut(services: readonly DrillService[]): {
  nodes: MapNode[];
  edges: MapEdge[];
  rows: number;
} {
  const depths = depthsOf(services);
  const rows = rowsOf(services, depths);
  const nodes = rows.flatMap((row, at) =>
    row.map((service, index) => ({
      service,
      x: ((index + 0.5) / row.length) * 100,
      y: ((at + 0.5) / rows.length) * 100,
    })),
  );
  const places = new Map(nodes.map((node) => [node.service.name, node]));
  const edges = nodes.flatMap(({ service, x, y }) =>
    service.needs.flatMap((name) => {
      const to = places.get(name);
      return to ? [{ key: `${service.name} ${name}`, x1: x, y1: y, x2: to.x, y2: to.y }] : [];
    }),
  );
  return { nodes, edges, rows: rows.length };
}

/** How far below the top each service stands: one more than the lowest that needs it. Circles are cut. */
function depthsOf(services: readonly DrillService[]): Map<string, number> {
  const depths = new Map(services.map(({ name }) => [name, 0]));
  for (const round of services.keys()) {
    let moved = false;
    for (const { name, needs } of services) {
      for (const needed of needs) {
        const below = (depths.get(name) ?? 0) + 1;
        if (!depths.has(needed) || needed === name || (depths.get(needed) ?? 0) >= below) continue;
        if (below > services.length) continue;
        depths.set(needed, below);
        moved = true;
      }
    }
    if (!moved || round === services.length) break;
  }
  return depths;
}

function rowsOf(
  services: readonly DrillService[],
  depths: ReadonlyMap<string, number>,
): DrillService[][] {
  const rows: DrillService[][] = [];
  const levels = [...new Set(depths.values())].sort((a, b) => a - b);
  for (const level of levels) {
    const here = services.filter(({ name }) => depths.get(name) === level);
    for (let at = 0; at < here.length; at += WIDEST) rows.push(here.slice(at, at + WIDEST));
  }
  return rows;
}
