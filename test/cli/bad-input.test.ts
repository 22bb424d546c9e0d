import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { MEASURES } from '../../sim/model/measures/dictionary.ts';
import { SHIPPED_SCENARIOS } from '../../sim/runner/library.ts';
import { scratch, sim, simAlone } from './program.ts';

const folder = scratch();
const BAD = `city: wuhn
start: 2017-02-30
days: 0
sede: 7
policy: []
`;

describe('bad input', () => {
  it.each(['check', 'run'])('%s tells every mistake with its place, and writes nothing', async (command) => {
    writeFileSync(join(folder, 'bad.yaml'), BAD);
    const args = command === 'run' ? ['--json', '--out', 'result'] : [];
    const { status, stdout, stderr } = await simAlone([command, 'bad.yaml', ...args], folder);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'bad.yaml:1:7 city: found "wuhn", expected one of fuzhou, guiyang, hangzhou, tianjin, wuhan (the nearest is wuhan; a city of your own is a folder of that name beside the scenario)',
      'bad.yaml:2:8 start: found "2017-02-30", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31',
      'bad.yaml:3:7 days: found 0, expected a whole number of days from 1 to 4940',
      expect.stringMatching(
        /^bad\.yaml:4:1 sede: found the unknown key "sede", expected one of .*\(the nearest is seed\)$/,
      ),
    ]);
    expect(readdirSync(folder)).not.toContain('result');
  });

  it.each<[string, string[], string]>([
    [
      'no such file',
      ['check', 'nowhere.yaml'],
      'nowhere.yaml:1:1 file: found no file of that name, expected a scenario file',
    ],
    ['a folder for a file', ['check', '.'], '.:1:1 file: found a folder, expected a scenario file'],
    ['no file', ['run'], 'arguments of run: found nothing, expected FILE'],
    ['two files', ['check', 'a', 'b'], 'arguments of check: found "a" "b", expected FILE'],
    ['an unknown command', ['rnu'], 'command: found "rnu", expected one of'],
    ['no command', [], 'command: found nothing, expected one of'],
    ['an unknown option', ['run', 'wuhan-empty', '--sclae', '3'], '(the nearest is --scale)'],
    ['a short option', ['run', 'wuhan-empty', '-d', '3'], '"-d": found an unknown option'],
    ['an option of another command', ['check', 'wuhan-empty', '--json'], '"--json": found an unknown option'],
    [
      'an option that objects inherit',
      ['run', 'wuhan-empty', '--constructor'],
      '"--constructor": found an unknown option',
    ],
    [
      'an option twice',
      ['run', 'wuhan-empty', '--days', '1', '--days', '2'],
      '--days: found it again, expected it once',
    ],
    ['an option without its value', ['run', 'wuhan-empty', '--days'], '--days: found nothing, expected N'],
    ['a switch with a value', ['run', 'wuhan-empty', '--json=yes'], '--json: found "yes", expected no value'],
    [
      'days that are no number',
      ['run', 'wuhan-empty', '--days', 'two'],
      '--days: found "two", expected a whole number from 1 to 4940',
    ],
    ['no days', ['run', 'wuhan-empty', '--days', '0'], '--days: found "0", expected a whole number from 1 to 4940'],
    ['half a day', ['run', 'wuhan-empty', '--days', '0.5'], '--days: found "0.5"'],
    [
      'a scale in words of programs',
      ['run', 'wuhan-empty', '--scale', '1e3'],
      '--scale: found "1e3", expected a whole number from 1 to 100000',
    ],
    [
      'an invisible seed',
      ['run', 'wuhan-empty', '--seed', 'a\u202eb'],
      '--seed: found "a\\u{202e}b", expected 1 to 64 visible characters',
    ],
    [
      'a file for a folder',
      ['run', 'wuhan-empty', '--out', 'file'],
      '--out file: found a file, expected a folder or nothing',
    ],
    ['a file on the way', ['run', 'wuhan-empty', '--out', 'file/result'], 'expected a folder'],
    [
      'a file in another encoding',
      ['check', 'latin.yaml'],
      'latin.yaml:2:12 file: found bytes that are not UTF-8, expected UTF-8',
    ],
    ['an endless file', ['check', '/dev/zero'], '/dev/zero:1:1 file: found a file of more than'],
  ])('%s', async (_, args, expected) => {
    const before = join(folder, 'arguments');
    mkdirSync(before, { recursive: true });
    writeFileSync(join(before, 'file'), '');
    writeFileSync(join(before, 'latin.yaml'), Buffer.from('city: wuhan\nname: "Stra\xdfe"\n', 'latin1'));
    const { status, stdout, stderr } = await sim(args, before);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(expected);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(before).sort()).toEqual(['file', 'latin.yaml']);
  });
});

