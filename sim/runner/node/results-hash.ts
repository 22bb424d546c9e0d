/** Hashes of the numbers of a result, by which "the same again" covers them, measure by measure. */
import { createHash, type Hash } from 'node:crypto';
import type { MeasureValue } from '../../model/measures/dictionary.ts';
import { WORLDS, type WorldName } from '../protocol.ts';
import type { RunResult } from '../result.ts';

export interface ResultsHash {
  /** Of the lines `NAME HASH` of all measures in their order. */
  readonly sha256: string;
  /** The first 16 hexadecimal digits of each measure's. */
  readonly measures: Readonly<Record<string, string>>;
}

/** Characters that are hashed at once. */
const PIECE = 1 << 16;

/** Takes in the values of one measure, each as the text `WORLD DAY GROUP VALUE`. */
class MeasureHash {
  private readonly hash: Hash = createHash('sha256');
  private waiting = '';

  add(world: string, day: string | number, group: string, value: string | number): void {
    this.waiting += `${world}\t${day}\t${group}\t${value}\n`;
    if (this.waiting.length >= PIECE) this.flush();
  }

  digits(): string {
    this.flush();
    return this.hash.digest('hex').slice(0, 16);
  }

  private flush(): void {
    this.hash.update(this.waiting);
    this.waiting = '';
  }
}

/** A row of a result, whoever has it: text of a file, or values. */
export type ResultRow = readonly [
  world: string,
  day: string | number,
  name: string,
  group: string,
  value: string | number,
];

/** Hashes rows in their order: for each measure, both worlds one after the other. */
export function hashRows(rows: Iterable<ResultRow>): ResultsHash {
  const hashes = new Map<string, MeasureHash>();
  for (const [world, day, name, group, value] of rows) {
    let hash = hashes.get(name);
    if (hash === undefined) hashes.set(name, (hash = new MeasureHash()));
    hash.add(world, day, group, value);
  }
  const measures = Object.fromEntries([...hashes].map(([name, hash]) => [name, hash.digits()]));
  const whole = createHash('sha256');
  for (const [name, digits] of Object.entries(measures)) whole.update(`${name} ${digits}\n`);
  return { sha256: whole.digest('hex'), measures };
}

/** Hashes the values of a result. */
export function hashResult({ worlds }: RunResult): ResultsHash {
  return hashRows(rowsOf(worlds));
}

export function* rowsOf(
  worlds: Readonly<Record<WorldName, { readonly values: readonly MeasureValue[] }>>,
): Generator<ResultRow> {
  for (const world of WORLDS) {
    for (const { day, name, group, value } of worlds[world].values) yield [world, day, name, group, value ?? ''];
  }
}

/** Names of the measures that differ; those that only one side has are told apart. */
export function differingMeasures(found: ResultsHash['measures'], expected: ResultsHash['measures']) {
  const both = Object.keys(expected).filter((name) => name in found);
  return {
    changed: both.filter((name) => found[name] !== expected[name]),
    missing: Object.keys(expected).filter((name) => !(name in found)),
    added: Object.keys(found).filter((name) => !(name in expected)),
  };
}
