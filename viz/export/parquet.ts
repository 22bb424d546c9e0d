/** The measures of a run as a Parquet file: tidy, one row a value. Its writer is loaded when it is first wanted. */
import type { Pair, PairResult } from '../../sim/runner/client.ts';
import { WORLDS, type WorldName } from '../../sim/runner/protocol.ts';
import { definitionOf } from '../measures/measure.ts';

interface Days {
  readonly count: number;
  readonly names: readonly string[];
  values(world: WorldName, name: string): readonly number[];
}

/** Columns of the table. Day counts from 0; −1 is the whole run. A value is missing where there was nothing to measure. */
export interface Columns {
  readonly world: string[];
  readonly day: number[];
  readonly measure: string[];
  readonly unit: string[];
  readonly value: (number | null)[];
}

/** @param results of the whole run; null while it is not complete */
export function columnsOfRun(days: Days, results: PairResult | null): Columns {
  const columns: Columns = { world: [], day: [], measure: [], unit: [], value: [] };
  const units = new Map<string, string>();
  const unitOf = (name: string): string => {
    let unit = units.get(name);
    if (unit === undefined) units.set(name, (unit = definitionOf(name)?.unit ?? ''));
    return unit;
  };
  const add = (world: WorldName, day: number, measure: string, value: number | null): void => {
    columns.world.push(world);
    columns.day.push(day);
    columns.measure.push(measure);
    columns.unit.push(unitOf(measure));
    columns.value.push(value === null || Number.isNaN(value) ? null : value);
  };
  for (const world of WORLDS) {
    for (const name of days.names) days.values(world, name).forEach((value, day) => add(world, day, name, value));
    const whole: Pair<{ readonly measures: PairResult['policy']['measures'] }> | null = results;
    for (const [name, value] of Object.entries(whole?.[world].measures ?? {})) add(world, -1, name, value);
  }
  return columns;
}

/** The file. The same run gives the same bytes. */
export async function parquetOf(columns: Columns): Promise<Blob> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'world', data: columns.world, type: 'STRING' },
      { name: 'day', data: columns.day, type: 'INT32' },
      { name: 'measure', data: columns.measure, type: 'STRING' },
      { name: 'unit', data: columns.unit, type: 'STRING' },
      { name: 'value', data: columns.value, type: 'DOUBLE' },
    ],
  });
  return new Blob([buffer], { type: 'application/vnd.apache.parquet' });
}
