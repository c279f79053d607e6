/** What leaves the window with a document: links to it, paper, a file of its own. */
import { m } from '../paraglide/messages.js';
import { copyComing } from '../prose/clipboard';
import type { App } from './app.svelte';

/** Copies the place: as a link that opens it, or as its plain path for people and terminals. */
export async function copyPlace(app: App, slug: string, form: 'address' | 'plain'): Promise<void> {
  const id = app.reader.current;
  if (id === null) return;
  const asked = app.platform.link({ id, slug });
  const copied = await copyComing(asked.then((link) => link[form]));
  const link = await asked;
  if (!copied) {
    app.toasts.show({ severity: 'error', message: m.reader_copy_failed() });
    return;
  }
  const message = form === 'address' ? m.reader_link_copied() : m.reader_reference_copied();
  app.toasts.show({ severity: 'info', message, hint: link[form] });
}

/** Asks where to, writes the document there and says what is not in it. */
export async function exportDocument(app: App): Promise<void> {
  const id = app.reader.current;
  if (id === null) return;
  const exported = await app.platform.exportDocument({ id });
  if (exported === null) return;
  const { file, leftOut } = exported;
  const hint = leftOut > 0 ? m.reader_exported_left_out({ count: String(leftOut) }) : null;
  app.toasts.show({
    severity: leftOut > 0 ? 'warning' : 'info',
    message: m.reader_exported({ file }),
    hint,
  });
}

/**
 * Prints the document, once its pictures are there (those that nobody scrolled to are not loaded yet) and what it was
 * asked from (the palette, a menu) is closed again.
 */
export async function printDocument(): Promise<void> {
  const pictures = document.querySelectorAll<HTMLImageElement>('#reader .prose img');
  await Promise.all(
    [...pictures].map((picture) => {
      picture.loading = 'eager';
      return picture.decode().catch(() => undefined);
    }),
  );
  setTimeout(() => {
    window.print();
  });
}

/** Pins the document that is read, or lets go of it, and says so. */
export async function togglePin(app: App): Promise<void> {
  const id = app.reader.current;
  if (id === null) return;
  const pinned = !app.kept.isPinned(id);
  await app.kept.pin(id, pinned);
  app.reader.said = pinned ? m.reader_pinned() : m.reader_unpinned();
}
