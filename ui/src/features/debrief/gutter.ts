/** Charts, lanes and scrubber stand in line: the same room for names and values at their left, in rem. */
export const LANE_GUTTER = 6.5;
