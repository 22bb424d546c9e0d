/** Names of seeds where nobody has chosen any. */

/** Seeds 1, 2, 3 … */
export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i + 1));
}
