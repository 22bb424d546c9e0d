/** What a run writes where: told when it cannot, never lost, never two at one place, in forms that people can open. */
import { strFromU8, unzipSync } from 'fflate';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { progressOf, duration } from '../../sim/cli/progress.ts';
import { refusalOf } from '../../sim/cli/refused.ts';
import { MEASURES } from '../../sim/model/measures/dictionary.ts';
import { program } from '../../sim/runner/program.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { makeFolder } from '../../sim/runner/node/make-folder.ts';
import { encodeSpreadsheet } from '../../sim/runner/node/spreadsheet-file.ts';
import { csvChunks, csvRows, summarise, type ResultSummary, type RunResult } from '../../sim/runner/result.ts';
import { sheetsOf } from '../../sim/runner/spreadsheet.ts';
import { scratch, sim, start, withoutWarnings } from './program.ts';

const folder = scratch();
const SMALL = ['run', 'wuhan-empty', '--scale', '30000', '--days', '2', '--json'];
const LONG = ['run', 'wuhan-empty', '--scale', '3000', '--days', '40', '--json'];
const BIN = fileURLToPath(new URL('../../sim/cli/bin.mjs', import.meta.url));

beforeAll(async () => void (await sim(['--version'])), 120_000);

async function until(found: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !found(); i++) await wait(50);
  expect(found()).toBe(true);
}

it('folders are made with those above them, and one that cannot be is told of at once', async () => {
  const above = join(folder, 'above');
  expect(await makeFolder(join(above, 'below', 'it'))).toBe(above);
  expect(await makeFolder(join(above, 'below', 'it'))).toBeUndefined();
  writeFileSync(join(above, 'file'), '');
  await expect(makeFolder(join(above, 'file'))).rejects.toThrow('EEXIST');
  await expect(makeFolder(join(above, 'file', 'in'))).rejects.toThrow('ENOTDIR');
  if (existsSync('/proc/self')) await expect(makeFolder('/proc/nothing/here')).rejects.toThrow('ENOENT');
});

describe('a long run', () => {
  it('whose result cannot be written prints it, and puts it elsewhere', async () => {
    const out = join(folder, 'late');
    const { ended } = start([...LONG, '--out', out]);
    await until(() => existsSync(join(folder, '.late.lock')));
    mkdirSync(out);
    writeFileSync(join(out, 'notes.txt'), 'mine');
    const { status, stdout, stderr: said } = await ended;
    const stderr = withoutWarnings(said);
    expect(status).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'wuhan-empty', days: 40 });
    expect(stderr).toMatch(/^--out .*: found a folder that holds "notes.txt", .*; the result is in .*\n$/);
    const [, instead = ''] = /the result is in (.*)\n/.exec(stderr)!;
    expect(readdirSync(instead).sort()).toEqual(['manifest.json', 'measures.csv']);
    expect(readdirSync(out)).toEqual(['notes.txt']);
  });

  it('is told of another that writes to the same place, which goes on', async () => {
    const place = join(folder, 'one');
    const first = start([...LONG, '--out', place]);
    await until(() => existsSync(join(folder, '.one.lock')));
    const second = await sim([...LONG, '--seed', 'x', '--out', place]);
    expect(second).toMatchObject({ status: 2, stdout: '' });
    expect(second.stderr).toMatch(
      /^--out .*: found process \d+ writing there, expected a place that nobody else writes to\n$/,
    );
    const { status, stderr } = await first.ended;
    expect({ status, stderr: withoutWarnings(stderr) }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(folder).filter((name) => name.startsWith('.one'))).toEqual([]);
  });

  it('takes over the claim of a program that is no more', async () => {
    const text = JSON.stringify({ pid: 4_194_305, host: hostname(), start: null });
    writeFileSync(join(folder, '.dead.lock'), `cashless-city lock 1\n${text}\n`);
    expect(await sim([...SMALL, '--out', join(folder, 'dead')])).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(folder, '.dead.lock'))).toBe(false);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a device that is full', () => {
  it.each([
    [SMALL],
    [['measures']],
    [['--help']],
    [['trace', 'wuhan-empty', '--world', 'policy', '--day', '1', '--scale', '30000']],
  ])('is told as what it is by %j', (args) => {
    const { status, stderr } = spawnSync('sh', ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, BIN, ...args], {
      encoding: 'utf8',
    });
    expect(withoutWarnings(stderr)).toBe('stdout: the result could not be printed: the disk is full (ENOSPC, write)\n');
    expect(status).toBe(4);
  });
});

