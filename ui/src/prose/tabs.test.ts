import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { makeTabs } from './tabs';

const HTML = ['Linux', 'Mac', 'Windows']
  .map((name) => `<div class="tab"><p class="tab-title">${name}</p><p>on ${name}</p></div>`)
  .join('');

function made(): HTMLElement {
  document.body.innerHTML = `<div class="tabs">${HTML}</div>`;
  makeTabs(document.body);
  return document.body;
}

/** The tabs, the one that is chosen in brackets, and the panels that are shown. */
function shown(root: HTMLElement): string {
  const tabs = [...root.querySelectorAll('[role="tab"]')].map((tab) =>
    tab.getAttribute('aria-selected') === 'true' ? `[${tab.textContent}]` : tab.textContent,
  );
  const panels = [...root.querySelectorAll('[role="tabpanel"]:not([data-away])')];
  return `${tabs.join(' ')}: ${panels.map((panel) => panel.lastChild?.textContent).join()}`;
}

test('the first of the tabs is shown, and keys lead to the others', async () => {
  const user = userEvent.setup();
  const root = made();
  expect(shown(root)).toBe('[Linux] Mac Windows: on Linux');
  await user.tab();
  for (const [key, expected] of [
    ['{ArrowRight}', 'Linux [Mac] Windows: on Mac'],
    ['{End}', 'Linux Mac [Windows]: on Windows'],
    ['{ArrowRight}', '[Linux] Mac Windows: on Linux'],
    ['{ArrowLeft}', 'Linux Mac [Windows]: on Windows'],
    ['{Home}', '[Linux] Mac Windows: on Linux'],
  ] as const) {
    await user.keyboard(key);
    expect(shown(root)).toBe(expected);
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
  }
});

test('a panel is named by its tab', () => {
  const root = made();
  for (const tab of root.querySelectorAll('[role="tab"]')) {
    const panel = root.querySelector(`#${tab.getAttribute('aria-controls') ?? ''}`);
    expect(panel?.getAttribute('aria-labelledby')).toBe(tab.id);
  }
});
