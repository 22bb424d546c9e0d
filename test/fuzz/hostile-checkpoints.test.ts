/** Checkpoint files that are spoilt or meant to harm: an answer in words, or what the file held before. */
import fc from 'fast-check';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import {
  BadCheckpoint,
  checkpointOf,
  checkpointBytesMax,
  readCheckpoint,
  writeCheckpoint,
} from '../../sim/runner/node/checkpoint-file.ts';
import type { Checkpoint } from '../../sim/runner/node/run-worlds.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { scratch } from '../cli/program.ts';
import { NO_SHOPPING, tinyScenario, WUHAN } from '../model/fixture.ts';
import { expectCleanPrototypes } from './answers.ts';
import {
  forged,
  putTogether,
  takeApart,
  withMeasures,
  type CheckpointData,
  type SectionData,
} from './checkpoint-bytes.ts';
import { flipped, spoilt } from './mutations.ts';

const folder = scratch();
const DAYS = 4;
const scenario = tinyScenario({ scale: 30_000, days: DAYS, parameters: NO_SHOPPING });
const of = checkpointOf(scenario, { version: '1.2.3', model: '0123456789abcdef', code: 'none' });

function stateAfter(days: number): Checkpoint {
  const [baseline, policy] = (['baseline', 'policy'] as const).map((world) => {
    const simulation = new Simulation(scenario, world);
    for (let day = 0; day < days; day++) simulation.runDay();
    return simulation.save();
  });
  return { baseline: baseline!, policy: policy! };
}

/** All that is in a checkpoint, as text: far quicker to compare than value by value. */
function contentOf({ baseline, policy }: Checkpoint): string {
  return [baseline, policy]
    .map(({ engine, columns, values, digest }) => {
      const numbers = [engine.digest, engine.events, ...columns].map((column) =>
        Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('latin1'),
      );
      return JSON.stringify([engine.now, engine.dispatched, values, digest]) + numbers.join('|');
    })
    .join('|');
}

const state = stateAfter(2);
const content = contentOf(state);
let good: Buffer;
beforeAll(async () => {
  good = readFileSync(await writeCheckpoint(folder, of, state));
});

let files = 0;
async function read(bytes: Uint8Array): Promise<Checkpoint> {
  const file = join(folder, `${files++ % 10}.checkpoint`);
  writeFileSync(file, bytes);
  return await readCheckpoint(file, of, scenario);
}

/** What is said of a file; '' where it is taken. Anything but an answer in words fails. */
async function answer(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes);
    return '';
  } catch (error) {
    if (!(error instanceof BadCheckpoint)) throw error;
    expect(error.message).toMatch(/^found [^ ].*, expected [^ ]/);
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).not.toMatch(/[\p{C}\u2028\u2029]/u);
    return error.message;
  }
}

it('a checkpoint is read as it was written', async () => {
  expect(contentOf(await read(good)) === content).toBe(true);
  expect(contentOf(await read(putTogether(takeApart(good)))) === content).toBe(true);
});

const HEAD = 'found a damaged first part';
const MEASURES = 'found damaged measures';
const baseline = (change: (section: SectionData) => void) => (data: CheckpointData) =>
  change(data.header.worlds.baseline);
/** As if written then. */
const afterDays =
  (days: number) =>
  ({ header }: CheckpointData) => {
    header['day'] = days;
    for (const section of Object.values(header.worlds)) section.now = days * TICKS_PER_DAY;
  };
/** One length longer by as much as another is shorter: the sum stays. */
const moved = (bytes: number) =>
  baseline((section) => {
    section.columnBytes[0]! += bytes;
    section.columnBytes[1]! -= bytes;
  });

