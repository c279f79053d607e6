/** What the parts of the window's state tell each other, and what is told at the start. */
import { m } from '../paraglide/messages.js';
import type { App } from './app.svelte';
import { number, when } from './locale.svelte';

/** What is done in the library while a drill goes on is in the drill's log; text that is left unsaved is told. */
export function connect(app: App): void {
  app.editor.onLeave = (title, kept) => {
    // Whoever tries their scenario on the desk comes back to it.
    if (kept && app.drills.onDesk) return;
    const command = 'editor.back';
    app.toasts.show(
      kept
        ? {
            severity: 'info',
            message: m.editor_left({ title }),
            hint: m.editor_left_hint(),
            command,
          }
        : {
            severity: 'error',
            message: m.editor_left_unkept({ title }),
            hint: m.editor_left_unkept_hint(),
            command,
          },
    );
  };
  app.layout.onReveal = () => {
    if (app.drills.onDesk) void app.drillDesk.show('library', false);
  };
  app.search.onFound = (query) => {
    app.drills.note({ input: 'searched', query });
  };
  app.runs.onDone = ({ document }, { place }) => {
    // A step that was added has no place in the document.
    const step = place?.split('#').at(-1);
    if (step !== undefined) app.drills.note({ input: 'step_done', document, step });
  };
}

/** What was typed and never saved is told at the start; it is offered where it was written. */
export async function offerDrafts(app: App): Promise<void> {
  // Without a journal there are none, and that it is missing is told already.
  const drafts = await app.platform.drafts().catch(() => []);
  const [latest] = drafts.filter(({ state }) => state !== 'elsewhere');
  if (!latest) return;
  const { document, at } = latest;
  const message =
    drafts.length > 1
      ? m.drafts_found_many({ count: number(drafts.length) })
      : m.drafts_found_one({ document, at: when(at.ms) });
  app.toasts.show({ severity: 'warning', message, command: 'drafts.show' });
}
