/** How uPlot comes into the window: when a chart is first drawn. */
import type uPlot from 'uplot';

/**
 * Loads it. It formats numbers in the system's language while it is loaded, and fails where that has none: a system
 * that is set to `C` says `C`, which is no language. Its own formats are not used; so any language will do.
 */
export async function loadPlot(): Promise<typeof uPlot> {
  try {
    Intl.NumberFormat.supportedLocalesOf(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
  return (await import('uplot')).default;
}
