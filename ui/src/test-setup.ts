/** What jsdom lacks and the window uses: dialogs, popovers, scrolling into view, sizes. */
import { afterEach } from 'vitest';
import { cleanup } from '@testing-library/svelte';

window.innerWidth = 1280;

const element = HTMLElement.prototype;
element.scrollIntoView = () => undefined;
Range.prototype.getBoundingClientRect = () => new DOMRect();
element.showPopover = () => undefined;
element.hidePopover = () => undefined;

const dialog = HTMLDialogElement.prototype;
dialog.showModal = function show(this: HTMLDialogElement): void {
  this.open = true;
  // What was focused behind a dialog is not any more; then what wants the focus in it gets it.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};
dialog.close = function close(this: HTMLDialogElement): void {
  this.open = false;
};

globalThis.ResizeObserver = class {
  observe = (): void => undefined;
  unobserve = (): void => undefined;
  disconnect = (): void => undefined;
};

globalThis.CSS = { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;

afterEach(() => {
  cleanup();
  localStorage.clear();
});