it.skipIf(process.platform === 'win32')('whoever has read enough ends a trace, without a word', async () => {
  const args = [BIN, 'trace', 'wuhan-empty', '--world', 'policy', '--day', '3', '--scale', '300'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, stderr: withoutWarnings(stderr) }).toEqual({ status: 141, stderr: '' });
});

describe('what the system refuses', () => {
  const of = (code: string, path?: string) => Object.assign(new Error(code), { code, syscall: 'write', path });
  it.each([
    'ENOSPC',
    'EPIPE',
    'EACCES',
    'EROFS',
    'EMFILE',
    'ENFILE',
    'EDQUOT',
    'EIO',
    'EFBIG',
    'ENOMEM',
    'EPERM',
    'EBUSY',
  ])('is told in words: %s', (code) => {
    expect(refusalOf(of(code, '/a/place'))).toMatch(new RegExp(`^/a/place: [a-z].{8,} \\(${code}, write\\)$`));
    expect(refusalOf(of(code))).not.toContain('the system refused');
  });
  it('is not what we did wrong', () => {
    expect(refusalOf(new TypeError('x is not a function'))).toBeUndefined();
    expect(refusalOf(new RangeError('found day 0'))).toBeUndefined();
    expect(refusalOf(Object.assign(new Error('x'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }))).toContain('--scale');
  });
});

const VALUES = [
  { name: 'payments.count', group: '', day: 0, value: 3 },
  { name: 'payments.count', group: 'method=cash', day: 0, value: 1.5 },
  { name: 'payments.count', group: '', day: -1, value: 3 },
  { name: 'payments.count', group: 'method=cash', day: -1, value: 1.5 },
];
const RESULT: RunResult = {
  scenario: { ...shippedScenario('wuhan-empty', { days: 1 }), title: { en: '=1+1', zh: '无' } },
  worlds: {
    baseline: { digest: 'a', serviceDigests: {}, values: VALUES },
    policy: { digest: 'b', serviceDigests: {}, values: VALUES },
  },
};

describe('measures.csv', () => {
  it('has the totals alone, or a row a day and a column a measure', () => {
    expect([...csvChunks(RESULT, 'totals')].join('').split('\n')).toEqual([
      'world,day,measure,group,value,unit',
      'baseline,-1,payments.count,,3,payments',
      'baseline,-1,payments.count,method=cash,1.5,payments',
      'policy,-1,payments.count,,3,payments',
      'policy,-1,payments.count,method=cash,1.5,payments',
      '',
    ]);
    expect([...csvChunks(RESULT, 'wide')].join('').split('\n')).toEqual([
      'world,day,payments.count,payments.count.cash',
      'baseline,-1,3,1.5',
      'baseline,0,3,1.5',
      'policy,-1,3,1.5',
      'policy,0,3,1.5',
      '',
    ]);
    expect(csvRows(RESULT)).toBe(8);
  });

  it('is written in the form that was asked for, and the manifest says which', async () => {
    const out = join(folder, 'wide');
    expect(await sim([...SMALL, '--out', out, '--csv', 'wide'])).toMatchObject({ status: 0, stderr: '' });
    const rows = readFileSync(join(out, 'measures.csv'), 'utf8').trimEnd().split('\n');
    expect(rows.map((row) => row.split(',', 2).join())).toEqual([
      'world,day',
      ...['baseline', 'policy'].flatMap((world) => [-1, 0, 1].map((day) => `${world},${day}`)),
    ]);
    expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))).toMatchObject({
      files: { 'measures.csv': { columns: ['world', 'day', 'MEASURE…'] } },
    });
  });

  it.each([
    [['--csv', 'broad', '--out', 'x'], '--csv: found "broad", expected one of days, totals, wide'],
    [['--csv', 'wide'], '--csv: found it alone'],
    [['--replace'], '--replace: found it alone'],
    [['--xlsx', 'x.csv'], '--xlsx x.csv: found no .xlsx at its end'],
    [['--xlsx', 'no/x.xlsx'], '--xlsx no/x.xlsx: found no folder to put it in'],
  ])('%j is refused before anything is simulated', async (options, said) => {
    const ended = await sim([...SMALL, ...options], folder);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });
});

