/**
 * Colours for code, loaded when the first block comes into sight. Only the languages that operations
 * people write; a block over the cap stays plain.
 */
import type { HLJSApi } from 'highlight.js';
import { sanitize } from './sanitize';

const CAP = 64 * 1024;
const ALIASES: Record<string, string> = {
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  'shell-session': 'bash',
  yml: 'yaml',
  jsonc: 'json',
  py: 'python',
  golang: 'go',
  toml: 'ini',
  conf: 'ini',
  patch: 'diff',
  ps1: 'powershell',
  psql: 'sql',
};

let highlighter: Promise<HLJSApi> | undefined;

function load(): Promise<HLJSApi> {
  highlighter ??= import('./languages').then((module) => module.highlighter);
  return highlighter;
}

/** Colours every block of the container as it comes near; the answer ends the watching. */
export function highlightInSight(container: HTMLElement): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        observer.unobserve(target);
        void colour(target);
      }
    },
    { rootMargin: '600px' },
  );
  for (const code of container.querySelectorAll('figure.code code')) observer.observe(code);
  return () => {
    observer.disconnect();
  };
}

async function colour(code: HTMLElement): Promise<void> {
  const named = code.closest<HTMLElement>('figure')?.dataset.language?.toLowerCase() ?? '';
  const language = ALIASES[named] ?? named;
  const text = code.textContent;
  if (language === '' || text.length > CAP) return;
  const hljs = await load();
  if (!hljs.getLanguage(language)) return;
  // Marked lines keep their element: each is coloured by itself, and so is what stands between them.
  for (const part of [...code.childNodes]) {
    const text = part.textContent ?? '';
    const { value } = hljs.highlight(text, { language, ignoreIllegals: true });
    const coloured = await sanitize(value);
    if (part instanceof HTMLElement) part.replaceChildren(coloured);
    else part.replaceWith(coloured);
  }
}
