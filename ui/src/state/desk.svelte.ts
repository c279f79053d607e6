/**
 * What a person has in hand at a run: the form that is open at a step, a command that waits for a value
 * or for a yes, and what follows from finishing them. The run itself is `Runs`.
 */
import { m } from '../paraglide/messages.js';
import type { RunAct, RunCommand, RunStep } from '../platform/types';
import { copyComing, copyText } from '../prose/clipboard';
import type { Runs } from './run.svelte';
import type { Toasts } from './toasts.svelte';

export type FormKind = 'skip' | 'fail' | 'note' | 'output' | 'add';

/** A form at a step, with what was typed so far. */
export interface StepForm {
  kind: FormKind;
  step: string;
  text: string;
}

/** A command that is not copied yet: a value is missing, or it destroys something. */
export interface Ask {
  /** Its index among the run's commands. */
  command: number;
  why: 'missing' | 'destructive';
}

/** A parameter that shall take the focus, once; null for the first that has no value. */
export interface Wanted {
  name: string | null;
}

/** The person's desk beside the run. */
export class Desk {
  form = $state<StepForm | null>(null);
  ask = $state.raw<Ask | null>(null);
  wanted = $state.raw<Wanted | null>(null);
  /** The step whose readings are to be written down: its first open field takes the focus, once. */
  reading = $state<string | null>(null);
  /** The field for going to a step by its number is open. */
  going = $state(false);
  /** A form was asked for and waits for the step that it belongs to. What is typed meanwhile is no key of the run. */
  opening = $state(false);
  /** The command that was copied last: the next press takes the one after it. */
  copied = $state<number | null>(null);

  #runs: Runs;
  #toasts: Toasts;

  constructor(runs: Runs, toasts: Toasts) {
    this.#runs = runs;
    this.#toasts = toasts;
  }

  /** Puts everything away: another run, or none. */
  clear(): void {
    this.form = null;
    this.ask = null;
    this.wanted = null;
    this.copied = null;
    this.going = false;
    this.reading = null;
  }

