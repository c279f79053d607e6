/** What jsdom lacks and the window uses: dialogs, popovers, scrolling into view. */
import { afterEach } from 'vitest';
import { cleanup } from '@testing-library/svelte';

window.innerWidth = 1280;

const element = HTMLElement.prototype;
element.scrollIntoView = () => undefined;
element.showPopover = () => undefined;
element.hidePopover = () => undefined;

const dialog = HTMLDialogElement.prototype;
dialog.showModal = function show(this: HTMLDialogElement): void {
  this.open = true;
};
dialog.close = function close(this: HTMLDialogElement): void {
  this.open = false;
};

globalThis.CSS = { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;

afterEach(() => {
  cleanup();
  localStorage.clear();
});
