/** The blocks of a run as they are drawn: each with its step, and whether the step begins there. */
import type { RunBlock, RunStep, RunView } from '../../platform/types';

export interface DrawnBlock {
  block: RunBlock;
  step: RunStep | undefined;
  /** Place of the step among the steps, from 0; -1 without one. */
  at: number;
  /** Text behind steps that are nested in a step is a block of its own: the step began before. */
  begins: boolean;
}

export function drawnBlocks({ blocks, steps }: RunView): DrawnBlock[] {
  const places = new Map(steps.map(({ id }, at) => [id, at]));
  const begun = new Set<string>();
  return blocks.map((block) => {
    const at = block.step === null ? -1 : (places.get(block.step) ?? -1);
    const step = steps[at];
    const begins = step !== undefined && !begun.has(step.id);
    if (step) begun.add(step.id);
    return { block, step, at, begins };
  });
}
