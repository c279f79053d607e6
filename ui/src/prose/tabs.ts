/**
 * Tabs of a document: the core hands out named parts one below the other, which become one that is
 * shown, with the keys that tabs have everywhere. On paper all of them are shown.
 */

let last = 0;

/** Makes tabs of each group of named parts. */
export function makeTabs(root: ParentNode): void {
  for (const group of root.querySelectorAll<HTMLElement>('.tabs')) {
    const panels = [...group.children].filter(
      (child): child is HTMLElement => child instanceof HTMLElement && child.matches('.tab'),
    );
    if (panels.length > 0) group.prepend(strip(panels));
  }
}

function strip(panels: HTMLElement[]): HTMLElement {
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('role', 'tablist');
  const tabs = panels.map((panel) => {
    const tab = tabOf(panel);
    list.append(tab);
    return tab;
  });
  const select = (at: number, focus: boolean): void => {
    tabs.forEach((tab, index) => {
      const chosen = index === at;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
      panels[index]?.toggleAttribute('data-away', !chosen);
    });
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener('click', () => {
      select(at, false);
    });
    tab.addEventListener('keydown', (event) => {
      const to = target(event.key, at, tabs.length);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      select(to, true);
    });
  });
  select(0, false);
  return list;
}

function tabOf(panel: HTMLElement): HTMLButtonElement {
  last += 1;
  const title = panel.querySelector(':scope > .tab-title');
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.setAttribute('role', 'tab');
  tab.textContent = title?.textContent ?? '';
  tab.id = `tab-${String(last)}`;
  panel.id = `tab-panel-${String(last)}`;
  tab.setAttribute('aria-controls', panel.id);
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', tab.id);
  panel.tabIndex = 0;
  return tab;
}

/** The tab that a key leads to. */
function target(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}
