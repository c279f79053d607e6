/** Playing the scenario that is written: from a play that the checker shows, or from where the cursor stands. */
import type { ScenarioPlay } from '../platform/types';
import type { App } from './app.svelte';

/** What is asked about the text as it stands in the editor. */
function typed({ editor }: App): { document: string; text: string } | null {
  const { document, field } = editor;
  return document === null || !field ? null : { document, text: field.text() };
}

/** Shows a play on the desk, input by input. */
export async function showPlay(app: App, play: ScenarioPlay, at: number): Promise<void> {
  const text = typed(app);
  if (!text) return;
  const view = await app.platform.playScenario({ ...text, play: at, inputs: 0 });
  goToDesk(app, () => {
    app.drills.take(view);
    app.drills.showing.begin(view, play);
  });
}

/** Hands a play over after so many of its inputs. */
export async function takeOverPlay(app: App, at: number, inputs: number): Promise<void> {
  const text = typed(app);
  if (!text) return;
  const view = await app.platform.playScenario({ ...text, play: at, inputs });
  goToDesk(app, () => {
    app.drills.take(view);
  });
}

/** Plays on from the first moment at which what stands at the cursor happens; says so where it never does. */
export async function playFromCursor(app: App): Promise<void> {
  const text = typed(app);
  const at = app.editor.field?.cursor();
  if (!text || at === undefined) return;
  const { drill, said } = await app.platform.playFrom({ ...text, at });
  app.editor.say(said);
  if (drill) {
    goToDesk(app, () => {
      app.drills.take(drill);
    });
  }
  app.toasts.show({ severity: 'info', message: said });
}

/** The drill on the desk is of the scenario that is written. */
export function isTrial(app: App): boolean {
  return (
    app.drills.onDesk &&
    app.reader.screen === 'edit' &&
    app.reader.writing?.endsWith('.yaml') === true
  );
}

/** Back from the desk to the text, where the cursor was. */
export async function backToText(app: App): Promise<void> {
  app.drills.showing.reset();
  await app.drills.leave();
}

/** What is not saved goes into the draft first: the editor makes room for the desk. */
function goToDesk(app: App, take: () => void): void {
  const { document, panes } = app.editor;
  if (document !== null) panes.makeRoom(document);
  app.drills.showing.reset();
  take();
}
