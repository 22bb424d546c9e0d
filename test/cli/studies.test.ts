/**
 * The commands that make the long studies, from the sources, with files of a few days of a few hundred people in the place of those
 * that are shipped, and with worlds that are simulated here instead of in threads.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../sim/cli/main.ts';
import type * as library from '../../sim/runner/library.ts';
import type * as worlds from '../../sim/runner/node/run-worlds.ts';
import { heard, scratch } from './program.ts';

const SCALE = 100_000;
const WORDS = '{ en: Words, zh: 说明 }';

const CLAIMS = `claims:
  - id: first-day
    study: made up
    claim: ${WORDS}
    claimed: 1000000000
    unit: { en: cards, zh: 张 }
    source: made up
    mechanism: ${WORDS}
    test:
      scenario: wuhan-2017
      days: 1
      scale: ${SCALE}
      figure: { world: policy, measure: payments.count, on: 2017-06-01 }
      is: at_least
      depends_on: [{ parameter: payment.choice_bus_mobile }]
  - id: unheard
    study: made up
    claim: ${WORDS}
    unit: { en: cards, zh: 张 }
    source: made up
    mechanism: ${WORDS}
    untestable: ${WORDS}
`;

const HEADLINES = `headlines:
  - id: shelved
    about: ${WORDS}
    scenario: wuhan-2017
    days: 2
    scale: ${SCALE}
    figures: [{ id: all, measure: city.bus_scans, from: 0, to: 1 }]
    assumed: [payment.choice_bus_mobile]
`;

const PREDICTIONS = `known_until: 2017-06-01
dates: [2017-06-02]
scale: ${SCALE}
cities: [{ id: wuhan, from: wuhan-2017 }]
draws: [{ set: parameters.payment.choice_habit, low: 2, high: 4.5 }]
known: [{ about: made up, city: wuhan, measure: enrolment.wallet_share, on: 2017-06-01, value: 0.4, within: 2 }]
quantities: [{ id: wallets, name: ${WORDS}, measure: enrolment.wallet_share }]
`;

vi.mock('../../sim/runner/library.ts', async (original) => {
  const shipped: typeof library = await original();
  const joining = shipped.shippedJoiningText();
  const others = /^ {2}- \{ city: (fuzhou|tianjin|guiyang).*\n/gm;
  return {
    ...shipped,
    shippedClaimsText: () => CLAIMS,
    shippedHeadlinesText: () => HEADLINES,
    shippedPredictionsText: () => PREDICTIONS,
    shippedJoiningText: () => joining.replace(others, ''),
  };
});

vi.mock('../../sim/runner/node/run-worlds.ts', async (original) => {
  const { Simulation } = await import('../../sim/runner/simulate.ts');
  const atMost = () => (scenario: never, world: never) => Promise.resolve(new Simulation(scenario, world).finish());
  return { ...((await original()) as typeof worlds), atMost };
});

const folder = scratch();
const written = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
/** What a command says, without how far it is, which is said where the machine is busy. */
const run = async (...args: readonly string[]) => {
  const { status, stdout, stderr } = await heard(main, args);
  return { status, stdout, stderr: stderr.replace(/^.*\d+ of \d+.*\n/gm, '') };
};
const MODEL = { version: expect.any(String), model: expect.stringMatching(/^[0-9a-f]{16}$/) };

describe('claims', () => {
  it('says what became of each claim, and why, and writes it with the command that makes it anew', async () => {
    const out = join(folder, 'claims.json');
    const { status, stdout, stderr } = await run('claims', '--seeds', '2', '--out', out);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^first-day \(made up\): contradicted\n {2}Words\n {2}claimed 1,?000,?000,?000 cards; simulated/m,
    );
    expect(stdout).toMatch(/^unheard \(.*\): cannot be tested$/m);
    expect(written('claims.json')).toMatchObject({
      ...MODEL,
      command: 'npm run --silent sim -- claims --seeds 2',
      seeds: ['1', '2'],
      claims: [
        { id: 'first-day', verdict: 'contradicted', claimed: 1e9, simulated: expect.any(Number) },
        { id: 'unheard', verdict: 'cannot_be_tested', simulated: null },
      ],
    });
  });

  it('is told which there are where one is asked for that there is not', async () => {
    const { status, stderr } = await run('claims', '--only', 'second-day');
    expect(status).toBe(2);
    expect(stderr).toBe('--only: found "second-day", expected one of first-day, unheard\n');
  });
});

