/**
 * What is shown of a text while it is written: what the check finds, the preview, what is proved of a
 * scenario. It is asked when there is calm, and never shown as new when it is of an older text. It does
 * not know the text field.
 */
import type { EditFinding, EditPreview, Platform } from '../platform/types';
import { Calm } from './calm';
import type { Source } from './editor-field';
import { Proof } from './scenario-proof.svelte';

/** Letters above which a text is large: what is made of all of it would be felt in the keys. */
const LARGE = 250_000;
/** How long no key must come before it is asked, in milliseconds; for large texts. */
const CALM = { small: 300, large: 1500 };

/** What is shown beside the text of this window. */
export class EditorLook {
  findings = $state.raw<readonly EditFinding[]>([]);
  /** The findings are of the text as it is. */
  checked = $state(false);
  preview = $state.raw<EditPreview | null>(null);
  /** The preview is of the text as it is. */
  previewed = $state(false);
  /** Somebody sees the preview. */
  wanted = $state(false);
  /** The text is large: the preview is drawn when it is asked for. */
  large = $state(false);

  /** What is proved of a scenario. */
  readonly proof: Proof;

  #platform: Platform;
  #source: () => Source | null;
  #check = new Calm(() => this.#askCheck());
  #draw = new Calm(() => this.#askPreview());

  constructor(platform: Platform, source: () => Source | null) {
    this.#platform = platform;
    this.#source = source;
    this.proof = new Proof(platform, source);
  }

  /** The text is another one than before. */
  changed(size: number): void {
    this.large = size > LARGE;
    this.checked = false;
    this.previewed = false;
    this.#check.soon(this.large ? CALM.large : CALM.small);
    if (this.wanted && !this.large) this.#draw.soon(CALM.small);
    this.proof.changed();
  }

  /** Asks for everything at once: a text was opened or saved. */
  refresh(size: number): void {
    this.large = size > LARGE;
    void this.#check.now();
    if (this.wanted) void this.#draw.now();
  }

  /** The preview is in sight from now on, or no longer. */
  want(wanted: boolean): void {
    this.wanted = wanted;
    if (wanted && !this.previewed) void this.#draw.now();
  }

  /** Draws the preview now, however large the text is. */
  async redraw(): Promise<void> {
    await this.#draw.now();
  }

  /** Another document: nothing of the old one stays. */
  reset(): void {
    this.#check.drop();
    this.#draw.drop();
    this.proof.reset();
    this.findings = [];
    this.preview = null;
    this.checked = false;
    this.previewed = false;
  }

  async #askCheck(): Promise<void> {
    const source = this.#source();
    if (!source) return;
    // A check that fails is no news for whoever writes; the count says that there is none.
    const answer = await this.#platform
      .editCheck({ document: source.document, text: source.read() })
      .catch(() => null);
    if (!answer || this.#source()?.version !== source.version) return;
    this.findings = answer.findings;
    this.checked = true;
  }

  async #askPreview(): Promise<void> {
    const source = this.#source();
    if (!source) return;
    const answer = await this.#platform
      .editPreview({ document: source.document, text: source.read() })
      .catch(() => null);
    const now = this.#source();
    if (!answer || now?.document !== source.document) return;
    this.preview = answer;
    this.previewed = now.version === source.version;
  }
}
