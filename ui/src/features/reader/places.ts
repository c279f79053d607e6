/**
 * Places in a document that is drawn: sections by slug, lines by the nearest element before, and the
 * very spot where somebody was, found again by what stands there and not by pixels alone: pictures
 * that are not loaded yet take no room.
 */
import { Lines } from '../../prose/lines';
import type { Spot, Target } from '../../state/reader.svelte';

const ARRIVED_STAYS = 1800;
/** How far below the top edge a heading counts as the one that is read: a little below where links lead. */
const READ_AT_REM = 7.5;
/** What was gone to is kept in its place for this long while pictures load, unless somebody moves. */
const HELD_AT_MOST = 4000;
const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, pre, tr, summary, img';
const STOPS = '[role="link"], button, summary';
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Goes where the target says. */
export function goTo(scroller: HTMLElement, container: HTMLElement | null, target: Target): void {
  if (target.to === 'spot') {
    if (!container || !goToBlock(scroller, container, target.spot)) {
      scroller.scrollTop = target.spot.top;
    }
    giveBackFocus(scroller, container, target.spot);
    return;
  }
  if (target.to === 'line') {
    if (container) goToLine(scroller, container, target.line);
    scroller.focus({ preventScroll: true });
    return;
  }
  const element = container && elementAt(container, target.slug, target.line);
  if (element) {
    openAround(element);
    element.scrollIntoView({ block: 'start' });
    flash(element);
  } else scroller.scrollTop = 0;
  if (target.focus)
    (element ?? scroller.querySelector('h1') ?? scroller).focus({ preventScroll: true });
}

/**
 * Goes there again whenever the document, or what stands above it, changes its height. That ends after a while, or as soon as
 * somebody moves, which is told.
 */
export function hold(
  scroller: HTMLElement,
  container: HTMLElement,
  target: Target,
  onmove: () => void,
): () => void {
  // What stands above the text in the same page moves it as well.
  const page = container.parentElement ?? container;
  let height = page.offsetHeight;
  const observer =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver(() => {
          if (page.offsetHeight === height) return;
          height = page.offsetHeight;
          if (target.to === 'spot') goToBlock(scroller, container, target.spot);
          else if (target.to === 'line') goToLine(scroller, container, target.line);
          else elementAt(container, target.slug, target.line)?.scrollIntoView({ block: 'start' });
        });
  const rest = setTimeout(() => observer?.disconnect(), HELD_AT_MOST);
  const end = (): void => {
    clearTimeout(rest);
    observer?.disconnect();
    for (const move of MOVES) window.removeEventListener(move, moved, true);
  };
  function moved(): void {
    end();
    onmove();
  }
  observer?.observe(page);
  for (const move of MOVES) window.addEventListener(move, moved, { capture: true, passive: true });
  return end;
}

/** The spot that is in sight now. */
export function spotInSight(scroller: HTMLElement, container: HTMLElement | null): Spot {
  const spot: Spot = { top: scroller.scrollTop, block: null, stop: null };
  if (!container || scroller.scrollTop <= 0) return { ...spot, stop: stopWithFocus(container) };
  const edge = scroller.getBoundingClientRect().top;
  const blocks = [...container.querySelectorAll(BLOCKS)];
  const at = blocks.findIndex((block) => {
    const { top, height } = block.getBoundingClientRect();
    return height > 0 && top >= edge;
  });
  const found = blocks[at];
  if (found) spot.block = { at, below: found.getBoundingClientRect().top - edge };
  return { ...spot, stop: stopWithFocus(container) };
}

/** The slug of the section that stands at the top of the window. */
export function sectionInSight(scroller: HTMLElement, container: HTMLElement): string {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const edge = scroller.getBoundingClientRect().top + READ_AT_REM * rem;
  let slug = '';
  for (const heading of container.querySelectorAll<HTMLElement>('[data-slug]')) {
    const { top, height } = heading.getBoundingClientRect();
    if (height === 0) continue;
    if (top > edge) break;
    slug = heading.dataset.slug ?? '';
  }
  return slug;
}

/** The heading of the section can be seen. */
export function isInSight(scroller: HTMLElement, container: HTMLElement, slug: string): boolean {
  const heading = elementAt(container, slug, null)?.getBoundingClientRect();
  const room = scroller.getBoundingClientRect();
  return heading !== undefined && heading.bottom > room.top && heading.top < room.bottom;
}

/** Opens everything that the element is folded away in. */
export function openAround(element: Element): void {
  for (
    let box = element.closest('details');
    box;
    box = box.parentElement?.closest('details') ?? null
  ) {
    box.open = true;
  }
}

/** Opens all that is folded away in the document; the answer is what was opened. */
export function unfold(article: HTMLElement | undefined): HTMLDetailsElement[] {
  const folded = article?.querySelectorAll<HTMLDetailsElement>('.prose details:not([open])') ?? [];
  for (const box of folded) box.open = true;
  return [...folded];
}

function goToBlock(scroller: HTMLElement, container: HTMLElement, { block }: Spot): boolean {
  const element = block && container.querySelectorAll(BLOCKS)[block.at];
  if (!element) return false;
  openAround(element);
  const edge = scroller.getBoundingClientRect().top;
  scroller.scrollTop += element.getBoundingClientRect().top - edge - block.below;
  return true;
}

/** Brings a line of the text below what sticks to the upper edge. */
function goToLine(scroller: HTMLElement, container: HTMLElement, line: number): void {
  const head = scroller.querySelector('header')?.getBoundingClientRect().height ?? 0;
  const edge = scroller.getBoundingClientRect().top + head;
  const top = container.getBoundingClientRect().top + Lines.of(container).topOf(line);
  scroller.scrollTop = line <= 1 ? 0 : scroller.scrollTop + top - edge;
}

function stopWithFocus(container: HTMLElement | null): number | null {
  const { activeElement } = document;
  if (!container || !activeElement || !container.contains(activeElement)) return null;
  const at = [...container.querySelectorAll(STOPS)].indexOf(activeElement);
  return at < 0 ? null : at;
}

/** The focus goes back to where it was; it is never left on what is no longer there. */
function giveBackFocus(scroller: HTMLElement, container: HTMLElement | null, { stop }: Spot): void {
  const element = stop === null ? undefined : container?.querySelectorAll<HTMLElement>(STOPS)[stop];
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (element) element.focus({ preventScroll: true });
  else if (lost) scroller.focus({ preventScroll: true });
}

function elementAt(
  container: HTMLElement,
  slug: string,
  line: number | null,
): HTMLElement | undefined {
  const bySlug =
    slug === '' ? null : container.querySelector<HTMLElement>(`#${CSS.escape(`s-${slug}`)}`);
  if (bySlug) return bySlug;
  if (line === null) return undefined;
  return [...container.querySelectorAll<HTMLElement>('[data-line]')].findLast(
    (element) => Number(element.dataset.line) <= line,
  );
}

function flash(element: HTMLElement): void {
  element.classList.add('arrived');
  setTimeout(() => {
    element.classList.remove('arrived');
  }, ARRIVED_STAYS);
}
