/** Places in a document that is drawn: sections by slug, lines by the nearest element before. */
import type { Target } from '../../state/reader.svelte';

const ARRIVED_STAYS = 1800;
/** How far below the top edge a heading counts as the one that is read. */
const READ_AT = 96;

/** Goes where the target says; true when a section was found. */
export function goTo(scroller: HTMLElement, container: HTMLElement | null, target: Target): void {
  if (target.to === 'scroll') {
    scroller.scrollTop = target.top;
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

/** The slug of the section that stands at the top of the window. */
export function sectionInSight(scroller: HTMLElement, container: HTMLElement): string {
  const edge = scroller.getBoundingClientRect().top + READ_AT;
  let slug = '';
  for (const heading of container.querySelectorAll<HTMLElement>('[data-slug]')) {
    if (heading.getBoundingClientRect().top > edge) break;
    slug = heading.dataset.slug ?? '';
  }
  return slug;
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

function openAround(element: HTMLElement): void {
  for (
    let box = element.closest('details');
    box;
    box = box.parentElement?.closest('details') ?? null
  ) {
    box.open = true;
  }
}

function flash(element: HTMLElement): void {
  element.classList.add('arrived');
  setTimeout(() => {
    element.classList.remove('arrived');
  }, ARRIVED_STAYS);
}
