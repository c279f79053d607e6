/** From a drill to the documents that come with the app, and on there. */
import type { DrillDocument } from '../platform/types';
import type { App } from './app.svelte';

/**
 * Opens the starter library, where what comes with the app has its documents, and goes on there: with the drill or the
 * briefing that is on, and with a document where one is named.
 */
export function goOnInStarter(app: App, named?: DrillDocument): void {
  const { drills, drillDesk, session, reader } = app;
  const { view, briefing, onDesk } = drills;
  const ran = drills.running;
  void app.attempt(async () => {
    if (onDesk) await drills.leave();
    await app.enterLibrary(() => session.open({ choice: 'starter' }));
    if (onDesk && view) {
      await drills.open(view.id);
      if (ran) await drillDesk.pause();
    } else if (briefing) {
      reader.showDrills();
      await drills.briefAgain(briefing);
    }
    if (named?.starter != null) app.open({ document: named.starter, slug: named.slug, line: null });
  });
}
