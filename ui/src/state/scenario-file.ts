/** Which texts of the editor are files of scenarios. What is wrong with them, the core says. */
import { m } from '../paraglide/messages.js';
import type { App } from './app.svelte';
import type { Editor } from './editor.svelte';

/** The file is YAML: of what is written here only scenarios are. */
export function isScenarioFile(id: string): boolean {
  return id.endsWith('.yaml');
}

/** The name of a file without its folders. */
export function fileName(id: string): string {
  return id.split('/').at(-1) ?? id;
}

/** Goes to a place of the text that is written, as the checker counts it. */
export function goToPlace(editor: Editor, at: number): void {
  const before = (editor.field?.text() ?? '').slice(0, at);
  editor.goToLine(before.split('\n').length);
}

/** The briefing of the scenario that is written, where it reads; else the list of all. */
export async function showScenario(app: App, file: string): Promise<void> {
  app.layout.reveal('reader');
  app.reader.showDrills();
  await app.drills.loadCatalogue();
  const row = app.drills.scenarios?.find(({ key }) => key === file);
  if (row?.broken === null) await app.drills.brief(file);
}

/** Brings a scenario into the editor; one that came with the app is copied into the library first. */
export async function editScenario(app: App, key: string): Promise<void> {
  const row = app.drills.scenarios?.find((scenario) => scenario.key === key);
  if (!row?.shipped) {
    app.write(key);
    return;
  }
  const { document } = await app.platform.copyScenario({ scenario: key, language: null });
  app.write(document);
  app.toasts.show({
    severity: 'info',
    message: m.scenario_copied({ folder: document.split('/').slice(0, -1).join('/') }),
  });
}
