/** From reading to writing and back, at the same place of the text. */
import { m } from '../paraglide/messages.js';
import { Lines } from '../prose/lines';
import type { App } from './app.svelte';
import { backToText, isTrial } from './scenario-play';
import { showScenario } from './scenario-file';

/** The pane shows the editor. */
export function isWriting(app: App): boolean {
  return app.reader.screen === 'edit';
}

/** Turns the document that is read into its text, or back. */
export function toggleWriting(app: App): void {
  const { reader, editor } = app;
  if (isTrial(app)) {
    void app.attempt(() => backToText(app));
    return;
  }
  if (isWriting(app)) {
    const document = reader.writing;
    if (document === null) return;
    const [scenario] = editor.opened?.family ?? [];
    if (scenario !== undefined) {
      void app.attempt(() => showScenario(app, scenario));
      return;
    }
    const line = editor.field?.lineInSight() ?? editor.line ?? 1;
    void app.attempt(() => reader.turnToReading(document, line));
    return;
  }
  const document = reader.current;
  if (document === null) return;
  editor.line = lineInSight();
  app.layout.reveal('reader');
  reader.turnToWriting(document);
}

/** Opens the change that a run proposes in the editor, as text that nobody has saved. */
export async function writeProposal(app: App, run: string): Promise<void> {
  const proposal = await app.platform.editProposal({ id: run });
  app.editor.brought.put(proposal);
  app.write(proposal.document);
  app.toasts.show({ severity: 'info', message: m.run_proposal_opened() });
}

/** The line of the text that is at the upper edge of the reader; nothing at the very top. */
function lineInSight(): number | null {
  const scroller = window.document.getElementById('reader');
  const prose = scroller?.querySelector<HTMLElement>('article .prose');
  const header = scroller?.querySelector('header');
  if (!scroller || !prose || scroller.scrollTop <= 0) return null;
  const edge = header?.getBoundingClientRect().bottom ?? scroller.getBoundingClientRect().top;
  return Lines.of(prose).lineAt(edge - prose.getBoundingClientRect().top);
}