describe('headlines', () => {
  it('says how sure each is, by seeds, by joint draws and at the ends of ranges', async () => {
    const out = join(folder, 'headlines.json');
    const { status, stdout, stderr } = await run('headlines', '--seeds', '2', '--draws', '2', '--out', out);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Words');
    const command = 'npm run --silent sim -- headlines --seeds 2 --draws 2';
    expect(written('headlines.json')).toMatchObject({ ...MODEL, command, draws: 2, headlines: [{ id: 'shelved' }] });
  });
});

describe('predictions', () => {
  it('gives each quantity of each city with what holds most runs', async () => {
    const out = join(folder, 'predictions.json');
    const { status, stdout, stderr } = await run('predictions', '--seeds', '2', '--out', out, '--json');
    expect([status, stderr]).toEqual([0, expect.stringContaining('1:100000')]);
    const [row, ...more] = JSON.parse(stdout) as { city: string; value: number; low: number; high: number }[];
    expect([row!.city, more]).toEqual(['wuhan', []]);
    expect(row!.low).toBeGreaterThan(0);
    expect(row!.low).toBeLessThanOrEqual(row!.value);
    expect(row!.value).toBeLessThanOrEqual(row!.high);
    const command = 'npm run --silent sim -- predictions --seeds 2';
    expect(written('predictions.json')).toMatchObject({ ...MODEL, command, draws: 2, fitting: 2, predictions: [row] });
  });
});

describe('tornado', () => {
  it('moves a parameter to both ends and writes what comes of each answer', async () => {
    const named = ['--parameters', 'bus.capacity', '--seeds', '2', '--scale', `${SCALE}`, '--days', '2'];
    const { status, stdout, stderr } = await run('tornado', 'wuhan-2017', ...named, '--out', folder);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`wuhan-2017: 1 parameters, 2 seeds at 1:${SCALE}\n`);
    const made = written('wuhan-2017.json');
    expect(made).toMatchObject({ ...MODEL, days: 2, scale: SCALE, seeds: ['1', '2'] });
    const { rows } = made as {
      rows: { parameter: string; stands: number; ends: { value: number; effects: object }[] }[];
    };
    expect(rows.map(({ parameter }) => parameter)).toEqual(['bus.capacity']);
    const [{ stands, ends }] = rows as [(typeof rows)[0]];
    expect(ends).toHaveLength(2);
    expect(ends[0]!.value).toBeLessThan(stands);
    expect(ends[1]!.value).toBeGreaterThan(stands);
    for (const { effects } of ends) expect(Object.keys(effects)).toContain('city.bus_scans');
  });
});

describe('joining', () => {
  it('prints a line for each city, draws both charts and writes the case', async () => {
    const [out, svg] = [join(folder, 'joining.json'), join(folder, 'chart.svg')];
    const years = ['--years', '1', '--scale', '100000', '--set', 'spontaneous_monthly=1'];
    const { status, stdout, stderr } = await run('joining', ...years, '--out', out, '--svg', svg);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Hangzhou +2016-09-01 /m);
    expect(stdout).toMatch(/^Wuhan +2016-09-01 /m);
    expect(stdout).toContain('One seed says nothing about a date');
    expect(readFileSync(svg, 'utf8')).toContain('Wuhan');
    expect(readFileSync(join(folder, 'chart-zh.svg'), 'utf8')).toContain('武汉');
    const made = written('joining.json') as { months: readonly string[] };
    expect(made.months).toHaveLength(12);
    expect(made).toMatchObject({
      ...MODEL,
      command: 'npm run --silent sim -- joining --years 1 --scale 100000 --set spontaneous_monthly=1',
      start: '2016-09-01',
      cases: [{ id: 'assumed', cities: [{ city: 'hangzhou' }, { city: 'wuhan', joined: ['2016-09-01'] }] }],
    });
  });

  it('refuses a parameter that is not there before it begins', async () => {
    const { status, stderr } = await run('joining', '--set', 'pull=1');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^--set: found "pull=1", expected one of spontaneous_monthly, pull_monthly/);
  });
});
