/** Charts, lanes and scrubber stand in line: the same room for names and values at their left, and at their right. */
import { PAD_RIGHT } from '../../design/components/time-series';

/** At the left, in rem. */
export const LANE_GUTTER = 6.5;

/** Both as variables, for what is drawn without a canvas. */
export const IN_LINE = `--gutter: ${String(LANE_GUTTER)}rem; --pad-right: ${String(PAD_RIGHT)}px`;
