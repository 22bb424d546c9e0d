/** The folder of an experiment in trouble: full disks, worlds that fail, damage, several writers, and another's experiment. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { atExperiment } from '../../../sim/cli/experiment-place.ts';
import { shippedCities, shippedScenarioText } from '../../../sim/runner/library.ts';
import { ExperimentFolder, planSource } from '../../../sim/runner/node/experiment-folder.ts';
import { writeReport } from '../../../sim/runner/node/experiment-report.ts';
import type * as Worlds from '../../../sim/runner/node/run-worlds.ts';
import type { Scenario } from '../../../sim/model/scenario.ts';
import type { WorldName } from '../../../sim/runner/protocol.ts';
import type { WorldOutcome } from '../../../sim/runner/simulate.ts';

/** What goes wrong, and what has been simulated. Worlds are made up: what is tested is what becomes of them. */
const trouble = vi.hoisted(() => ({
  bytesFree: Infinity,
  fails: (() => undefined) as (world: { seed: string; world: string }) => string | undefined,
  simulated: [] as string[],
}));

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof Files>();
  return {
    ...actual,
    open: async (...args: Parameters<typeof Files.open>) => {
      const handle = await actual.open(...args);
      const write = handle.writeFile.bind(handle);
      // Nothing here is to outlast a power failure, which busy disks take seconds for.
      handle.sync = () => Promise.resolve();
      handle.writeFile = async (data, ...more) => {
        const bytes = (data as Uint8Array).length;
        // A disk that is full takes what fits, and then says so.
        if (bytes > trouble.bytesFree) {
          await write((data as Uint8Array).slice(0, trouble.bytesFree), ...more);
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
            code: 'ENOSPC',
            syscall: 'write',
          });
        }
        trouble.bytesFree -= bytes;
        await write(data, ...more);
      };
      return handle;
    },
  };
});

vi.mock('../../../sim/runner/node/run-worlds.ts', async (importActual) => ({
  ...(await importActual<typeof Worlds>()),
  atMost:
    () =>
    async (scenario: Scenario, world: WorldName): Promise<WorldOutcome> => {
      const { seed } = scenario;
      await new Promise((resolve) => setTimeout(resolve, 2));
      const why = trouble.fails({ seed, world });
      if (why !== undefined) throw new Error(why);
      trouble.simulated.push(`${world} ${seed}`);
      return outcomeOf(Number(seed), world === 'policy' ? 1 : 0);
    },
}));

function outcomeOf(seed: number, less: number): WorldOutcome {
  const values = [0, 1, -1].map((day) => ({
    ...{ name: 'person.minutes_per_day' as const, group: '', day },
    value: 30 + seed / 10 - less,
  }));
  const personTicks = Uint32Array.from({ length: 1000 }, (_, i) => (seed * 7919 + i * 104_729) % 1_000_003);
  const personIncome = new Uint8Array(1000);
  const people = { personTicks, personAge: new Uint8Array(1000), personDistrict: new Uint16Array(1000), personIncome };
  return { ...people, values, digest: `${seed}-${less}` } as unknown as WorldOutcome;
}

