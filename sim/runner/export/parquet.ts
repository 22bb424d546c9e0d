/** Tables as Apache Parquet files: streamed, a group of rows at a time, and the same bytes each time. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer/src/index.js';
import type { Cell, Field, Table } from './table.ts';

/** Rows that are held at once. */
const ROWS_A_GROUP = 50_000;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

/** A table as Parquet, in pieces that can be written as they come. */
export function* parquetPieces({ fields, rows }: Table): Generator<Uint8Array> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(fields), createdBy: 'Cashless City' });
  const take = () => {
    const bytes = writer.getBytes().slice();
    // Offsets go on: only what has been handed out is let go of.
    writer.index = 0;
    return bytes;
  };
  let group: Cell[][] = fields.map(() => []);
  const write = () => {
    const columnData = fields.map(({ name }, i) => ({ name, data: group[i]! }));
    if (group[0]!.length > 0) void parquet.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    group = fields.map(() => []);
  };
  for (const row of rows()) {
    for (let i = 0; i < fields.length; i++) {
      const value = row[i] ?? null;
      group[i]!.push(typeof value === 'number' && !Number.isFinite(value) ? null : value);
    }
    if (group[0]!.length < ROWS_A_GROUP) continue;
    write();
    yield take();
  }
  write();
  void parquet.finish();
  yield take();
}

const TYPES = { string: 'BYTE_ARRAY', integer: 'INT32', number: 'DOUBLE' } as const;

function schemaOf(fields: readonly Field[]): Schema {
  const columns = fields.map(({ name, type }) => ({
    ...{ name, type: TYPES[type], repetition_type: 'OPTIONAL' as const },
    ...(type === 'string' ? { converted_type: 'UTF8' as const } : {}),
  }));
  return [{ name: 'root', num_children: fields.length }, ...columns];
}
