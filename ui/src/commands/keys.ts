/**
 * Keys as the registry writes them (`Mod+K`, `Alt+ArrowLeft`, `/`): matching them against events and
 * printing them. `Mod` is Cmd on a Mac and Ctrl elsewhere.
 */
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

const PRINTED: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};
const PRINTED_MAC: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Ctrl: '⌃' };

/** The parts of a chord; a `+` at the end is the key itself. */
function parts(keys: string): { modifiers: string[]; key: string } {
  const at = keys.lastIndexOf('+', keys.length - 2);
  if (at < 0) return { modifiers: [], key: keys };
  return { modifiers: keys.slice(0, at).split('+'), key: keys.slice(at + 1) };
}

/** The event is this chord. Shift does not count where it is needed to type the character. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const { modifiers, key } = parts(keys);
  const wants = (modifier: string): boolean => modifiers.includes(modifier);
  const ctrl = wants('Ctrl') || (wants('Mod') && !isMac);
  const meta = wants('Mod') && isMac;
  const shiftCounts = key.length > 1 || /[a-z]/i.test(key);
  return (
    event.key.toLowerCase() === (key === 'Space' ? ' ' : key.toLowerCase()) &&
    event.ctrlKey === ctrl &&
    event.metaKey === meta &&
    event.altKey === wants('Alt') &&
    (!shiftCounts || event.shiftKey === wants('Shift'))
  );
}

/** A key that types a character: it works outside of text fields only, and can be switched off. */
export function isSingle(keys: string): boolean {
  return keys.length === 1;
}

/** The chord as it stands on the keyboard, part by part. */
export function printed(keys: string): string[] {
  const { modifiers, key } = parts(keys);
  const names = modifiers.map((name) =>
    isMac ? (PRINTED_MAC[name] ?? name) : name === 'Mod' ? 'Ctrl' : name,
  );
  return [...names, PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
}

/** The event comes from something that Enter and Space already mean something to. */
export function isControl(event: Event): boolean {
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest('button, a, summary, select, input, textarea, [role="link"], pre[tabindex]') !==
      null
  );
}

/** The event comes from something that takes text. */
export function isTyping(event: Event): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}