describe('a checkpoint is refused', () => {
  it.each<[what: string, change: (data: CheckpointData) => void, said: string]>([
    ['of another model', ({ header }) => void (header['model'] = 'abc'), 'of another model (fingerprint "abc"'],
    ['of a model that a terminal would obey', ({ header }) => void (header['model'] = '\u001b[2J'), '\\u001b[2J'],
    ['of a model without end', ({ header }) => void (header['model'] = 'x'.repeat(9000)), '…"'],
    ['of a version that is a map', ({ header }) => void (header['version'] = { toString: 1 }), HEAD],
    ['of a model that is a map', ({ header }) => void (header['model'] = { toString: 1 }), HEAD],
    ['of another run', ({ header }) => void (header['scenarioSha256'] = 'b'.repeat(64)), 'of another run'],
    [
      'of a run with strange parts',
      ({ header }) => Object.assign(header, { scenarioSha256: 'b', parts: { ['\u001b[2J'.repeat(99)]: 1 } }),
      'of another run (start missing, days missing',
    ],
    ['of a run of no parts', ({ header }) => void (header['parts'] = null), HEAD],
    ['of a run whose parts are lists', ({ header }) => void (header['parts'] = { days: [] }), HEAD],
    ['of a run that is a map', ({ header }) => void (header['scenarioSha256'] = {}), HEAD],
    ['after no day', afterDays(0), HEAD],
    ['after the last day', afterDays(DAYS), HEAD],
    ['with a hash that is none', ({ header }) => void (header['sha256'] = null), 'found a damaged file'],
    ['with a length below zero', moved(-1e9), HEAD],
    ['with half a byte', moved(0.5), HEAD],
    ['with a length that is a text', baseline((s) => void (s.columnBytes[0] = '8' as never)), HEAD],
    ['with a length without end', baseline((s) => void (s.columnBytes[0] = 1e300)), HEAD],
    ['with lengths that are a number', baseline((s) => void (s.columnBytes = 7 as never)), HEAD],
    ['with lengths that are a map', baseline((s) => void (s.columnBytes = { length: 1 } as never)), HEAD],
    ['with lengths that come to another sum', ({ header }) => void (header.bytes += 4), HEAD],
    [
      'with half an event',
      baseline((section) => {
        section.eventsBytes -= 4;
        section.columnBytes[0]! += 4;
      }),
      HEAD,
    ],
    ['at another instant', baseline((s) => void (s.now = (s.now as number) + 1)), HEAD],
    ['of worlds that are a day apart', baseline((s) => void (s.now = (s.now as number) / 2)), HEAD],
    ['with a digest that is a list', baseline((s) => void (s.digest = [])), HEAD],
    ['of one world', ({ header }) => void (header.worlds.policy = undefined as never), HEAD],
    ['of worlds that are nothing', ({ header }) => void (header.worlds = null as never), HEAD],
    [
      'with more than the state of such a run',
      ({ header }) => {
        header.worlds.policy.columnBytes[0]! += 1e9;
        header.bytes += 1e9;
      },
      `found a state of 100`,
    ],
    [
      'with fewer numbers than it says, rightly hashed',
      (data) => {
        data.numbers = data.numbers.subarray(0, -1001);
        data.header.bytes += 1001;
      },
      'found a damaged file',
    ],
  ])('%s', async (_, change, said) => {
    expect(await answer(forged(good, change))).toContain(said);
  });

  it.each<[what: string, text: string]>([
    ['nothing', 'null'],
    ['a list', '[]'],
    ['a number', '1e999'],
    ['a text', '"x"'],
    ['brackets', '['.repeat(60_000)],
    ['a prototype', '{"__proto__": {"version": "1.2.3", "worlds": {}}, "constructor": {"prototype": {"day": 2}}}'],
    ['a line without end', `{"version": "${'x'.repeat(70_000)}"}`],
  ])('with a header that is %s', async (_, text) => {
    expect(await answer(putTogether(takeApart(good), text))).toContain(HEAD);
  });

  it.each<[what: string, change: (text: string) => string]>([
    ['nothing', () => 'null'],
    ['a map', () => '{"length": 1}'],
    ['no days', () => '[]'],
    ['a day too many', (text) => `${text.slice(0, -1)},[]]`],
    ['days that are no lists', () => '[{"length": 0}]'],
    ['a day without a measure', () => '[[]]'],
    ['measures that are nothing', (text) => text.replace(/\{[^}]*\}/g, 'null')],
    ['another measure', (text) => text.replace('payments.count', '<script>')],
    ['another group', (text) => text.replace('sector=bus', 'sector=<b>')],
    ['another day', (text) => text.replace('"day":0', '"day":1')],
    ['a value that is a text', (text) => text.replace(/"value":[^}]*/, '"value":"7"')],
    ['a value without end', (text) => text.replace(/"value":[^}]*/, '"value":1e999')],
    ['half of it', (text) => text.slice(0, text.length / 2)],
  ])('with measures that are %s', async (_, change) => {
    expect(await answer(withMeasures(good, change))).toContain(MEASURES);
  });

  it('that unpacks to more than it says', async () => {
    const bomb = putTogether({ ...takeApart(good), numbers: Buffer.alloc(60_000_000) });
    expect(await answer(bomb)).toContain('found a damaged or incomplete file');
  });

  it('followed by more than belongs to it', async () => {
    expect(await answer(Buffer.concat([good, Buffer.alloc(1_000_000)]))).toContain('found a file of more than');
  });
});

