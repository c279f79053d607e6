/** Recomputes the contrast of the colours: values may change, the ratios may not. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Theme = 'light' | 'dark' | 'contrast-light' | 'contrast-dark';
type Colours = Record<string, string>;

const css = readFileSync('src/design/tokens.css', 'utf8');
const SURFACES = ['bg', 'surface', 'raised', 'hover', 'active', 'selected'];
const TEXT = ['text', 'text-2', 'text-3', 'accent', 'danger', 'warning', 'success', 'info'];
const CODE = ['keyword', 'string', 'number', 'name', 'comment'];
const BADGES = ['danger', 'warning', 'success', 'info'];

/** Colours of the block that opens with the selector, one side of each pair. */
function block(selector: string, side: 0 | 1): Colours {
  const body = css.slice(css.indexOf(selector)).split('\n}')[0] ?? '';
  const pairs = body.matchAll(/--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)/g);
  return Object.fromEntries([...pairs].map(([, name = '', ...sides]) => [name, sides[side] ?? '']));
}

const THEMES: Record<Theme, Colours> = {
  light: block(':root {', 0),
  dark: block(':root {', 1),
  'contrast-light': { ...block(':root {', 0), ...block("[data-theme='high-contrast']", 0) },
  'contrast-dark': { ...block(':root {', 1), ...block("[data-theme='high-contrast']", 1) },
};

/** Relative luminance of an OKLCH colour, as WCAG counts it. */
function luminance(colour: string): number {
  const [l = 0, c = 0, h = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(theme: Theme, front: string, back: string): number {
  const [one, other] = [front, back].map((name) => luminance(THEMES[theme][name] ?? ''));
  const [light, dark] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)];
  return (light + 0.05) / (dark + 0.05);
}

function check(theme: Theme, fronts: string[], backs: string[], least: number): void {
  const faint = fronts.flatMap((front) =>
    backs
      .map((back) => [`${front} on ${back}`, ratio(theme, front, back)] as const)
      .filter(([, found]) => found < least)
      .map(([pair, found]) => `${pair}: ${found.toFixed(2)}`),
  );
  expect(faint).toEqual([]);
}

describe.each(Object.keys(THEMES) as Theme[])('%s', (theme) => {
  const least = theme.startsWith('contrast') ? 7 : 4.5;

  test('the table was read', () => {
    expect(Object.keys(THEMES[theme]).length).toBeGreaterThan(30);
  });

  test('text stands out from every surface', () => {
    check(theme, TEXT.slice(0, 3), SURFACES, least);
    check(theme, TEXT.slice(3), SURFACES, 4.5);
  });

  test('controls and the focus ring stand out from every surface', () => {
    check(theme, ['border-strong', 'focus'], SURFACES.slice(0, 5), 3);
  });

  test('badges, marks and solid buttons can be read', () => {
    for (const badge of BADGES) check(theme, [`${badge}-badge`], [`${badge}-badge-bg`], 4.5);
    check(theme, ['mark'], ['mark-bg'], 7);
    check(theme, ['on-drill'], ['drill'], 7);
    check(theme, ['on-accent'], ['accent-solid'], 4.5);
  });

  test('code can be read', () => {
    check(
      theme,
      CODE.map((name) => `code-${name}`),
      ['code-bg'],
      4.5,
    );
    check(theme, ['text'], ['code-bg'], 7);
  });
});
