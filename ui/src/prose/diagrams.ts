/**
 * Mermaid diagrams, drawn when they come into sight and without any connection. What is drawn passes
 * the sanitizer once more and stands in a shadow root, so that its style reaches nothing else. What
 * is too large, wrong or too slow stays the code that it is, with a sentence.
 */
import type { Mermaid } from 'mermaid';
import { m } from '../paraglide/messages.js';
import { loadSanitizer } from './sanitize';

const MOST_TEXT = 50_000;
const MOST_EDGES = 400;
const MOST_MILLISECONDS = 5000;

let drawer: Promise<Mermaid> | undefined;
let last = 0;
/** One at a time: the drawer has one set of settings. */
let turn: Promise<unknown> = Promise.resolve();

/** Draws every diagram of the container as it comes near, anew in another theme; the answer ends it. */
export function drawInSight(container: HTMLElement): () => void {
  const figures = [...container.querySelectorAll<HTMLElement>('figure[data-language="mermaid"]')];
  if (figures.length === 0 || typeof IntersectionObserver === 'undefined') return () => undefined;
  const seen = new Set<HTMLElement>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        observer.unobserve(target);
        seen.add(target);
        void show(target);
      }
    },
    { rootMargin: '300px' },
  );
  figures.forEach((figure) => {
    observer.observe(figure);
  });
  const again = (): void => {
    seen.forEach((figure) => void show(figure));
  };
  const themes = new MutationObserver(again);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', again);
  return () => {
    observer.disconnect();
    themes.disconnect();
    system.removeEventListener('change', again);
  };
}

async function show(figure: HTMLElement): Promise<void> {
  const source = figure.querySelector('pre code')?.textContent ?? '';
  const reason = tooLarge(source);
  if (reason !== null) {
    explain(figure, reason);
    return;
  }
  turn = turn.then(() => draw(figure, source)).catch(() => undefined);
  await turn;
}

/** Why a diagram is not drawn at all; `null` when it may be. */
export function tooLarge(source: string): string | null {
  const edges = source.split(/--|==|-\.|->|~~~/).length - 1;
  const large = source.length > MOST_TEXT || edges > MOST_EDGES;
  return large ? m.prose_diagram_large() : null;
}

async function draw(figure: HTMLElement, source: string): Promise<void> {
  const stage = document.createElement('div');
  stage.className = 'diagram-stage';
  stage.setAttribute('aria-hidden', 'true');
  document.body.append(stage);
  try {
    drawer ??= import('mermaid').then((module) => module.default);
    const mermaid = await drawer;
    mermaid.initialize(settings(isDark(figure)));
    last += 1;
    const { svg } = await within(mermaid.render(`diagram-${String(last)}`, source, stage));
    put(figure, await clean(svg));
  } catch {
    explain(figure, m.prose_diagram_failed());
  } finally {
    stage.remove();
  }
}

/** Nothing of these can be changed by a diagram's own settings. */
function settings(dark: boolean): Parameters<Mermaid['initialize']>[0] {
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { useMaxWidth: true },
    maxTextSize: MOST_TEXT,
    maxEdges: MOST_EDGES,
    suppressErrorRendering: true,
    theme: dark ? 'dark' : 'neutral',
    fontFamily: 'inherit',
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'suppressErrorRendering',
      'htmlLabels',
      'flowchart',
      'theme',
      'themeCSS',
      'themeVariables',
      'fontFamily',
      'altFontFamily',
      'dompurifyConfig',
      'arrowMarkerAbsolute',
    ],
  };
}

/** Light text means a dark theme, whatever its name. */
function isDark(figure: HTMLElement): boolean {
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return false;
  canvas.fillStyle = getComputedStyle(figure).color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return red + green + blue > 384;
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('too slow'));
    }, MOST_MILLISECONDS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The only place where SVG passes: no addresses, no pictures, no HTML in it. A link stays without its
 * address, because it may carry the place of what is in it.
 */
export async function clean(svg: string): Promise<DocumentFragment> {
  const purify = await loadSanitizer();
  return purify.sanitize(svg, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ['image', 'foreignObject', 'use', 'feImage', 'script'],
    FORBID_ATTR: ['href', 'xlink:href'],
    RETURN_DOM_FRAGMENT: true,
  });
}

function put(figure: HTMLElement, drawing: DocumentFragment): void {
  figure.querySelector('.diagram')?.remove();
  figure.querySelector('.diagram-problem')?.remove();
  const host = document.createElement('div');
  host.className = 'diagram';
  host.setAttribute('role', 'img');
  host.setAttribute('aria-label', m.prose_diagram());
  host.tabIndex = 0;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = styles(drawing);
  root.append(drawing);
  fold(figure)?.before(host);
}

/** The window takes no style from markup, only what is set by script: a drawing's own is set that way. */
function styles(drawing: DocumentFragment): CSSStyleSheet[] {
  for (const element of drawing.querySelectorAll<SVGElement>('[style]')) {
    element.style.cssText = element.getAttribute('style') ?? '';
  }
  return [...drawing.querySelectorAll('style')].map((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style.textContent);
    style.remove();
    return sheet;
  });
}

/** The code stays at hand, folded. */
function fold(figure: HTMLElement): HTMLElement | null {
  const known = figure.querySelector<HTMLElement>('.diagram-source');
  if (known) return known;
  const code = figure.querySelector('pre');
  if (!code) return null;
  const details = document.createElement('details');
  details.className = 'diagram-source';
  const summary = document.createElement('summary');
  summary.textContent = m.prose_diagram_source();
  code.replaceWith(details);
  details.append(summary, code);
  return details;
}

function explain(figure: HTMLElement, text: string): void {
  if (figure.querySelector('.diagram-problem')) return;
  figure.querySelector('.diagram')?.remove();
  const problem = document.createElement('p');
  problem.className = 'diagram-problem';
  problem.textContent = text;
  (figure.querySelector('.diagram-source') ?? figure.querySelector('pre'))?.before(problem);
}