describe('a checkpoint that is spoilt', () => {
  /** Refused, or of no effect: what is read is what was written. */
  async function refusedOrSame(bytes: Uint8Array): Promise<boolean> {
    const said = await answer(bytes);
    if (said === '') expect(contentOf(await read(bytes)) === content).toBe(true);
    return said !== '';
  }

  it('is refused when it is cut short', async () => {
    for (let length = 0; length < good.length; length += Math.ceil(good.length / 100)) {
      expect(await answer(good.subarray(0, length))).not.toBe('');
    }
  });

  it('is refused, or the same, when a bit of it is turned over', async () => {
    let refused = 0;
    for (const bytes of flipped(Uint8Array.from(good), Math.ceil(good.length / 150))) {
      refused += (await refusedOrSame(bytes)) ? 1 : 0;
    }
    expect(refused).toBeGreaterThan(140);
  });

  it('is answered when its header is spoilt at random, and leads to no other state', async () => {
    const data = takeApart(good);
    let taken = 0;
    const check = async (text: string) => {
      const file = putTogether(data, text.replaceAll('\n', ' '));
      if ((await answer(file)) !== '') return;
      taken++;
      // A header that was right but for what cannot be known without the simulation, which then knows it.
      const { baseline, policy } = await read(file);
      const untouched = [baseline, policy].every(({ columns, engine }, i) => {
        const { columns: before, engine: at } = i === 0 ? state.baseline : state.policy;
        return columns.every((column, j) => column.length === before[j]?.length) && engine.now === at.now;
      });
      if (!untouched) expect(() => new Simulation(scenario, 'baseline').restore(baseline)).toThrow(/found/);
    };
    await fc.assert(fc.asyncProperty(spoilt([JSON.stringify(data.header)]), check), { numRuns: 150, seed: 6 });
    expect(taken).toBeLessThan(75);
    expectCleanPrototypes();
  });
});

describe('a checkpoint of any run', () => {
  const figures = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(WUHAN.figures).map(([id, figure]) => [id, { ...figure, value: values[id] ?? figure.value }]),
    ) as unknown as typeof WUHAN.figures;

  it.each<[what: string, of: Scenario]>([
    ['a city as it is', tinyScenario({ scale: 1000, days: 2 })],
    [
      'a few people with buses and hospitals as many as can be',
      tinyScenario({
        scale: 100,
        days: 2,
        city: {
          ...WUHAN,
          districts: WUHAN.districts.map((district) => ({ ...district, residents: 1000 })),
          figures: figures({ buses: 200_000, bus_lines: 32_768, hospitals: 50_000 }),
        },
        parameters: { 'bus.stops_per_line': 60 },
      }),
    ],
    [
      'people who have shops at every corner',
      tinyScenario({
        scale: 2000,
        days: 2,
        parameters: Object.fromEntries(
          Object.keys(NO_SHOPPING).map((id) => [id.replace('visits_per_adult_day', 'per_10000_residents'), 200]),
        ),
      }),
    ],
  ])('of %s is far below what is read of one', (_, one) => {
    const simulation = new Simulation(one, 'policy');
    simulation.runDay();
    const { columns, engine, values } = simulation.save();
    const bytes = columns.reduce(
      (sum, column) => sum + column.length,
      engine.events.byteLength + JSON.stringify(values).length,
    );
    const other = { ...one, days: 1, city: { ...one.city, districts: [] } };
    // The two worlds, without what there is room for whatever the run.
    expect(2 * 2 * bytes).toBeLessThan(checkpointBytesMax(one));
    expect(checkpointBytesMax(other)).toBeLessThan(checkpointBytesMax(one));
  });
});

it('files beside a checkpoint that a program has left unfinished are removed by the next', async () => {
  const place = mkdtempSync(join(folder, 'left-'));
  // No program has this number, nor will have.
  const left = join(place, '.day-0002.checkpoint.partial-4194305');
  writeFileSync(left, 'half');
  await writeCheckpoint(place, of, state);
  expect(() => readFileSync(left)).toThrow(/ENOENT/);
});
