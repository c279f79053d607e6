/**
 * What a time series looks like: options of uPlot, colours of the theme, lines across the plot. Nothing of ours is
 * imported: texts come as functions.
 */
import type uPlot from 'uplot';
import { colourOf } from './colour';

/** A line at a value. */
export interface Limit {
  value: number;
  label: string;
}

/** A line at a time. */
export interface Mark {
  at: number;
  label: string;
}

/** Everything that is drawn beside the line itself; read anew whenever it is drawn. */
export interface Dressing {
  limits: readonly Limit[];
  marks: readonly Mark[];
  /** Index of the point with the cursor; null for none. */
  cursor: number | null;
  timeAt: (time: number) => string;
}

/** The options of a chart in this element; `dressing` tells what is drawn beside the line. */
export function options(
  element: HTMLElement,
  { width, height }: { width: number; height: number },
  dressing: () => Dressing,
): uPlot.Options {
  const ink = (token: string) => (): string => colourOf(element, token);
  const grid = { stroke: ink('--plot-grid'), width: 1 };
  const axis = {
    stroke: ink('--plot-text'),
    font: '11px sans-serif',
    grid,
    ticks: { show: false },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [6, 16, 0, 0],
    scales: {
      x: { time: false },
      y: { range: (_, low, high) => room(low, high, dressing().limits) },
    },
    axes: [
      {
        ...axis,
        size: 22,
        gap: 2,
        space: 56,
        incrs: [60, 120, 300, 600, 900, 1800, 3600],
        values: (_, times) => times.map((time) => dressing().timeAt(time).slice(0, 5)),
      },
      { ...axis, size: 40, gap: 2, space: 32 },
    ],
    series: [
      {},
      {
        stroke: ink('--plot-line'),
        width: 1.5,
        points: { show: false },
      },
    ],
    hooks: {
      draw: [
        (plot) => {
          dress(plot, dressing(), ink);
        },
      ],
    },
  };
}

/** From zero to above the line and every limit that is near. */
function room(low: number, high: number, limits: readonly Limit[]): [number, number] {
  const top = Number.isFinite(high) ? high : 1;
  const near = limits.map(({ value }) => value).filter((value) => value < top * 4 || top === 0);
  const most = Math.max(top, ...near, 0);
  const least = Math.min(0, Number.isFinite(low) ? low : 0);
  return [least, most <= least ? least + 1 : most + (most - least) * 0.08];
}

/** Draws limits, marks and the cursor. */
function dress(
  plot: uPlot,
  { limits, marks, cursor }: Dressing,
  ink: (token: string) => () => string,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `${String(10 * devicePixelRatio)}px sans-serif`;
  for (const { value, label } of limits) {
    const y = plot.valToPos(value, 'y', true);
    line(ctx, ink('--plot-limit')(), [bbox.left, y, bbox.left + bbox.width, y], [6, 4]);
    ctx.fillStyle = ink('--plot-limit')();
    ctx.fillText(label, bbox.left + 4 * devicePixelRatio, y - 3 * devicePixelRatio);
  }
  for (const { at, label } of marks) {
    const x = plot.valToPos(at, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    line(ctx, ink('--plot-mark')(), [x, bbox.top, x, bbox.top + bbox.height], [2, 3]);
    ctx.fillStyle = ink('--plot-mark')();
    written(ctx, label, x, bbox.top + bbox.height - 4 * devicePixelRatio);
  }
  const time = cursor === null ? undefined : plot.data[0][cursor];
  if (time !== undefined) {
    const x = plot.valToPos(time, 'x', true);
    line(ctx, ink('--plot-text')(), [x, bbox.top, x, bbox.top + bbox.height], []);
  }
  ctx.restore();
}

/** A label beside a mark, upwards. */
function written(ctx: CanvasRenderingContext2D, label: string, x: number, y: number): void {
  ctx.save();
  ctx.translate(x - 3 * devicePixelRatio, y);
  ctx.rotate(-Math.PI / 2);
  ctx.fillText(label, 0, 0);
  ctx.restore();
}

function line(
  ctx: CanvasRenderingContext2D,
  stroke: string,
  [x1, y1, x2, y2]: [number, number, number, number],
  dash: number[],
): void {
  ctx.strokeStyle = stroke;
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
