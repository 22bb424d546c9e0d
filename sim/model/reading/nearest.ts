/** The known word that is nearest to a mistyped one. */

/** Longer words are compared by their beginning only, so that a hostile file cannot cost time. */
const LENGTH_MAX = 64;

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  const left = a.slice(0, LENGTH_MAX);
  const right = b.slice(0, LENGTH_MAX);
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[right.length]!;
}

/**
 * The nearest of `words` (the first of equally near ones) where it is near enough to be meant: a letter or two off, its
 * beginning, or the last part of its dotted name. Undefined where none is. Case does not count.
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const sought = word.toLowerCase();
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of words) {
    const known = candidate.toLowerCase();
    const distance = isPartOf(sought, known) ? 1 : editDistance(sought, known);
    const most = Math.max(1, Math.floor(Math.min(sought.length, known.length) / LETTERS_A_SLIP));
    if (distance < least && distance <= most) [best, least] = [candidate, distance];
  }
  return best;
}

/** Of so many letters one may be wrong. */
const LETTERS_A_SLIP = 3;
/** A beginning of fewer letters means nothing. */
const BEGINNING_LENGTH_MIN = 3;

function isPartOf(sought: string, known: string): boolean {
  if (sought.length < BEGINNING_LENGTH_MIN) return false;
  return known.startsWith(sought) || known.endsWith(`.${sought}`);
}

/** What is said of the nearest word, to follow a message; nothing where none is near. */
export function nearestNote(word: string, words: readonly string[], before = ''): string {
  const best = nearest(word, words);
  return best === undefined ? '' : ` (the nearest is ${before}${best})`;
}
