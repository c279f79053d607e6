/** What a half-typed value may be meant to become. */
const AT_MOST = 8;

/** Options that hold what was typed, those that begin with it first; none where one of them is typed already. */
export function suggestions(options: readonly string[], typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  const found = options.filter((option) => option.toLowerCase().includes(wanted));
  if (found.some((option) => option.toLowerCase() === wanted)) return [];
  const begins = (option: string): number => Number(!option.toLowerCase().startsWith(wanted));
  return [...found].sort((a, b) => begins(a) - begins(b)).slice(0, AT_MOST);
}
