/**
 * A document before it is made: the template, what the person says of it, and what it would be. The core
 * fills the template; the answer to the latest question wins.
 */
import type {
  NewDocument as Filled,
  NewFields,
  NewOffer,
  TemplateRow,
  WireError,
} from '../platform/types';
import type { App } from './app.svelte';
import { wireError } from './errors';
import { locale } from './locale.svelte';

/** The document is filled when the typing rests. */
const RESTED_AFTER = 150;

const EMPTY: NewFields = {
  title: '',
  owner: '',
  service: '',
  severity: '',
  alerts: [],
  reviewInterval: '',
  schedule: '',
};

/** What is known before a document is made. */
export class NewDocument {
  stage = $state<'template' | 'form'>('template');
  offer = $state.raw<NewOffer | null>(null);
  template = $state('');
  language = $state<string>(locale());
  fields = $state<NewFields>({ ...EMPTY });
  /** Names of alerts, as they are typed. */
  alerts = $state('');
  /** Folder and file as they are shown; proposed until the person types something else. */
  folder = $state('');
  file = $state('');
  folderTyped = $state(false);
  fileTyped = $state(false);
  filled = $state.raw<Filled | null>(null);
  trouble = $state.raw<WireError | null>(null);
  asking = $state(false);
  #app: App;
  #request = 0;

  constructor(app: App) {
    this.#app = app;
  }

  readonly row: TemplateRow | null = $derived(
    this.offer?.templates.find(({ id }) => id === this.template) ?? null,
  );

  /** It can be made as it stands. */
  readonly ready = $derived(
    this.fields.title.trim() !== '' &&
      this.filled !== null &&
      this.filled.file !== '' &&
      this.filled.problem === null,
  );

  /** What is wrong with a field, as front matter calls it. */
  problemOf(field: string): string | null {
    return this.filled?.fields.find((problem) => problem.field === field)?.message ?? null;
  }

  /** Asks what it can be made of. */
  async begin(): Promise<void> {
    const { origin } = this.#app.files;
    await this.#try(async () => {
      const offer = await this.#app.platform.offerDocument({ origin });
      this.fields = { ...offer.fields };
      this.alerts = offer.fields.alerts.join(', ');
      this.template = offer.template;
      this.offer = offer;
      // Whoever comes with something to write about has chosen by that.
      if (origin.from !== 'nothing') this.stage = 'form';
    });
  }

  /** Fills the template when the typing rests; to be run in an effect. */
  fillSoon(): () => void {
    const { offer } = this;
    // Read here, so that the effect runs again when one of them changes.
    const request = this.#asked();
    if (!offer) return () => undefined;
    const timer = setTimeout(() => void this.#fill(request), RESTED_AFTER);
    return () => {
      clearTimeout(timer);
    };
  }

  /** Makes the document; its id, or null with `trouble` when that cannot be done. */
  async make(): Promise<string | null> {
    let made: string | null = null;
    // Of what is asked now, and of no older answer.
    const filled = await this.#fill(this.#asked());
    if (!filled || !this.ready) return null;
    await this.#try(async () => {
      const { path, text } = filled;
      made = (await this.#app.platform.createDocument({ path, text })).document;
    });
    return made;
  }

  #asked(): Parameters<App['platform']['fillDocument']>[0] {
    const names = this.alerts.split(/[\s,]+/).filter((name) => name !== '');
    return {
      template: this.template,
      language: this.language,
      fields: { ...this.fields, alerts: names },
      known: this.offer?.known ?? [],
      folder: this.folderTyped ? this.folder : null,
      file: this.fileTyped ? this.file : null,
    };
  }

  async #fill(asked: Parameters<App['platform']['fillDocument']>[0]): Promise<Filled | null> {
    const request = ++this.#request;
    let answer: Filled | null = null;
    await this.#try(async () => {
      const filled = await this.#app.platform.fillDocument(asked);
      if (request !== this.#request) return;
      answer = filled;
      this.filled = filled;
      if (!this.folderTyped) this.folder = filled.folder;
      if (!this.fileTyped) this.file = filled.file;
    });
    return answer;
  }

  async #try(task: () => Promise<void>): Promise<void> {
    this.asking = true;
    try {
      await task();
      this.trouble = null;
    } catch (caught) {
      this.trouble = wireError(caught);
    } finally {
      this.asking = false;
    }
  }
}
