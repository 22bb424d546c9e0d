/** Archives and tables that may be anything: refused in words, or read; never a fault of ours. */
import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FileMistakes } from '../../sim/model/reading/mistake.ts';
import { bytesInMemory } from '../../sim/runner/import/bytes.ts';
import { CsvReader, delimiterOf } from '../../sim/runner/import/csv.ts';
import { feedOfZip } from '../../sim/runner/import/feed.ts';
import { Journal } from '../../sim/runner/import/journal.ts';
import { readTimetable } from '../../sim/runner/import/timetable.ts';
import { filesOfZip, unpacked } from '../../sim/runner/import/zip.ts';
import { zipOf } from './feed.ts';

const archive = (bytes: Uint8Array) => bytesInMemory('feed.zip', bytes);
const readZip = async (bytes: Uint8Array) => await readTimetable(await feedOfZip(archive(bytes)), new Journal());
/** Where the list of an archive says something of its first file. */
const listAt = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);

describe('archives', () => {
  test('are read, in a folder of the archive too', async () => {
    expect((await readZip(zipOf())).courses).toHaveLength(2);
    const inFolder = zipSync({ gtfs: { 'a.txt': strToU8('a') }, 'b/stop_times.txt': strToU8('x') });
    await expect(feedOfZip(archive(inFolder))).rejects.toThrow('found only stop_times.txt, expected a GTFS feed');
  });

  test.each(['../stops.txt', '/etc/stops.txt', 'a/../../b.txt', 'C:\\stops.txt', '..\\x.txt', 'a\nb.txt'])(
    'with the name %j are refused',
    async (name) => {
      const bytes = zipSync({ [name]: strToU8('x') });
      await expect(filesOfZip(archive(bytes))).rejects.toThrow('a name that leads out of the folder');
    },
  );

  test('that unpack to far more are refused before they are unpacked', async () => {
    const bytes = zipSync({ 'stop_times.txt': new Uint8Array(20_000_000) });
    await expect(filesOfZip(archive(bytes))).rejects.toThrow(/"stop_times.txt", \d+ bytes that unpack to 20000000/);
  });

  test('that say less than they unpack to are stopped there', async () => {
    const bytes = zipSync({ 'stop_times.txt': new Uint8Array(20_000_000) });
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(listAt(bytes) + 24, 1000, true);
    const [file] = await filesOfZip(archive(bytes));
    const read = async () => {
      let length = 0;
      for await (const piece of unpacked(archive(bytes), file!)) length += piece.length;
      return length;
    };
    await expect(read()).rejects.toThrow('feed.zip/stop_times.txt:1:1 file: found more than the 1000 bytes it says');
  });

  test('whose files lie over each other are refused', async () => {
    const bytes = zipSync({ 'a.txt': strToU8('a'.repeat(50)), 'b.txt': strToU8('b'.repeat(50)) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const second = listAt(bytes) + 46 + 5;
    view.setUint32(second + 42, 0, true);
    await expect(filesOfZip(archive(bytes))).rejects.toThrow('lies over what follows it');
  });

  test('that were damaged anywhere are read or refused', async () => {
    const whole = zipOf();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice();
        if (!cut) bytes[at] = value;
        try {
          await readZip(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FileMistakes);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('tables', () => {
  const all = (pieces: readonly string[]) => {
    const reader = new CsvReader('t.csv', ',');
    return pieces.map((piece, i) => reader.push(piece, i === pieces.length - 1));
  };

  test('come out the same in whatever pieces they come in', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom('a"b', 'x,y', 'p\nq', 'r\r\ns', ''));
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.array(fc.nat(400)),
        fc.constantFrom('\n', '\r\n'),
        (rows, cuts, end) => {
          const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(end) + end;
          const at = [...new Set(cuts.filter((cut) => cut < text.length))].sort((a, b) => a - b);
          const pieces = [0, ...at].map((from, i) => text.slice(from, at[i]));
          const found = all(pieces);
          expect(found.flatMap((piece) => piece.rows)).toEqual(
            rows.map((row) => row.map((one) => one.replace(/\r\n?/g, '\n'))),
          );
          let line = 1;
          const lines = rows.map((row) => {
            const first = line;
            line += 1 + row.reduce((sum, one) => sum + one.replace(/\r\n?/g, '\n').split('\n').length - 1, 0);
            return first;
          });
          expect(found.flatMap((piece) => piece.lines)).toEqual(lines);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"x;y;z",b', ','],
  ])('%j is parted by %j', (text, sign) => expect(delimiterOf(text)).toBe(sign));
});
