/**
 * What a person has open on the desk of a drill: the tab, the panel, the act that is being filled in, the line of the
 * terminal. The drill itself is `Drills`; what is possible is not known here: doing it tells.
 */
import { tick } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { DrillAct, DrillInput } from '../platform/types';
import { Charts } from './drill-charts.svelte';
import type { Drills } from './drill.svelte';
import { History } from './drill-history';
import type { Layout } from './layout.svelte';
import type { Platform } from '../platform/types';

/** What stands below the charts, one at a time. Where the window is narrow, the rest of the desk as well. */
export const WORK_TABS = ['terminal', 'logs', 'library', 'controls', 'people', 'notes'] as const;
export const OTHER_TABS = ['situation', 'charts', 'chat'] as const;
type WorkTab = (typeof WORK_TABS)[number];
export type DeskTab = WorkTab | (typeof OTHER_TABS)[number];

/** Areas of the desk as F6 goes through them. */
const AREAS = ['situation', 'charts', 'work', 'chat'] as const;
/** Below this width, in CSS pixels at the normal text size, the areas become tabs. */
const NARROW_BELOW = 1160;

/** An act with what was chosen and written so far. */
export interface Asked {
  act: DrillAct;
  choice: string;
  parts: SvelteMap<string, string>;
  /** Why the drill did not let it happen; empty before that. */
  refused: string;
}

/** The person's desk of a drill. */
export class DrillDesk {
  tab = $state<DeskTab>('terminal');
  /** The name of the panel that is drawn. */
  panel = $state<string | null>(null);
  asked = $state<Asked | null>(null);
  /** The work takes the room of the charts as well. */
  wide = $state(false);
  line = $state('');
  /** The service whose log is shown; all where it is null. */
  service = $state<string | null>(null);
  /** A text that is being written down. */
  draft = $state('');
  /** The message that is being answered, by its number; null for none. */
  replying = $state<number | null>(null);
  readonly history = new History();
  readonly charts: Charts;
  readonly narrow = $derived.by(
    () => (this.#layout.width * 100) / this.#layout.textSize < NARROW_BELOW,
  );

  #drills: Drills;
  #layout: Layout;

  constructor(platform: Platform, drills: Drills, layout: Layout) {
    this.#drills = drills;
    this.#layout = layout;
    this.charts = new Charts(platform);
  }

  /** Another drill is on the desk. */
  begin(): void {
    this.tab = this.narrow ? 'situation' : 'terminal';
    this.panel = null;
    this.asked = null;
    this.wide = false;
    this.line = '';
    this.draft = '';
    this.replying = null;
    // The library begins with its search; behind it the pane still shows the list of drills.
    this.#layout.pane = 'list';
    this.history.fill(this.#drills.outputs.flatMap(({ line }) => line ?? []));
  }

  /** Shows a tab and moves the focus into it; what has its own place on a wide desk gets the focus there. */
  async show(tab: DeskTab, focus = true): Promise<void> {
    const own = !this.narrow && OTHER_TABS.some((other) => other === tab);
    if (tab === 'charts') this.wide = false;
    if (!own) this.tab = tab;
    if (!focus) return;
    await tick();
    focusIn(document.querySelector(`[data-desk="${tab}"]`));
  }

  /** Moves the focus to the next area of the desk. */
  async cycle(step: 1 | -1): Promise<void> {
    await tick();
    const all = AREAS.map((name) => document.querySelector(`[data-area="${name}"]`)).filter(
      (element) => element !== null,
    );
    const at = all.findIndex((element) => element.contains(document.activeElement));
    focusIn(
      all[(Math.max(at, at < 0 && step < 0 ? 0 : at) + step + all.length) % all.length] ?? null,
    );
  }

  /** Opens the form of an act; one without anything to choose or write is done at once where `atOnce` says so. */
  async ask(act: DrillAct, atOnce = false): Promise<void> {
    if (atOnce && !act.choice && act.parts.length === 0) {
      await this.#do(act, null, []);
      return;
    }
    if (this.asked?.act.name === act.name) return;
    this.asked = {
      act,
      choice: act.choice?.values[0]?.word ?? '',
      parts: new SvelteMap(act.parts.map(({ word }) => [word, ''])),
      refused: '',
    };
  }

  /** Leaves an act undone. */
  drop(): void {
    const name = this.asked?.act.name;
    this.asked = null;
    void tick().then(() => {
      document.querySelector<HTMLElement>(`[data-act="${name ?? ''}"]`)?.focus();
    });
  }

  /** Does the act that was filled in; the form stays, with its text, when that cannot be written down or is refused. */
  async confirm(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    const parts = asked.act.parts.map(({ word }) => ({
      name: word,
      text: asked.parts.get(word)?.trim() ?? '',
    }));
    if (!(await this.#do(asked.act, asked.act.choice ? asked.choice : null, parts))) return;
    if (this.asked !== asked) return;
    const refused = this.#drills.refused;
    if (refused === null) this.drop();
    else asked.refused = refused;
  }

  /** What had the focus may have gone with what was put in: it goes back there, else to the work. */
  giveBackFocus(stop: HTMLElement): void {
    if (document.activeElement !== document.body) return;
    if (stop.isConnected && !stop.matches(':disabled')) stop.focus({ preventScroll: true });
    else focusIn(document.querySelector(`[data-desk="${this.tab}"]`));
  }

  /** Looks at the panel again: it takes its time, and what it shows is learnt. */
  async look(panel: string): Promise<void> {
    await this.#drills.put({ input: 'look', name: panel });
  }

  /** Types the line of the terminal. */
  async enter(): Promise<void> {
    const line = this.line.trim();
    if (line === '') return;
    this.history.add(line);
    this.line = '';
    if (!(await this.#drills.put({ input: 'type', line }))) this.line = line;
  }

  /** Writes down what stands in the draft. */
  async write(kind: 'note' | 'hypothesis'): Promise<void> {
    const text = this.draft.trim();
    if (text === '') return;
    if (await this.#drills.put({ input: kind, text })) this.draft = '';
  }

  /** Opens the answer to a message of the chat, wherever that stands. */
  async answer(message: number): Promise<void> {
    if (this.narrow) await this.show('chat', false);
    this.replying = message;
  }

  /** Answers a person; whether it was written down. */
  async reply(to: string, text: string): Promise<boolean> {
    if (text.trim() === '') return false;
    const sent = await this.#drills.put({ input: 'reply', to, text: text.trim() });
    if (sent) this.replying = null;
    return sent;
  }

  /** Asks for a hint; it stands among the notes. */
  async hint(): Promise<void> {
    if (await this.#drills.put({ input: 'hint' })) await this.show('notes', false);
  }

  /** Lets the clock stand or run. */
  async pause(): Promise<void> {
    const { view } = this.#drills;
    if (view) await this.#drills.put({ input: view.paused ? 'resume' : 'pause' });
  }

  #do(
    act: DrillAct,
    choice: string | null,
    parts: { name: string; text: string }[],
  ): Promise<boolean> {
    const { name } = act;
    const input: DrillInput = act.look
      ? { input: 'look', name }
      : { input: 'act', name, choice, parts };
    return this.#drills.put(input);
  }
}

/** Gives the focus to what an area wants it on, else to its first stop. */
function focusIn(area: Element | null): void {
  const stop =
    area?.querySelector<HTMLElement>('[data-desk-focus]') ??
    area?.querySelector<HTMLElement>(
      'button:not(:disabled), input, textarea, select, [tabindex="0"]',
    );
  if (stop) stop.focus();
  else if (area instanceof HTMLElement) {
    area.tabIndex = -1;
    area.focus();
  }
}