it('a city that cannot be set up is the user’s mistake, whichever thread finds it', async () => {
  const town = join(folder, 'town');
  cpSync(join(import.meta.dirname, '../../scenarios/cities/guiyang'), town, { recursive: true });
  const text = readFileSync(join(town, 'city.yaml'), 'utf8');
  // All buses on one line: more departures a day than have numbers.
  const fleet = text
    .replace(/( {2}buses:\n {4}value:) \d+(\n.*\n.*\n {4}high:) \d+/, '$1 200000$2 200000')
    .replace(/( {2}bus_lines:\n {4}value:) \d+(\n.*\n {4}low:) \d+/, '$1 1$2 1');
  writeFileSync(join(town, 'city.yaml'), fleet);
  const title = 'title: { en: Town, zh: 镇 }\ndescription: { en: A town., zh: 一个镇。 }\n';
  const hours = 'bus.first_departure_hour: 5, bus.last_departure_hour: 23.9, bus.stops_per_line: 10';
  const run = `city: town\nstart: 2017-06-05\ndays: 1\nscale: 2000\nseed: one\nparameters: { ${hours} }\npolicy: []\n`;
  writeFileSync(join(folder, 'town.yaml'), title + run);
  for (const workers of ['1', '2']) {
    const { status, stdout, stderr } = await sim(['run', 'town.yaml', '--workers', workers], folder);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('departures a day of line 1, which has 100 vehicles, expected 1024 at most');
    expect(stderr).not.toContain('a fault of ours');
  }
});

describe('what is fine', () => {
  it.each(SHIPPED_SCENARIOS)('check says so of %s', async (name) => {
    const { status, stdout, stderr } = await sim(
      ['check', `scenarios/${name}.yaml`],
      join(import.meta.dirname, '../..'),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(`^scenarios/${name}.yaml: fine \\(${name}: [A-Z][a-z]+, \\d+ days from 201[67]-`),
    );
  });

  it('measures lists the dictionary', async () => {
    const { status, stdout } = await sim(['measures']);
    expect(status).toBe(0);
    for (const { name, about } of MEASURES) {
      expect(
        stdout.split('\n').some((line) => line.startsWith(`${name} `) && line.endsWith(about)),
        name,
      ).toBe(true);
    }
  });

  it('measures --json lists it for programs', async () => {
    const { stdout } = await simAlone(['measures', '--json']);
    const listed = JSON.parse(stdout) as { name: string; unit: string; description: string; splits: string[][] }[];
    expect(listed.map(({ name }) => name)).toEqual(MEASURES.map(({ name }) => name));
    for (const { unit, description } of listed) expect(unit.length * description.length).toBeGreaterThan(0);
    expect(listed.find(({ name }) => name === 'payments.count')?.splits).toContainEqual(['sector', 'method']);
  });

  it('schema prints what is published', async () => {
    const { stdout } = await simAlone(['schema']);
    const schema = JSON.parse(stdout) as { properties: Record<string, unknown>; additionalProperties: boolean };
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['city', 'start', 'days', 'scale', 'seed', 'parameters', 'policy']),
    );
    expect(schema.additionalProperties).toBe(false);
  });
});

describe('help', () => {
  it.each([['--help'], ['help']])('%s lists the commands', async (argument) => {
    const { status, stdout, stderr } = await sim([argument]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of ['run FILE', 'check FILE', 'measures', 'schema']) expect(stdout).toContain(`  ${command} `);
  });

  it.each(['run', 'check', 'measures', 'schema'])(
    '%s --help tells about it, whatever else is there',
    async (command) => {
      const { status, stdout, stderr } = await sim([command, '--help']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain(`usage: npm run --silent sim -- ${command}`);
    },
  );

  it('run --help names its options', async () => {
    const { stdout } = await sim(['run', '--help']);
    for (const option of ['--seed TEXT', '--days N', '--scale K', '--out FOLDER', '--json']) {
      expect(stdout).toContain(option);
    }
  });

  it('--version prints the version, and the fingerprint of the model', async () => {
    const { status, stdout } = await simAlone(['--version']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${version.replaceAll('.', '\\.')}\nmodel [0-9a-f]{16}\n$`));
  });
});
