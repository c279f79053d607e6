/** Names what an effect depends on beside what it reads anyway: it runs again when one changes. */
export function dependsOn(...values: unknown[]): number {
  return values.length;
}
