/**
 * Puts text on the clipboard that is still to come. The clipboard is asked at once, while what the
 * person did still allows it.
 */
export async function copyComing(text: Promise<string>): Promise<boolean> {
  try {
    const blob = text.then((known) => new Blob([known], { type: 'text/plain' }));
    // Where it never comes, whoever waits for the text is told.
    blob.catch(() => undefined);
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    return copyText(await text);
  }
}

/** Puts text on the clipboard, also where the engine only knows the old way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

/**
 * By answering the engine's own copying. Nothing is selected for it: engines look for the end of a selection through all
 * of a long document.
 */
function copyTheOldWay(text: string): boolean {
  let copied = false;
  const allow = (event: Event): void => {
    event.preventDefault();
  };
  const copy = (event: ClipboardEvent): void => {
    if (!event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    copied = true;
  };
  // Without a selection there is something to copy only where somebody says so before.
  document.addEventListener('beforecopy', allow);
  document.addEventListener('copy', copy);
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- The only way without a secure context.
    return document.execCommand('copy') && copied;
  } finally {
    document.removeEventListener('beforecopy', allow);
    document.removeEventListener('copy', copy);
  }
}
