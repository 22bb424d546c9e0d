/** Takes checkpoint files apart and puts them together again, with what was done to them hashed as if it were right. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

const NEWLINE = 10;

/** What stands in a header about a world. */
export interface SectionData {
  now: unknown;
  digest: unknown;
  valuesBytes: number;
  eventsBytes: number;
  columnBytes: number[];
}

export interface CheckpointData {
  readonly format: string;
  readonly header: Record<string, unknown> & { bytes: number; worlds: Record<'baseline' | 'policy', SectionData> };
  numbers: Buffer;
}

/** The parts of a file that is in order. */
export function takeApart(file: Uint8Array): CheckpointData {
  const data = Buffer.from(file);
  const first = data.indexOf(NEWLINE);
  const second = data.indexOf(NEWLINE, first + 1);
  const header = JSON.parse(data.toString('utf8', first + 1, second)) as CheckpointData['header'];
  return { format: data.toString('utf8', 0, first), header, numbers: gunzipSync(data.subarray(second + 1)) };
}

/** A file of these parts. @param headerText instead of the header */
export function putTogether({ format, header, numbers }: CheckpointData, headerText = JSON.stringify(header)): Buffer {
  return Buffer.concat([Buffer.from(`${format}\n${headerText}\n`), gzipSync(numbers, { level: 1 })]);
}

/** The file with something done to its parts, and length of the numbers and hash made right again. */
export function forged(file: Uint8Array, change: (data: CheckpointData) => void): Buffer {
  const data = takeApart(file);
  const before = data.numbers;
  const { sha256: written } = data.header;
  change(data);
  if (data.numbers !== before) data.header.bytes += data.numbers.length - before.length;
  const { sha256, ...rest } = data.header;
  if (sha256 === written) {
    data.header['sha256'] = createHash('sha256').update(data.numbers).update(JSON.stringify(rest)).digest('hex');
  }
  return putTogether(data);
}

/** The file with other measures of the baseline. */
export function withMeasures(file: Uint8Array, change: (text: string) => string): Buffer {
  return forged(file, (data) => {
    const { baseline } = data.header.worlds;
    const text = Buffer.from(change(data.numbers.toString('utf8', 0, baseline.valuesBytes)));
    data.numbers = Buffer.concat([text, data.numbers.subarray(baseline.valuesBytes)]);
    baseline.valuesBytes = text.length;
  });
}

/** The file with another pending event of the baseline in place of its first. */
export function withEvent(file: Uint8Array, tick: number, id: number): Buffer {
  return forged(file, (data) => {
    const numbers = Buffer.from(data.numbers);
    const at = data.header.worlds.baseline.valuesBytes;
    numbers.writeUInt32LE(tick, at);
    numbers.writeUInt32LE(id, at + 4);
    data.numbers = numbers;
  });
}
