/**
 * What the check found, at its places in the text: marks, the gutter, and fixes that still fit when
 * something was typed since.
 */
import { forEachDiagnostic, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import {
  ChangeSet,
  StateEffect,
  StateField,
  type ChangeDesc,
  type EditorState,
  type Extension,
} from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { EditFinding, EditFix } from '../../platform/types';

/** More marks would be felt in the keys; the check in a terminal lists them all. */
const SHOWN_AT_MOST = 1000;

interface Shown extends Diagnostic {
  finding: EditFinding;
}

const checked = StateEffect.define<number>();

/** What was typed since the text that was checked. */
const since = StateField.define<ChangeDesc>({
  create: ({ doc }) => ChangeSet.empty(doc.length).desc,
  update: (changes, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(checked)) return ChangeSet.empty(effect.value).desc;
    }
    return transaction.docChanged ? changes.composeDesc(transaction.changes.desc) : changes;
  },
});

/** Keeps track of what is typed behind a check. */
export function trackFindings(): Extension {
  return since;
}

/** Shows what was found in the text as it is now. */
export function showFindings(view: EditorView, findings: readonly EditFinding[]): void {
  const { length } = view.state.doc;
  const within = (at: number): number => Math.max(0, Math.min(at, length));
  const shown = findings.slice(0, SHOWN_AT_MOST).map((finding): Shown => ({
    from: within(finding.from),
    to: within(Math.max(finding.from, finding.to)),
    severity: finding.severity,
    message: finding.sentence.replaceAll('`', ''),
    finding,
    actions: finding.fixes.map((fix) => ({
      name: fix.label,
      apply: (to) => {
        applyFix(to, fix);
      },
    })),
  }));
  view.dispatch({ effects: checked.of(length) });
  view.dispatch(setDiagnostics(view.state, shown));
}

/** Mends what was found; places have moved with what was typed since the check. */
export function applyFix(view: EditorView, { changes }: EditFix): void {
  const behind = view.state.field(since);
  const fix = ChangeSet.of([...changes], behind.length).map(behind);
  view.dispatch({ changes: fix, userEvent: 'input.fix', scrollIntoView: true });
  view.focus();
}

/** Goes to what was found next behind the cursor, or before it; behind the last comes the first. */
export function goToFinding(view: EditorView, step: 1 | -1): void {
  const { from: cursor } = view.state.selection.main;
  const places: { from: number; to: number }[] = [];
  forEachDiagnostic(view.state, (_, from, to) => {
    places.push({ from, to });
  });
  places.sort((a, b) => a.from - b.from);
  const next =
    step === 1
      ? (places.find(({ from }) => from > cursor) ?? places[0])
      : (places.findLast(({ from }) => from < cursor) ?? places.at(-1));
  if (!next) return;
  view.dispatch({
    selection: { anchor: next.from, head: next.to },
    effects: EditorView.scrollIntoView(next.from, { y: 'nearest', yMargin: 96 }),
  });
  view.focus();
}

/** What was found at this place: the narrowest, where several lie over each other. */
export function findingAt(state: EditorState, at: number): EditFinding | null {
  let best: { finding: EditFinding; size: number } | null = null;
  forEachDiagnostic(state, (diagnostic, from, to) => {
    if (at < from || at > to || !('finding' in diagnostic)) return;
    const { finding } = diagnostic as Shown;
    if (!best || to - from < best.size) best = { finding, size: to - from };
  });
  return (best as { finding: EditFinding } | null)?.finding ?? null;
}
