/**
 * What a battery of many p-values says of a generator.
 *
 * Of a perfect generator one p-value in a hundred is WEAK. So a WEAK or FAILED is asked for again with other keys, and
 * only what comes again is a fault: each WEAK counts one strike and each FAILED two, a PASSED ends it, three strikes
 * are a fault. The chance that a perfect generator has a fault in a given row is 0.01³ + 2 · 0.01 · 2·10⁻⁶ at most, and
 * in any of N rows at most N times as much, however the rows depend on each other (Bonferroni).
 */
import { type Assessment, type Row, WEAK_CHANCE } from './dieharder.ts';

const STRIKES: Readonly<Record<Assessment, number>> = { PASSED: 0, WEAK: 1, FAILED: 2 };
const STRIKES_MAX = 3;
const FAILED_CHANCE = 2e-6;
/** Chance that a perfect generator has a fault in a row: WEAK three times, or WEAK and FAILED in either order. */
const FAULT_CHANCE = WEAK_CHANCE ** 3 + 2 * WEAK_CHANCE * FAILED_CHANCE;

/** The p-values of one row in one arrangement, with other keys each time. */
export type Attempts = readonly Row[];

const strikes = (attempts: Attempts): number => attempts.reduce((sum, { assessment }) => sum + STRIKES[assessment], 0);

/** Whether a row must be asked for again. */
export function isOpen(attempts: Attempts): boolean {
  return STRIKES[attempts.at(-1)!.assessment] > 0 && strikes(attempts) < STRIKES_MAX;
}

/** Whether a row condemns the generator. */
export function isFault(attempts: Attempts): boolean {
  return STRIKES[attempts.at(-1)!.assessment] > 0 && strikes(attempts) >= STRIKES_MAX;
}

/** Chance of at least k successes among n with this probability each, if they are independent. */
export function atLeast(k: number, n: number, probability: number): number {
  let term = (1 - probability) ** n;
  let below = 0;
  for (let i = 0; i < k; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (probability / (1 - probability));
  }
  return Math.max(0, 1 - below);
}

/** The first p-value of a row as the table shows it. */
function cell(attempts: Attempts | undefined): string {
  if (attempts === undefined) return '';
  const { pValue, assessment } = attempts[0]!;
  return `${pValue.toFixed(4)}${assessment === 'PASSED' ? ' ' : assessment[0]!}`;
}

/** Arrangement × test, a p-value each; W is WEAK, F is FAILED, at the first attempt. */
export function table(results: ReadonlyMap<string, ReadonlyMap<string, Attempts>>): string {
  const names = new Set([...results.values()].flatMap((rows) => [...rows.keys()]));
  const width = Math.max(...[...names].map((name) => name.length));
  const line = (head: string, cells: readonly string[]): string =>
    [head.padEnd(width), ...cells.map((text) => text.padStart(9))].join('').trimEnd();
  const head = [...results.keys()].map((name) => `${name} `);
  const lines = [line('', head)];
  for (const name of names) {
    const cells = [...results.values()].map((rows) => cell(rows.get(name)));
    lines.push(line(name, cells));
  }
  return lines.join('\n');
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))}%`;

/** What came of every row that was asked for again, how many there were and should be, and the faults. */
export function summary(results: ReadonlyMap<string, ReadonlyMap<string, Attempts>>): {
  readonly text: string;
  readonly passed: number;
  readonly faults: number;
} {
  const all = [...results].flatMap(([arrangement, rows]) =>
    [...rows.values()].map((attempts) => ({ arrangement, attempts })),
  );
  const count = (wanted: Assessment): number => all.filter(({ attempts }) => attempts[0]!.assessment === wanted).length;
  const [weak, failed, faults] = [count('WEAK'), count('FAILED'), all.filter((one) => isFault(one.attempts)).length];
  const chance = atLeast(weak + failed, all.length, WEAK_CHANCE);
  const again = all.filter(({ attempts }) => attempts.length > 1);
  const lines = again.map(({ arrangement, attempts }) => {
    const history = attempts.map(({ pValue, assessment }) => `${pValue} ${assessment}`).join(', then ');
    return `${isFault(attempts) ? 'FAULT ' : ''}${arrangement}, ${attempts[0]!.name}: ${history}`;
  });
  lines.push(
    `${all.length} p-values at the first attempt: ${weak} WEAK and ${failed} FAILED, where ` +
      `${(all.length * WEAK_CHANCE).toFixed(1)} are expected of a perfect generator. If they were independent, ` +
      `its chance of as many or more would be ${percent(chance)}.`,
    `Faults (three strikes, a WEAK being one and a FAILED two, with other keys each time): ${faults}. ` +
      `The chance that a perfect generator has any is at most ${percent(all.length * FAULT_CHANCE)}.`,
  );
  return { text: lines.join('\n'), passed: all.length - faults, faults };
}
