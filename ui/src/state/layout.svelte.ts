/**
 * What of the window is shown: which panes fit, which one has the focus, which dialog lies over it.
 * Widths are counted in the person's text size: at 200 % a window of 1,280 px is one of 640.
 */
import { tick } from 'svelte';
import { isBoolean, recall, remember } from './storage';

export type Pane = 'rail' | 'list' | 'reader';
export type Dialog =
  | 'palette'
  | 'settings'
  | 'shortcuts'
  | 'run.start'
  | 'run.close'
  | 'run.export'
  | 'run.share'
  | 'debrief.export'
  | 'drafts'
  | 'life'
  | 'document.new'
  | 'document.move'
  | 'document.delete';

const PANES: readonly Pane[] = ['rail', 'list', 'reader'];
const STACK_BELOW = 720;
const OVERLAY_BELOW = 1040;

/** The arrangement of the window. */
export class Layout {
  /** Width of the window in CSS pixels, as the window tells it. */
  width = $state(1280);
  /** Text size in percent, as the settings tell it. */
  textSize = $state(100);
  /** Width that the panes have where they stand inside of something else; null where the window is theirs. */
  inset = $state<number | null>(null);
  dialog = $state<Dialog | null>(null);
  /** The pane in front where only one fits. */
  pane = $state<Pane>('list');
  #railOpen = $state(recall('rail', true, isBoolean));
  #railOver = $state(false);

  /** Called when a pane comes to the front. */
  onReveal: () => void = () => undefined;

  /** Whether what is in the reader wants all of the width while it is in front. */
  #whole: () => boolean = () => false;

  readonly room = $derived(((this.inset ?? this.width) * 100) / this.textSize);
  /** Only one pane fits, whatever is in it. */
  readonly #narrow = $derived(this.room < STACK_BELOW);
  /** One pane at a time is shown. */
  readonly stacked = $derived(this.#narrow || (this.pane === 'reader' && this.#whole()));
  /** The rail has no place of its own and lies over the list while it is open. */
  readonly overlaid = $derived(!this.stacked && this.room < OVERLAY_BELOW);
  /** The rail is shown beside the list, where several panes are. */
  readonly #railBeside = $derived(this.room < OVERLAY_BELOW ? this.#railOver : this.#railOpen);
  readonly railShown = $derived(this.stacked ? this.pane === 'rail' : this.#railBeside);

  constructor(whole: () => boolean) {
    this.#whole = whole;
  }

  toggleRail(): void {
    if (this.railShown) this.closeRail();
    else this.openRail();
  }

  openRail(): void {
    if (this.stacked) this.pane = 'rail';
    // What had all of the width has made room by that, unless there is none.
    if (this.overlaid) this.#railOver = true;
    else if (!this.stacked) this.#setRail(true);
    void this.focus('rail');
  }

  closeRail(): void {
    const focused = document.getElementById('rail')?.contains(document.activeElement) ?? false;
    if (this.stacked) this.pane = 'list';
    else if (this.overlaid) this.#railOver = false;
    else this.#setRail(false);
    if (focused) void this.focus('list');
  }

  /** Something was chosen in the rail or the list: what it leads to comes to the front. */
  reveal(pane: Pane): void {
    this.#railOver = false;
    this.pane = pane;
    this.onReveal();
  }

  /** Moves the focus into a pane and shows it where only one fits. */
  async focus(pane: Pane): Promise<void> {
    this.pane = pane;
    this.onReveal();
    await tick();
    const target = focusTarget(pane);
    // A field that has the focus already is asked for to type something else.
    if (target === document.activeElement && target instanceof HTMLInputElement) target.select();
    else target?.focus();
  }

  /** The next pane that is shown, or the one before. */
  async cycle(step: 1 | -1): Promise<void> {
    // What has all of the width now makes room for the others as soon as one of them is gone to.
    const hasRail = this.#narrow || this.#railBeside;
    const shown = PANES.filter((pane) => pane !== 'rail' || hasRail);
    const at = shown.findIndex((pane) => paneElement(pane)?.contains(document.activeElement));
    const next =
      shown[(Math.max(at, at < 0 && step < 0 ? 0 : at) + step + shown.length) % shown.length];
    if (next) await this.focus(next);
  }

  #setRail(open: boolean): void {
    this.#railOpen = open;
    remember('rail', open);
  }
}

function paneElement(pane: Pane): HTMLElement | null {
  return document.getElementById(pane);
}

function focusTarget(pane: Pane): HTMLElement | null {
  if (pane === 'list') return document.getElementById('search');
  const element = paneElement(pane);
  if (pane === 'reader') return element;
  return (
    element?.querySelector<HTMLElement>('[data-pane-focus]') ??
    element?.querySelector<HTMLElement>('button') ??
    null
  );
}
