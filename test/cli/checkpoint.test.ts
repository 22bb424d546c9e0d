import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { shippedScenarioText } from '../../sim/runner/library.ts';
import type { ResultSummary } from '../../sim/runner/result.ts';
import { forged, takeApart, withEvent, withMeasures } from '../fuzz/checkpoint-bytes.ts';
import { measured } from '../fuzz/measured-process.ts';
import { scratch, sim, simAlone, type Ended } from './program.ts';

const folder = scratch();
const kept = join(folder, 'kept');
const RUN = ['run', 'wuhan-2017', '--scale', '5000', '--days', '5', '--json'];
const from = (name: string) => ['--from-checkpoint', join(kept, name)];

let straight: Ended;
beforeAll(async () => {
  straight = await simAlone([...RUN, '--checkpoints', kept, '--checkpoint-every', '2']);
}, 180_000);

describe('run --checkpoints', () => {
  it('keeps the state every so many days, and no end', () => {
    expect(straight).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(kept).sort()).toEqual(['day-0002.checkpoint', 'day-0004.checkpoint']);
  });
  it('says so where the run is over before anything would be kept', async () => {
    const place = join(folder, 'short');
    const short = ['run', 'wuhan-empty', '--scale', '30000', '--days', '2', '--checkpoints', place];
    const ended = await sim(short);
    expect(ended.status).toBe(0);
    expect(ended.stderr).toContain('nothing will be kept: found a run of 2 days and a checkpoint every 10');
    expect(readdirSync(place)).toEqual([]);
    expect((await sim([...short, '--checkpoint-every', '1'])).stderr).toBe('');
  });
  it('is refused where nothing is said of a folder, or what is there is none', async () => {
    expect(await sim([...RUN, '--checkpoint-every', '2'])).toMatchObject({ status: 2, stdout: '' });
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const ended = await sim([...RUN, '--checkpoints', file]);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain('expected a folder');
  });

  it('that cannot be put is told at once, and the run goes on to its result', async () => {
    const place = join(folder, 'taken');
    mkdirSync(join(place, 'day-0001.checkpoint/there'), { recursive: true });
    const run = ['run', 'wuhan-empty', '--scale', '30000', '--days', '2', '--json', '--checkpoints', place];
    const refused = await sim([...run, '--checkpoint-every', '1']);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('found day-0001.checkpoint of another run, expected a new folder, or --replace');
    const ended = await sim([...run, '--checkpoint-every', '1', '--replace']);
    expect(ended.status).toBe(4);
    expect(JSON.parse(ended.stdout)).toMatchObject({ scenario: 'wuhan-empty', days: 2 });
    expect(ended.stderr).toMatch(/^--checkpoints .*: it cannot be written: .* \(E[A-Z]+, rename\); the run goes on\n/);
    expect(readdirSync(place)).toEqual(['day-0001.checkpoint']);
  });

  it('of another run are not replaced without being told, and those of the same run are', async () => {
    const place = join(folder, 'own');
    const run = [
      'run',
      'wuhan-empty',
      '--scale',
      '30000',
      '--days',
      '2',
      '--checkpoints',
      place,
      '--checkpoint-every',
      '1',
    ];
    for (let round = 0; round < 2; round++) expect(await sim(run)).toMatchObject({ status: 0 });
    const other = await sim([...run, '--seed', 'other']);
    expect(other).toMatchObject({ status: 2, stdout: '' });
    expect(other.stderr).toContain('day-0001.checkpoint of another run');
    expect(await sim([...run, '--seed', 'other', '--replace'])).toMatchObject({ status: 0 });
  });

  it('are not put into the folder of the result, with which they would be replaced', async () => {
    const out = join(folder, 'both');
    const ended = await sim([...RUN, '--out', out, '--checkpoints', join(out, 'kept')]);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('run --from-checkpoint', () => {
  it.each(['day-0002.checkpoint', 'day-0004.checkpoint'])('comes from %s to the same result', async (name) => {
    expect(await simAlone([...RUN, ...from(name)])).toEqual(straight);
  });

  it('comes to the same files', async () => {
    const [whole, resumed] = [join(folder, 'whole'), join(folder, 'resumed')];
    await sim([...RUN, '--out', whole]);
    await sim([...RUN, ...from('day-0004.checkpoint'), '--out', resumed]);
    expect(existsSync(join(whole, 'measures.csv'))).toBe(true);
    for (const name of readdirSync(whole)) {
      expect(readFileSync(join(resumed, name), 'utf8')).toBe(readFileSync(join(whole, name), 'utf8'));
    }
  });

  it.each([
    ['another seed', ['--seed', '8'], 'found a checkpoint of another run (seed "7"), expected seed "8"\n'],
    ['another length', ['--days', '6'], 'found a checkpoint of another run (days 5, '],
  ])('refuses one of %s', async (_, change, said) => {
    const run = RUN.filter((word, i) => !change.includes(word) && !change.includes(RUN[i - 1]!));
    const ended = await sim([...run, ...change, ...from('day-0002.checkpoint')]);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it('takes one of a scenario with another name and other words, and says in what a scenario differs otherwise', async () => {
    const text = shippedScenarioText('wuhan-2017');
    const other = join(folder, 'other-name.yaml');
    const on = ['run', other, ...RUN.slice(2), ...from('day-0004.checkpoint')];
    writeFileSync(
      other,
      text
        .replace('name: wuhan-2017', 'name: other-name')
        .replace(/^title:\n {2}en: .*$/m, 'title:\n  en: Another title'),
    );
    const retitled = await sim(on);
    expect(retitled).toMatchObject({ status: 0, stderr: '' });
    const { worlds, scenario } = JSON.parse(retitled.stdout) as ResultSummary;
    expect(scenario).toBe('other-name');
    expect(worlds).toEqual((JSON.parse(straight.stdout) as ResultSummary).worlds);

    writeFileSync(other, `${text.replace(/target_share: [\d.]+/, 'target_share: 0.123')}\n`);
    const changed = await sim(on);
    expect(changed).toMatchObject({ status: 2, stdout: '' });
    expect(changed.stderr).toMatch(/of another run \(policy\[\d\] another\), expected policy\[\d\] as asked for\n$/);

    writeFileSync(other, `${text}\nparameters:\n  bus.capacity: 41\n`);
    expect((await sim(on)).stderr).toMatch(
      /of another run \(parameters\.bus\.capacity \d+\), expected .*capacity 41\n$/,
    );
  });

  /** @returns what is said of a file that is refused: one line that names it, what was found and what was expected */
  async function refusal(name: string, bytes: Uint8Array | null): Promise<string> {
    const file = join(folder, name);
    if (bytes !== null) writeFileSync(file, bytes);
    const ended = await sim([...RUN, '--from-checkpoint', file]);
    expect(ended, name).toMatchObject({ status: 2, stdout: '' });
    const start = `--from-checkpoint ${file}: found `;
    expect(ended.stderr.slice(0, start.length), name).toBe(start);
    expect(ended.stderr.slice(start.length), name).toMatch(/^[^\n]+, expected [^\n]+\n$/);
    return ended.stderr;
  }

  it('refuses what is no checkpoint, or no longer as it was written, and says so in one line', async () => {
    const good = readFileSync(join(kept, 'day-0002.checkpoint'));
    const flipped = Buffer.from(good);
    // Not a single bit: some of a compressed file's do not matter.
    flipped.fill(0x55, good.length - 2000, good.length - 1900);
    const cases: [name: string, bytes: Uint8Array | null, said: string][] = [
      ['none', null, 'no file of that name'],
      ['text', Buffer.from('name: x\n'), 'a file that is no checkpoint'],
      ['half', good.subarray(0, good.length / 2), 'a damaged'],
      ['flipped', flipped, 'a damaged'],
      ['version', forged(good, ({ header }) => void (header['version'] = { toString: 1 })), 'a damaged first part'],
      ['measures', withMeasures(good, () => '[null]'), 'damaged measures'],
    ];
    for (const [name, bytes, said] of cases) expect(await refusal(name, bytes), name).toContain(`: found ${said}`);
  });

  it('refuses a state that is none of the run, whenever that is known', async () => {
    const good = readFileSync(join(kept, 'day-0004.checkpoint'));
    const columns = forged(good, ({ header }) => {
      const { columnBytes } = header.worlds.policy;
      columnBytes[2]! -= 4;
      columnBytes[3]! += 4;
    });
    expect(await refusal('columns', columns)).toMatch(
      /none of this run \(found \d+ bytes for column 2 .*expected \d+\)/,
    );
    const digest = forged(good, ({ header }) => void (header.worlds.baseline.digest = '0123456789abcdef'));
    expect(await refusal('digest', digest)).toMatch(/none of this run \(found a state with the digest/);
    const early = withEvent(good, 7, 0);
    expect(await refusal('early', early)).toMatch(/none of this run \(found a pending event at tick 7, expected/);
    // Of a kind that there is not: known when its time has come.
    const kind = withEvent(good, 4 * 864_000 + 36_000, 0xf0000000);
    expect(await refusal('kind', kind)).toContain('found a state that is none of this run (');
  });

  it('unpacks no more than such a state can be, and reads no device without end', async () => {
    const { format, header } = takeApart(readFileSync(join(kept, 'day-0002.checkpoint')));
    const { columnBytes } = header.worlds.baseline;
    columnBytes[0]! += 20_000_000 - header.bytes;
    header.bytes = 20_000_000;
    const zeros = gzipSync(Buffer.alloc(header.bytes), { level: 1 });
    const bomb = join(folder, 'bomb');
    const start = Buffer.from(`${format}\n${JSON.stringify(header)}\n`);
    // Two gigabytes of nothing.
    writeFileSync(bomb, Buffer.concat([start, ...Array.from({ length: 100 }, () => zeros)]));
    for (const [file, said] of [
      [bomb, 'found a damaged or incomplete file'],
      ...(process.platform === 'win32' ? [] : [['/dev/zero', 'found a file that is no checkpoint'] as const]),
    ] as const) {
      const ended = await measured([...RUN, '--from-checkpoint', file], folder);
      expect(ended).toMatchObject({ status: 2, stdout: '' });
      expect(ended.stderr).toContain(said);
      // It takes half a second, and 100 MB.
      expect(ended.cpuSeconds).toBeLessThan(5);
      expect(ended.megabytesMax).toBeLessThan(400);
    }
  });
});
