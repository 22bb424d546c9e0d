/** What became of the article's claims, as files made beforehand say it; nothing where none were made. */
import type { LocalName } from '../../sim/model/city.ts';
import type { Condition } from '../../sim/runner/claims/conditions.ts';
import { program } from '../../sim/runner/program.ts';

export interface ClaimRow {
  readonly id: string;
  readonly claim: LocalName;
  readonly claimed: number | null;
  readonly unit: LocalName;
  readonly source: string;
  readonly simulated: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly range: readonly [low: number, high: number] | null;
  readonly verdict: string;
  readonly verdict_words: LocalName;
  readonly conditions: readonly Condition[];
  readonly mechanism: LocalName;
  readonly depends_on: readonly string[];
  readonly fitted: boolean;
  readonly input: boolean;
}

export interface Made<T> {
  readonly rows: readonly T[];
  readonly isStale: boolean;
  /** The command that makes them; empty where the file does not say. */
  readonly command: string;
}

const FILES = import.meta.glob<unknown>('../../scenarios/claims/*.json', { import: 'default' });

/** Reads a file whose rows stand under a key. @returns null for what is no such file */
export function readMade<T>(data: unknown, key: string, needed: readonly string[], model: string): Made<T> | null {
  if (typeof data !== 'object' || data === null) return null;
  const file = data as Readonly<Record<string, unknown>>;
  const rows: unknown = Array.isArray(data) ? data : file[key];
  if (!Array.isArray(rows) || rows.length === 0) return null;
  const isRow = (row: unknown): row is T =>
    typeof row === 'object' && row !== null && needed.every((name) => name in row);
  if (!rows.every(isRow)) return null;
  const textOf = (name: string): string => {
    const found = file[name];
    return typeof found === 'string' ? found : '';
  };
  // A file that does not name its model may be of any.
  return { rows, isStale: textOf('model') !== model, command: textOf('command') };
}

const CLAIM_KEYS = ['id', 'claim', 'unit', 'verdict', 'verdict_words', 'conditions', 'mechanism', 'depends_on'];

/** @param of `results` for the article's, or the name of another file of claims */
export async function claimsMade(of: 'results' | 'other-models'): Promise<Made<ClaimRow> | null> {
  const load = FILES[`../../scenarios/claims/${of}.json`];
  return load === undefined ? null : readMade<ClaimRow>(await load(), 'claims', CLAIM_KEYS, program().model);
}
