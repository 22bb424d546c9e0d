/** Which key was meant, whatever the layout of the keyboard. */

/** What a key of an American keyboard says, for layouts that write no Latin letters. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  Period: '.',
  Comma: ',',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadDecimal: '.',
};

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

/**
 * The one of `known` that a key stands for, or null. What it writes counts first; a capital is its letter. A key that writes
 * something else, as every letter does in Cyrillic or Greek and every sign does with Shift, counts by its place.
 */
export function meantKey<T extends string>(known: readonly T[], { key, code }: Key): T | null {
  const find = (wanted: string): T | null => known.find((one) => one.toLowerCase() === wanted) ?? null;
  const written = find(key.toLowerCase());
  if (written !== null || /^[a-z0-9]$/i.test(key)) return written;
  const placed = PUNCTUATION[code] ?? /^(?:Key|Digit|Numpad)(\w)$/.exec(code)?.[1];
  return placed === undefined ? null : find(placed.toLowerCase());
}