  /** Opens a form at the step at hand: after "done" and a quick key, the one that this led to. */
  openHere(kind: FormKind): void {
    if (!this.#runs.busy) {
      this.open(kind);
      return;
    }
    this.opening = true;
    void this.#runs.settled().then(() => {
      this.opening = false;
      this.open(kind);
    });
  }

  /** Opens a form at a step; one that is open there keeps what was typed. */
  open(kind: FormKind, step: string | null = this.#runs.cursor): void {
    if (!this.#runs.writable || step === null) return;
    if (step !== this.#runs.cursor) this.#runs.goTo(step, false);
    this.#runs.trouble = null;
    if (this.form?.kind !== kind || this.form.step !== step) this.form = { kind, step, text: '' };
  }

  /** What is typed into the form. */
  type(text: string): void {
    if (this.form) this.form.text = text;
  }

  /** Closes the form and goes back to its step. */
  close(): void {
    const step = this.form?.step ?? this.#runs.cursor;
    this.form = null;
    this.#runs.trouble = null;
    this.#runs.goTo(step);
  }

  /** Writes down what the form says; it stays, with its text, when that cannot be done. */
  async submit(): Promise<void> {
    const { form } = this;
    const text = form?.text.trim() ?? '';
    if (!form || (text === '' && form.kind !== 'fail')) return;
    if (!(await this.#runs.act(() => actOf(form, text)))) return;
    this.form = null;
    if (form.kind === 'skip' || form.kind === 'fail') this.#led();
    else this.#stayed(form);
  }

  /** Marks a step as done, by default the one at hand. */
  async done(step?: string): Promise<void> {
    const written = await this.#runs.act(() => {
      const at = step ?? this.#runs.cursor;
      return at === null ? null : { act: 'done', step: at };
    });
    if (written) this.#led();
  }

  /** Takes back the last act. */
  async undo(): Promise<void> {
    const text = this.#runs.view?.undo?.text ?? '';
    const written = await this.#runs.act(({ undo }) =>
      undo ? { act: 'undo', entry: undo.entry } : null,
    );
    if (!written) return;
    this.#runs.follow();
    this.#runs.say(m.run_said_undone({ text }));
  }

  /** Starts the wait of a step, or stops the one that goes on. */
  async timer({ id, wait }: RunStep): Promise<void> {
    if (!wait) return;
    const going = wait.endsAt !== null;
    await this.#runs.act(() => ({ act: going ? 'stop_timer' : 'start_timer', step: id }));
    this.#sayLatest();
  }

  /** Gives a parameter its value. A command that waited for it is copied then. */
  async fill(name: string, value: string, secret = false): Promise<boolean> {
    const waiting = this.ask?.why === 'missing' && value !== '' ? this.ask.command : null;
    const later = waiting === null ? null : new Later();
    if (!(await this.#runs.act(() => ({ act: 'fill', name, value, secret })))) {
      later?.drop();
      return false;
    }
    this.#runs.say(value === '' ? m.run_said_emptied({ name }) : m.run_said_filled({ name }));
    if (waiting === null || !later) return true;
    await this.#copyLate(waiting, later);
    return true;
  }

  /** Goes to what the step at hand asks to be read; else to the first step that does. */
  openReading(): void {
    const asks = (step: RunStep | null): step is RunStep => (step?.readings.length ?? 0) > 0;
    const { step } = this.#runs;
    const at = asks(step) ? step : this.#runs.steps.find(asks);
    if (!at) return;
    this.#runs.goTo(at.id, false);
    this.reading = at.id;
  }

  /** Writes down what was read; answers why not, where it is refused. */
  async read(reading: string, value: string): Promise<string> {
    const written = await this.#runs.act(() => ({ act: 'read', reading, value }));
    if (written) {
      this.#sayLatest();
      return '';
    }
    // It is told beside the field.
    const why = this.#runs.trouble?.message ?? '';
    this.#runs.trouble = null;
    return why;
  }

  /** Copies the next command of the step at hand: after "done" and a quick key, of the one that this led to. */
  async copyNext(): Promise<void> {
    const later = this.#runs.busy ? new Later() : null;
    if (later) await this.#runs.settled();
    const commands = this.#runs.step?.commands ?? [];
    const last = this.copied === null ? -1 : commands.indexOf(this.copied);
    const next = commands[(last + 1) % commands.length];
    if (next === undefined) {
      later?.drop();
      this.#toasts.show({ severity: 'info', message: m.run_said_no_command() });
    } else if (later) await this.#copyLate(next, later);
    else await this.copy(next);
  }

  /** Copies a command as it is filled; asks first where a value is missing or it destroys something. */
  async copy(at: number, asItIs = false): Promise<void> {
    const command = this.#runs.view?.commands[at];
    if (!command) return;
    const why = this.#why(command, asItIs);
    if (why === null) {
      await this.#put(at, command);
      return;
    }
    this.ask = { command: at, why };
    if (why === 'missing') this.wanted = { name: command.missing[0] ?? null };
  }

  /** Copies a command for which the clipboard was asked before it was known. */
  async #copyLate(at: number, later: Later): Promise<void> {
    const command = this.#runs.view?.commands[at];
    if (command && this.#why(command) === null) {
      later.keep(command.copy);
      await this.#put(at, command, later.copied);
    } else {
      later.drop();
      await this.copy(at);
    }
  }

  /** The person said yes to a command that destroys something. */
  async confirm(): Promise<void> {
    const { ask } = this;
    const command = ask && this.#runs.view?.commands[ask.command];
    if (!command) return;
    const written = this.#runs.act(() => ({ act: 'confirm', command: ask.command }));
    await this.#put(ask.command, command);
    await written;
  }

  /** Leaves a command uncopied. */
  drop(): void {
    const step = this.ask && this.#runs.view?.commands[this.ask.command]?.step;
    this.ask = null;
    this.#runs.goTo(step ?? this.#runs.cursor);
  }

  /** What has to be asked before the command is copied. */
  #why(command: RunCommand, asItIs = false): Ask['why'] | null {
    if (!this.#runs.writable) return null;
    if (command.missing.length > 0 && !asItIs) return 'missing';
    return command.destructive && !command.confirmed ? 'destructive' : null;
  }

  async #put(
    at: number,
    { copy, step, hiddenCharacters }: RunCommand,
    copied: Promise<boolean> = copyText(copy),
  ): Promise<void> {
    const asked = this.ask !== null;
    this.ask = null;
    if (!(await copied)) {
      this.#toasts.show({ severity: 'error', message: m.reader_copy_failed() });
      return;
    }
    this.copied = at;
    this.#runs.say(m.run_said_copied({ text: copy.split('\n', 1)[0] ?? '' }));
    if (asked) this.#runs.goTo(step ?? this.#runs.cursor);
    if (hiddenCharacters) {
      const [message, hint] = [m.reader_copy_hidden(), m.reader_copy_hidden_hint()];
      this.#toasts.show({ severity: 'warning', message, hint });
    }
    await this.#runs.act(() => ({ act: 'copied', command: at }));
  }

  /** An act led on to the next open step. */
  #led(): void {
    const said = this.#latest();
    // Whoever began to write meanwhile is left writing.
    this.#runs.follow(this.form === null);
    const { step } = this.#runs;
    const next =
      step?.status === 'open'
        ? m.run_said_next({ step: this.#runs.nameOf(step.id), text: step.text })
        : m.run_said_all();
    this.#runs.say(`${said}. ${next}`);
  }

  #stayed({ kind, step }: StepForm): void {
    const at = this.#runs.steps.find(({ id }) => id === step);
    const added =
      kind === 'add' ? this.#runs.steps.find((other) => isNew(other, this.#runs)) : null;
    this.#runs.goTo(added?.id ?? step);
    const matched = at?.branches.find((branch) => branch.matched);
    const nested = this.#runs.steps.find((each) => each.parent === step && each.matched);
    if (kind === 'output' && matched) {
      this.#runs.say(m.run_said_matched({ expected: matched.expected, then: matched.then }));
    } else if (kind === 'output' && nested) {
      this.#runs.say(
        m.run_said_matched({ expected: this.#runs.nameOf(nested.id), then: nested.text }),
      );
    } else this.#sayLatest();
  }

  #sayLatest(): void {
    this.#runs.say(this.#latest());
  }

  /** What the log says of the last act. */
  #latest(): string {
    return this.#runs.view?.log.at(-1)?.text ?? '';
  }
}

/** A text for the clipboard that is known a little later than the key that asked for it. */
class Later {
  readonly copied: Promise<boolean>;
  keep!: (text: string) => void;
  drop!: () => void;

  constructor() {
    const text = new Promise<string>((resolve, reject) => {
      this.keep = resolve;
      this.drop = () => {
        reject(new Error('not to be copied'));
      };
    });
    this.copied = copyComing(text).catch(() => false);
  }
}

/** The step that the last act added. */
function isNew(step: RunStep, runs: Runs): boolean {
  return step.added && step.id === runs.view?.log.at(-1)?.step;
}

function actOf({ kind, step }: StepForm, text: string): RunAct {
  switch (kind) {
    case 'skip':
      return { act: 'skip', step, reason: text };
    case 'fail':
      return { act: 'fail', step, note: text };
    case 'note':
      return { act: 'note', step, text };
    case 'output':
      return { act: 'output', step, text };
    case 'add':
      return { act: 'add_step', after: step, text };
  }
}
