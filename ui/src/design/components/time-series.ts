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
  /** The time at which something beside the chart stands; null for none. */
  now: number | null;
  /** The first and the last time that are drawn; those of the line where it is null. */
  span: readonly [number, number] | null;
  /** A time as it stands at the axis. */
  tickAt: (time: number) => string;
  /** A value as it stands at the axis. */
  figureAt: (value: number) => string;
  /** Each value is a point of its own: few of them, far apart. */
  dots: boolean;
}

/** The text size, in points, at which every other length here is meant. */
export const USUAL_TEXT = 16;
/** Room at the right, for half of the last time on the axis. In points. */
export const PAD_RIGHT = 16;
/** Room that a label needs to be read along the time, in points. */
const READABLE = 72;
/** Room above the line and its limits for what is written there, as a share of what is drawn. */
const HEADROOM = 0.16;
/** Room that a label needs beside its mark, in points. */
const LABEL_ROOM = 11;

/** How large a chart is, in points. */
export interface Room {
  width: number;
  height: number;
  /** How large its text is beside the usual size. */
  scale: number;
  /** Room for the values at the left; it is asked for whenever the axes are laid out. */
  gutter: () => number;
}

/** The options of a chart in this element; `dressing` tells what is drawn beside the line. */
export function options(
  element: HTMLElement,
  { width, height, scale, gutter }: Room,
  dressing: () => Dressing,
): uPlot.Options {
  const ink = (token: string) => (): string => colourOf(element, token);
  const grid = { stroke: ink('--plot-grid'), width: 1 };
  const axis = {
    stroke: ink('--plot-text'),
    font: `${String(11 * scale)}px sans-serif`,
    grid,
    ticks: { show: false },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [6, PAD_RIGHT * scale, 0, 0],
    scales: {
      x: { time: false, range: (_, first, last) => [...(dressing().span ?? [first, last])] },
      y: { range: (_, low, high) => room(low, high, dressing().limits) },
    },
    axes: [
      {
        ...axis,
        size: 22 * scale,
        gap: 2,
        space: 56 * scale,
        incrs: [60, 120, 300, 600, 900, 1800, 3600, ...[1, 2, 7, 14, 28, 91, 182, 364].map(days)],
        values: (_, times) => times.map((time) => dressing().tickAt(time)),
      },
      {
        ...axis,
        size: gutter,
        gap: 2,
        space: 32 * scale,
        values: (_, values) => values.map((value) => dressing().figureAt(value)),
      },
    ],
    series: [
      {},
      {
        stroke: ink('--plot-line'),
        width: 1.5,
        points: { show: () => dressing().dots, size: 6 },
      },
    ],
    hooks: {
      draw: [
        (plot) => {
          dress(plot, dressing(), ink, scale * devicePixelRatio);
        },
      ],
    },
  };
}

function days(count: number): number {
  return count * 24 * 3600;
}

/** From zero to above the line and every limit that is near. */
function room(low: number, high: number, limits: readonly Limit[]): [number, number] {
  const top = Number.isFinite(high) ? high : 1;
  const near = limits.map(({ value }) => value).filter((value) => value < top * 4 || top === 0);
  const most = Math.max(top, ...near, 0);
  const least = Math.min(0, Number.isFinite(low) ? low : 0);
  return [least, most <= least ? least + 1 : most + (most - least) * HEADROOM];
}

/** Draws limits, marks and the cursor. */
function dress(
  plot: uPlot,
  { limits, marks, cursor, now }: Dressing,
  ink: (token: string) => () => string,
  scale: number,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `${String(10 * scale)}px sans-serif`;
  for (const { value, label } of limits) {
    const y = plot.valToPos(value, 'y', true);
    line(ctx, ink('--plot-limit')(), [bbox.left, y, bbox.left + bbox.width, y], [6, 4]);
    ctx.fillStyle = ink('--plot-limit')();
    ctx.fillText(label, bbox.left + 4 * scale, y - 3 * scale);
  }
  for (const mark of placed(marks, (at) => plot.valToPos(at, 'x', true), bbox, scale)) {
    line(ctx, ink('--plot-mark')(), [mark.x, bbox.top, mark.x, bbox.top + bbox.height], [2, 3]);
    ctx.fillStyle = ink('--plot-mark')();
    written(ctx, mark, bbox, scale);
  }
  const times = [cursor === null ? undefined : plot.data[0][cursor], now ?? undefined];
  for (const time of times.filter((each) => each !== undefined)) {
    const x = plot.valToPos(time, 'x', true);
    line(ctx, ink('--plot-text')(), [x, bbox.top, x, bbox.top + bbox.height], []);
  }
  ctx.restore();
}

/** A mark in the plot. */
interface Placed {
  x: number;
  label: string;
  /** How far beside it its label stands upwards; null where no side has room. */
  side: number | null;
  /** Room behind it, to the next mark or the end. */
  room: number;
}

/**
 * Where marks and their labels stand: before the mark, else behind it, so that none lies over another. `scale` is how
 * many points of the canvas a point at the usual text size has.
 */
export function placed(
  marks: readonly Mark[],
  toX: (at: number) => number,
  { left, width }: { left: number; width: number },
  scale = devicePixelRatio,
): Placed[] {
  const need = LABEL_ROOM * scale;
  const inside = marks
    .map(({ at, label }) => ({ x: toX(at), label }))
    .filter(({ x }) => x >= left && x <= left + width)
    .sort((one, other) => one.x - other.x);
  let taken = left;
  return inside.map(({ x, label }, at) => {
    const room = (inside[at + 1]?.x ?? left + width) - x;
    const before = x - taken >= need;
    const side = before ? -3 * scale : room >= need ? 9 * scale : null;
    taken = side !== null && side > 0 ? x + need : x;
    return { x, label, side, room };
  });
}

/** A label at the head of its mark where there is room, else upwards along it. */
function written(
  ctx: CanvasRenderingContext2D,
  { x, label, side, room }: Placed,
  { top, height }: { top: number; height: number },
  scale: number,
): void {
  const widthOf = (text: string): number => ctx.measureText(text).width;
  if (room >= READABLE * scale) {
    ctx.fillText(fitted(label, room - 8 * scale, widthOf), x + 4 * scale, top + 10 * scale);
  } else if (side !== null) {
    ctx.save();
    ctx.translate(x + side, top + height - 4 * scale);
    ctx.rotate(-Math.PI / 2);
    ctx.fillText(fitted(label, height - 8 * scale, widthOf), 0, 0);
    ctx.restore();
  }
}

/** As much of a label as has room. */
export function fitted(label: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(label) <= room) return label;
  const letters = Array.from(label);
  const cut = (length: number): string => `${letters.slice(0, length).join('').trimEnd()}…`;
  let [fits, over] = [0, letters.length];
  while (fits + 1 < over) {
    const middle = (fits + over) >> 1;
    if (widthOf(cut(middle)) <= room) fits = middle;
    else over = middle;
  }
  return cut(fits);
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