const folder = mkdtempSync(join(tmpdir(), 'cashless-city-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let place = '';
let count = 0;
beforeEach(() => {
  place = join(folder, String(count++));
  Object.assign(trouble, { bytesFree: Infinity, fails: () => undefined, simulated: [] });
});

const SCENARIO = 'wuhan-hospitals';
const TEXT = `scenarios: [${SCENARIO}]\nscale: 20000\ndays: 2\nseeds: 3\nmeasures: [person.minutes_per_day]\n`;
function experimentOf(text = TEXT, file = 'e.yaml') {
  const plan = planSource({ file, text, scenarios: { [SCENARIO]: shippedScenarioText(SCENARIO) } }, shippedCities());
  if (plan.ok) return plan.experiment;
  throw new Error(plan.mistakes[0]!.found);
}
const begin = (more = {}, text?: string, file?: string) =>
  ExperimentFolder.create(place, experimentOf(text, file), 'model', more);
const { signal } = new AbortController();
const names = () => readdirSync(join(place, 'worlds')).sort();
const WORLDS = 6;

describe('a full disk', () => {
  it('leaves every entry whole or absent, and with room again it goes on', async () => {
    const experiment = await begin();
    trouble.bytesFree = 10_000;
    const running = experiment.run({ jobs: 2, signal });
    await expect(running).rejects.toMatchObject({ code: 'ENOSPC' });
    const kept = names();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(WORLDS);
    for (const name of kept) {
      expect((await experiment.store.read(name.slice(0, 64)))?.seconds).toBeGreaterThan(0);
    }
    expect(names()).toEqual(kept);
    trouble.bytesFree = Infinity;
    expect(await experiment.run({ jobs: 2, signal })).toEqual({ worlds: WORLDS - kept.length, failed: 0 });
    expect(await experiment.status()).toMatchObject({ rows: 3, done: 3, worldsLeft: 0 });
  });

  it('is told as what it is, with what to do', async () => {
    trouble.bytesFree = 10;
    await expect(atExperiment(place, () => begin())).rejects.toMatchObject({
      name: 'Refused',
      message: `${place}: the disk is full (ENOSPC, write); what is whole there is kept, and the same command goes on from it`,
    });
    expect(readdirSync(place)).toEqual([]);
  });

  it('leaves the report that was there', async () => {
    const experiment = await begin();
    await experiment.run({ signal });
    await writeReport(experiment, 'now');
    const before = readdirSync(join(place, 'report')).map((name) => readFileSync(join(place, 'report', name), 'utf8'));
    trouble.bytesFree = 0;
    await expect(writeReport(experiment, 'now')).rejects.toMatchObject({ code: 'ENOSPC' });
    trouble.bytesFree = Infinity;
    const after = readdirSync(join(place, 'report')).map((name) => readFileSync(join(place, 'report', name), 'utf8'));
    expect(after).toEqual(before);
    await writeReport(experiment, 'now');
    // The same experiment has the same report, Parquet too.
    const again = readdirSync(join(place, 'report')).map((name) => readFileSync(join(place, 'report', name), 'utf8'));
    expect(again).toEqual(before);
  });
});

describe('a world that fails', () => {
  it('is a row with its reason, the rest goes on, and it is tried again', async () => {
    const experiment = await begin();
    trouble.fails = ({ seed, world }) => (seed === '2' && world === 'policy' ? 'the memory is full' : undefined);
    const told: string[] = [];
    const onFailure: NonNullable<Parameters<typeof experiment.run>[0]['onFailure']> = (
      { scenario, isBaseline },
      reason,
    ) => {
      told.push(`${scenario.seed} ${isBaseline}: ${reason}`);
    };
    expect(await experiment.run({ jobs: 2, signal, onFailure })).toEqual({ worlds: WORLDS - 1, failed: 1 });
    expect(told).toEqual(['2 false: the memory is full']);
    const { done, failures, worldsLeft } = await experiment.status();
    expect({ done, worldsLeft }).toEqual({ done: 2, worldsLeft: 1 });
    expect(failures.map(({ row, reason }) => `${row.seed}: ${reason}`)).toEqual(['2: the memory is full']);
    const analysis = await writeReport(experiment, 'now');
    expect(analysis).toMatchObject({ missing: 1, failures: [{ reason: 'the memory is full' }] });
    expect(analysis.findings[0]).toMatchObject({ seeds: 2, difference: -1, certainty: 'likely' });
    expect(readFileSync(join(place, 'report/report.html'), 'utf8')).toContain('1 run is missing, 1 failed');
    trouble.fails = () => undefined;
    expect(await experiment.run({ signal })).toEqual({ worlds: 1, failed: 0 });
    expect(await experiment.status()).toMatchObject({ done: 3, failures: [] });
    expect(names().filter((name) => !name.endsWith('.world'))).toEqual([]);
  });

  it('may have a damaged reason', async () => {
    const experiment = await begin();
    trouble.fails = () => 'broken';
    await experiment.run({ signal });
    for (const name of names()) writeFileSync(join(place, 'worlds', name), '{"rea');
    const { failures } = await experiment.status();
    expect(failures).toHaveLength(WORLDS);
    expect(failures[0]!.reason).toContain('damaged');
  });
});

describe('a damaged world', () => {
  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['cut short', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['with a bit that fell over', (bytes) => bytes.map((byte, i) => (i === bytes.length - 400 ? byte ^ 4 : byte))],
    ['something else', () => Buffer.from('hello')],
  ])('%s is made again', async (_, damage) => {
    const experiment = await begin();
    await experiment.run({ signal });
    const file = join(place, 'worlds', names()[2]!);
    const whole = readFileSync(file);
    writeFileSync(file, damage(whole));
    expect(await experiment.run({ signal })).toEqual({ worlds: 1, failed: 0 });
    expect(await experiment.store.read(names()[2]!.slice(0, 64))).toBeDefined();
  });
});

describe('several writers', () => {
  it('in one folder come to one set of whole worlds, and each says what it simulated', async () => {
    const writers = await Promise.all([begin(), begin(), begin()]);
    const ended = await Promise.all(writers.map((one, part) => one.run({ jobs: 2, signal, part: { part, parts: 3 } })));
    expect(ended.reduce((sum, { worlds }) => sum + worlds, 0)).toBe(trouble.simulated.length);
    expect(new Set(trouble.simulated).size).toBe(WORLDS);
    expect(names()).toHaveLength(WORLDS);
    expect(await writers[0]!.status()).toMatchObject({ done: 3, failures: [], worldsLeft: 0 });
    expect(readdirSync(place).sort()).toEqual(['experiment.json', 'worlds']);
  });

  it('leave drafts that the next removes, but for those being written', async () => {
    const experiment = await begin();
    await experiment.run({ signal });
    const address = 'a'.repeat(64);
    const drafts = [`${hostname()}-${process.pid}`, `${hostname()}-999999999`, 'elsewhere-1'];
    for (const draft of drafts) writeFileSync(join(place, 'worlds', `.${address}.${draft}-0`), 'half');
    await begin();
    const left = names().filter((name) => name.startsWith('.'));
    expect(left).toEqual([`.${address}.elsewhere-1-0`, `.${address}.${hostname()}-${process.pid}-0`].sort());
  });
});

describe('a folder', () => {
  it('of another experiment is not taken without a word', async () => {
    await (await begin()).run({ signal });
    const other = TEXT.replace('seeds: 3', 'seeds: 4');
    const before = readFileSync(join(place, 'experiment.json'), 'utf8');
    await expect(begin({}, other, 'other.yaml')).rejects.toThrow('found another experiment there, of "e.yaml"');
    expect(readFileSync(join(place, 'experiment.json'), 'utf8')).toBe(before);
    // Another version of the same file is told of, and uses what is there.
    const onChange = vi.fn();
    await begin({ onChange });
    expect(onChange).not.toHaveBeenCalled();
    const changed = await begin({ onChange }, other);
    expect(onChange).toHaveBeenCalledOnce();
    expect(await changed.run({ signal })).toEqual({ worlds: 2, failed: 0 });
    expect((await begin({ replace: true }, other, 'other.yaml')).experiment.file).toBe('other.yaml');
  });

  it('that is a file, or whose experiment is damaged, is told', async () => {
    writeFileSync(place, '');
    await expect(begin()).rejects.toThrow('found a file, expected a folder or nothing');
    rmSync(place);
    await begin();
    writeFileSync(join(place, 'experiment.json'), '{"format"');
    const open = () => ExperimentFolder.open(place, shippedCities(), 'model');
    await expect(open()).rejects.toThrow('found a damaged experiment.json');
    writeFileSync(join(place, 'experiment.json'), 'null');
    await expect(open()).rejects.toThrow('found the format undefined');
  });
});
