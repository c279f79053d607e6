/** From keys to commands: one listener of the window. */
import type { App } from '../state/app.svelte';
import type { Pane } from '../state/layout.svelte';
import { isControl, isSingle, isTyping, matches } from './keys';
import { commands, isAvailable, type Command } from './registry';

/** Runs the command of the keys that were pressed, if there is one and it can be done now. */
export function dispatch(event: KeyboardEvent, app: App): void {
  if (event.defaultPrevented || event.isComposing) return;
  const found = commandFor(event, app);
  if (!found) return;
  event.preventDefault();
  const open = app.layout.dialog;
  // A dialog in which something is typed is not begun anew by the keys that opened it.
  if (found.id === open) return;
  app.layout.dialog = null;
  // The keys that opened a dialog close it again.
  if (open === null || found.id !== `${open}.open`) found.run(app);
}

function commandFor(event: KeyboardEvent, app: App): Command | undefined {
  const singles = app.session.settings.singleKeys === 'on' && !isTyping(event);
  const inDialog = app.layout.dialog !== null;
  return commands.find(
    (candidate) =>
      candidate.keys.some(
        (keys) => matches(event, keys) && (!isSingle(keys) || (singles && !inDialog)),
      ) &&
      (candidate.within === undefined || reaches(event, candidate.within)) &&
      (candidate.context === undefined || isWithin(candidate.context)) &&
      isAvailable(candidate, app),
  );
}

/** Keys of a pane work while the focus is in it, and leave alone what is typed or pressed there. */
function reaches(event: KeyboardEvent, pane: Pane): boolean {
  if (isTyping(event)) return false;
  const plain = event.key === 'Enter' || event.key === ' ';
  if (plain && isControl(event)) return false;
  return isWithin(pane);
}

/** The focus is in the element of this id. */
function isWithin(id: string): boolean {
  return document.getElementById(id)?.contains(document.activeElement) ?? false;
}
