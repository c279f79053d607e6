/** How the text field looks: the window's tokens, so that every theme is the field's too. */
import { EditorView } from '@codemirror/view';

const BAR = {
  border: '1px solid var(--border)',
  borderRadius: 'var(--radius)',
  background: 'var(--raised)',
  color: 'inherit',
};

const SEVERITIES = ['error', 'warning', 'info'] as const;
const TONES = { error: 'var(--danger)', warning: 'var(--warning)', info: 'var(--info)' };

/** Marks below the words, and in the gutter: their shape differs with their colour. */
const FINDINGS: Record<string, Record<string, string>> = Object.fromEntries(
  SEVERITIES.flatMap((severity): [string, Record<string, string>][] => [
    [
      `.cm-lintRange-${severity}`,
      {
        backgroundImage: 'none',
        textDecoration: `underline ${severity === 'error' ? 'wavy' : severity === 'warning' ? 'dashed' : 'dotted'} ${TONES[severity]}`,
        textDecorationThickness: '1.5px',
        textUnderlineOffset: '3px',
      },
    ],
    [
      `.cm-lint-marker-${severity}`,
      {
        content: 'none',
        width: '0.5rem',
        height: '0.5rem',
        margin: '0.5rem auto 0',
        border: `2px solid ${TONES[severity]}`,
        borderRadius: severity === 'info' ? '50%' : '1px',
        rotate: severity === 'error' ? '45deg' : '0deg',
        background: severity === 'error' ? TONES.error : 'none',
      },
    ],
    [`.cm-diagnostic-${severity}`, { borderLeft: `3px solid ${TONES[severity]}` }],
  ]),
);

export const theme = EditorView.theme({
  '&': { height: '100%', background: 'var(--bg)', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-code)',
    fontSize: 'var(--size-ui)',
    // What is typed is shown, sign by sign.
    fontVariantLigatures: 'none',
    lineHeight: 'var(--line-reader)',
    overscrollBehavior: 'contain',
    scrollbarColor: 'color-mix(in oklab, var(--text-3) 50%, transparent) transparent',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { padding: 'var(--space-3) 0 40vh', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 var(--space-4) 0 var(--space-2)' },
  '.cm-gutters': {
    border: '0',
    background: 'var(--bg)',
    color: 'var(--text-3)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '2.25rem',
    padding: '0 var(--space-1) 0 var(--space-2)',
  },
  '.cm-gutter-lint': { width: '1rem' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  '.cm-activeLine': { background: 'color-mix(in oklab, var(--hover) 55%, transparent)' },
  '.cm-activeLineGutter': { background: 'none', color: 'var(--text)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    outline: '1px solid var(--border-strong)',
    background: 'none',
  },
  '.cm-selectionMatch': { background: 'var(--active)' },
  '.cm-searchMatch': { borderRadius: '2px', background: 'var(--mark-bg)', color: 'var(--mark)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--focus)' },
  '.cm-panels': {
    zIndex: 'var(--z-sticky)',
    borderColor: 'var(--border)',
    background: 'var(--surface)',
    color: 'var(--text)',
    fontSize: 'var(--size-ui)',
  },
  '.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 'var(--space-1)',
    padding: 'var(--space-2) 2.25rem var(--space-2) var(--space-3)',
  },
  // Three lines, in the order of the keys: what to find, how, and what takes its place.
  '.cm-panel.cm-search::before, .cm-panel.cm-search::after': {
    order: '1',
    flexBasis: '100%',
    content: '""',
  },
  '.cm-panel.cm-search::after': { order: '3' },
  '.cm-panel.cm-search :is([name=replace], [name=replaceAll])': { order: '4' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    order: '2',
    alignItems: 'center',
    gap: 'var(--space-1)',
    fontSize: 'var(--size-small)',
  },
  '.cm-panel.cm-search input[type=checkbox]': {
    width: '1rem',
    height: '1rem',
    accentColor: 'var(--accent-solid)',
  },
  '.cm-panel.cm-search [name=close]': {
    top: 'var(--space-2)',
    right: 'var(--space-2)',
    width: '1.75rem',
    height: '1.75rem',
    fontSize: '1.125rem',
    textAlign: 'center',
  },
  '.cm-textfield': {
    ...BAR,
    flex: '0 1 18rem',
    minWidth: '8rem',
    height: '1.75rem',
    margin: '0',
    padding: '0 var(--space-2)',
    borderColor: 'var(--border-strong)',
    background: 'var(--bg)',
    fontSize: 'inherit',
  },
  '.cm-button': {
    ...BAR,
    minHeight: '1.75rem',
    margin: '0',
    padding: '0 var(--space-2)',
    backgroundImage: 'none',
    fontSize: 'var(--size-small)',
    fontWeight: '500',
  },
  '.cm-button:active': { backgroundImage: 'none' },
  '.cm-tooltip': {
    ...BAR,
    borderRadius: 'var(--radius-panel)',
    boxShadow: '0 0.5rem 1.5rem var(--shadow)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '16rem',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-ui)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: 'var(--space-1) var(--space-3)',
    lineHeight: 'var(--line-ui)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--selected)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': {
    marginLeft: 'var(--space-2)',
    color: 'var(--text-3)',
    fontSize: 'var(--size-small)',
    fontStyle: 'normal',
  },
  '.cm-completionMatchedText': { fontWeight: '600', textDecoration: 'none' },
  '.cm-diagnostic': {
    maxWidth: '28rem',
    padding: 'var(--space-2) var(--space-3)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-ui)',
  },
  '.cm-diagnosticAction': {
    ...BAR,
    display: 'block',
    minHeight: '1.5rem',
    margin: 'var(--space-2) 0 0',
    padding: '0 var(--space-2)',
    fontSize: 'var(--size-small)',
  },
  ...FINDINGS,
});
