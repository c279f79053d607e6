/** What a menu shows. */

/** One line of a menu. */
export interface MenuItem {
  id: string;
  label: string;
  /** A second, fainter text under the label. */
  detail?: string;
  keys?: readonly string[];
  /** How many things it stands for, and the same said in words. */
  count?: string;
  countLabel?: string;
  /** It is one of several of which one holds. */
  checked?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** Items that belong together, under a heading. */
export interface MenuGroup {
  label: string;
  items: readonly MenuItem[];
}