describe('a spreadsheet', () => {
  it('has numbers as numbers, dates as dates and texts as texts', async () => {
    const bytes = await encodeSpreadsheet(sheetsOf(RESULT, summarise(RESULT, program())));
    expect(await encodeSpreadsheet(sheetsOf(RESULT, summarise(RESULT, program())))).toEqual(bytes);
    const files = unzipSync(bytes);
    const text = (name: string) => strFromU8(files[name]!);
    expect(Object.keys(files)).toEqual(expect.arrayContaining([1, 2, 3].map((i) => `xl/worksheets/sheet${i}.xml`)));
    expect(text('xl/worksheets/sheet2.xml')).toContain('<v>1.5</v>');
    // 2017-06-01 is the 42,887th day of the spreadsheet's calendar.
    expect(text('xl/worksheets/sheet3.xml')).toContain('<v>42887</v>');
    expect(Object.keys(files).map(text).join('')).not.toContain('<f>');
  });

  it('has every measure of the run and a row a day', async () => {
    const file = join(folder, 'r.xlsx');
    const { status, stdout, stderr } = await sim([...SMALL, '--xlsx', file]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const summary = JSON.parse(stdout) as ResultSummary;
    const files = unzipSync(readFileSync(file));
    const rows = (sheet: number) => strFromU8(files[`xl/worksheets/sheet${sheet}.xml`]!).match(/<row /g)!.length;
    expect(rows(2)).toBe(1 + Object.keys(summary.difference).length);
    expect(rows(3)).toBe(3 + 2);
    const strings = strFromU8(files['xl/sharedStrings.xml']!);
    for (const { name } of MEASURES) expect(strings).toContain(`>${name}<`);
    expect(await sim([...SMALL, '--xlsx', file])).toMatchObject({ status: 2, stdout: '' });
    expect(await sim([...SMALL, '--xlsx', file, '--replace'])).toMatchObject({ status: 0 });
  });
});

describe('progress', () => {
  it('says how long it will still take', () => {
    const said: string[] = [];
    let now = 0;
    const onDay = progressOf({ days: 10 }, { progress: (text) => void said.push(text) }, () => now);
    now = 1_000;
    onDay('baseline', 1);
    now = 5_000;
    onDay('baseline', 5);
    onDay('policy', 5);
    expect(said).toEqual([
      'baseline: day 1 of 10   policy: day 0 of 10',
      'baseline: day 5 of 10   policy: day 0 of 10   about 15 s left',
      'baseline: day 5 of 10   policy: day 5 of 10   about 5 s left',
    ]);
  });

  it('is counted from the checkpoint that a run goes on from', () => {
    const said: string[] = [];
    let now = 0;
    const onDay = progressOf({ days: 10 }, { progress: (text) => void said.push(text) }, () => now);
    now = 10_000;
    onDay('baseline', 9);
    onDay('policy', 9);
    expect(said.at(-1)).toBe('baseline: day 9 of 10   policy: day 9 of 10   about 10 s left');
  });

  it('names times in the unit that fits', () => {
    expect([40_000, 720_000, 12_600_000, 1].map(duration)).toEqual(['40 s', '12 min', '3.5 h', '1 s']);
  });
});
