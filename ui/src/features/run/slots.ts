/**
 * The places in a document's elements where a run shows its commands: filled, marked and with a
 * button, instead of as they are written.
 */
import { mount, unmount } from 'svelte';
import RunCommand from './RunCommand.svelte';

/** Puts the run's commands into the container; the answer takes them out again. */
export function fillSlots(container: HTMLElement, context: Map<unknown, unknown>): () => void {
  const mounted = [...container.querySelectorAll<HTMLElement>('[data-snippet]')].map((written) => {
    const inline = written.tagName !== 'FIGURE';
    const target = document.createElement(inline ? 'span' : 'div');
    const text = (inline ? written : written.querySelector('pre'))?.textContent ?? '';
    written.replaceWith(target);
    const props = { at: Number(written.dataset.snippet), inline, written: text };
    return mount(RunCommand, { target, props, context });
  });
  return () => {
    for (const component of mounted) void unmount(component);
  };
}
