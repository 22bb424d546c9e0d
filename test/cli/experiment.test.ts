import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPrepared } from '../../sim/runner/experiment/prepared-results.ts';
import { BIN, scratch, sim, simAlone } from './program.ts';

const folder = scratch();
const file = join(folder, 'e.yaml');
const out = join(folder, 'out');
const TEXT = `
scenarios: [wuhan-hospitals]
scale: 20000
days: 3
factors: [{ set: 'policy[0].from', values: ['2017-06-01', '2017-06-05'] }]
seeds: 2
measures: [person.minutes_per_day, saved.gainers_share]
`;
writeFileSync(file, TEXT);
const worlds = () => readdirSync(join(out, 'worlds'));

interface FindingRow {
  readonly measure: string;
  readonly seeds: number;
  readonly difference: number;
  readonly chance: number;
}
const findings = (stdout: string) => (JSON.parse(stdout) as { findings: FindingRow[] }).findings;

describe('experiment', () => {
  it('says what it takes before', async () => {
    const { status, stdout } = await simAlone(['experiment', 'check', file, '--json']);
    expect(status).toBe(0);
    const { cells, rows, worlds: count, secondsOfWork } = JSON.parse(stdout) as Record<string, number>;
    // Two policies share their baselines.
    expect({ cells, rows, worlds: count }).toEqual({ cells: 2, rows: 4, worlds: 6 });
    expect(secondsOfWork).toBeGreaterThan(0);
  });

  it('runs each world once, and killed at any moment goes on', async () => {
    const child = spawn(process.execPath, [BIN, 'experiment', 'run', file, '--out', out, '--jobs', '1'], {
      stdio: 'ignore',
    });
    const done = () => existsSync(join(out, 'worlds')) && worlds().some((name) => name.endsWith('.world'));
    while (child.exitCode === null && !done()) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.on('exit', resolve) : resolve(0),
    );
    const before = worlds().filter((name) => name.endsWith('.world')).length;
    expect(before).toBeGreaterThan(0);
    const again = await sim(['experiment', 'run', file, '--out', out]);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain(`${6 - before} world`);
    expect(worlds().filter((name) => name.endsWith('.world'))).toHaveLength(6);
    expect(worlds().filter((name) => name.startsWith('.'))).toEqual([]);
    expect((await sim(['experiment', 'run', file, '--out', out])).stdout).toContain('0 worlds simulated');
    const status = await simAlone(['experiment', 'status', out]);
    expect(status.stdout).toBe('4 of 4 runs done, 0 failed, nothing left to do\n');
  });

  it('comes to what run comes to, with the measures that compare person by person', async () => {
    const { stdout } = await simAlone(['experiment', 'report', out, '--json']);
    const single = await sim(['run', 'wuhan-hospitals', '--scale', '20000', '--days', '3', '--seed', '2', '--json']);
    const { measures } = (JSON.parse(single.stdout) as { worlds: { baseline: { measures: Record<string, number> } } })
      .worlds.baseline;
    const minutes = readFileSync(join(out, 'report/rows.csv'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('wuhan-hospitals,0,2,') && line.includes('person.minutes_per_day'))
      .map((line) => Number(line.split(',')[5]));
    expect(minutes).toEqual([measures['person.minutes_per_day']]);
    const found = findings(stdout);
    expect(found.map(({ measure, seeds }) => `${measure} ${seeds}`)).toEqual([
      'person.minutes_per_day 2',
      'saved.gainers_share 2',
      'person.minutes_per_day 2',
      'saved.gainers_share 2',
    ]);
    expect(readdirSync(join(out, 'report')).sort()).toEqual([
      'datapackage.json',
      'experiment.yaml',
      'findings.csv',
      'findings.parquet',
      'report.html',
      'ro-crate-metadata.json',
      'rows.csv',
      'rows.parquet',
      'summary.json',
    ]);
    const rows = readFileSync(join(out, 'report/rows.csv'), 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(1 + 2 * 2 * 2);
    const dictionary = JSON.parse(readFileSync(join(out, 'report/datapackage.json'), 'utf8')) as {
      resources: { path: string; schema: { fields: { name: string }[] } }[];
    };
    for (const { path, schema } of dictionary.resources) {
      if (!path.endsWith('.csv')) continue;
      const [header] = readFileSync(join(out, 'report', path), 'utf8').split('\n');
      expect(header).toBe(schema.fields.map(({ name }) => name).join(','));
    }
  });

  it('is asked in SQL', async () => {
    const sql = `select count(*)::int as n, (select count(*)::int from days where world = 'policy' and day = 2 and
      measure = 'person.minutes_per_day') as days from runs where measure = 'person.minutes_per_day'`;
    const { status, stdout } = await simAlone(['query', out, sql, '--format', 'csv']);
    expect(status).toBe(0);
    // Two policies with two seeds each.
    expect(stdout).toBe('n,days\n4,4\n');
  });

  it('lies beside what was observed, and calibration meets the same file', async () => {
    const seen = join(folder, 'seen.csv');
    writeFileSync(
      seen,
      'date,measure,value\n2017-06-06,payments.count,30000000\n2017-06-07,payments.mobile_share,0.2\n',
    );
    const { stdout, stderr, status } = await sim(['experiment', 'report', out, '--observed', seen, '--json']);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    interface Fit {
      readonly measure: string;
      readonly seeds: number;
      readonly days: readonly { readonly day: number; readonly mean: number }[];
    }
    const { fits } = (JSON.parse(stdout) as { observed: { fits: readonly Fit[] } }).observed;
    expect(fits.map(({ measure, seeds, days }) => `${measure} ${seeds} ${days[0]!.day}`)).toEqual(
      [0, 1].flatMap(() => ['payments.count 2 1', 'payments.mobile_share 2 2']),
    );
    // Counts are those of the whole city: residents pay a few times a day.
    expect(fits[0]!.days[0]!.mean).toBeGreaterThan(1e7);
    expect(readFileSync(join(out, 'report/report.html'), 'utf8')).toContain('Beside what was observed');
    expect(readFileSync(join(out, 'report/observed.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(1 + 4);
    const args = ['calibrate', 'wuhan-hospitals', '--scale', '20000', '--rounds', '0', '--observed', seen, '--json'];
    const { targets } = JSON.parse((await sim(args)).stdout) as { targets: { about: string; achieved: number }[] };
    expect(targets[0]).toMatchObject({ about: `payments.count on 2017-06-06 (${seen}:2)`, upscale: 20_000 });
    expect(targets[0]!.achieved).toBeGreaterThan(1e7);
    expect((await sim([...args, '--adjust', 'payment.choice_bus_mobil'])).stderr).toContain(
      'the nearest is payment.choice_bus_mobile',
    );
    writeFileSync(seen, 'date,measure,value\n2030-06-02,payments.count,3\n');
    const late = await sim(['experiment', 'report', out, '--observed', seen]);
    expect(late).toMatchObject({ status: 2 });
    expect(late.stderr).toContain(
      'seen.csv:2:1 date: found 2030-06-02, expected a day of the run, 2017-06-05 to 2017-06-07',
    );
  });

  it('a damaged world is made again', async () => {
    const [name = ''] = worlds().filter((one) => one.endsWith('.world'));
    const place = join(out, 'worlds', name);
    const whole = readFileSync(place);
    writeFileSync(place, whole.subarray(0, whole.length / 2));
    expect((await sim(['experiment', 'report', out])).stdout).toMatch(/ (run is|runs are) missing/);
    expect((await sim(['experiment', 'run', file, '--out', out])).stdout).toContain('1 world simulated');
    expect(readFileSync(place).length).toBeGreaterThan(whole.length / 2);
  });

  it('adds seeds until a difference is known', async () => {
    const sequential = join(folder, 'until.yaml');
    const text = TEXT.replace(
      'seeds: 2',
      'seeds: { until: { measure: person.minutes_per_day, half_width: 1e-9, least: 2, most: 4 } }',
    );
    writeFileSync(sequential, `${text.replace("'2017-06-01', ", '')}null_comparison: true\n`);
    const to = join(folder, 'until');
    expect((await sim(['experiment', 'run', sequential, '--out', to])).status).toBe(0);
    const { stdout } = await sim(['experiment', 'report', to, '--json']);
    const [{ seeds = 0, difference = 0, chance = 0 } = {}] = findings(stdout);
    // Two worlds that differ by chance alone do differ: a ten-thousandth of every time is felt somewhere.
    expect(chance).toBeGreaterThan(0);
    const html = readFileSync(join(to, 'report/report.html'), 'utf8');
    expect(html).toContain('with a null comparison');
    expect(html).toMatch(/Suggested to leave out: (none|too short to tell|the first \d+ days?)/);
    // Exactly equal worlds are known at once.
    expect(seeds).toBe(difference === 0 ? 2 : 4);
  });

  it('says what is wrong', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, 'scenarios: [wuhan-2017]\nseeds: many\n');
    expect(await sim(['experiment', 'run', bad, '--out', out])).toMatchObject({ status: 2 });
    expect((await sim(['experiment', 'check', bad])).stderr).toContain('bad.yaml:2:8 seeds: found "many", expected');
    expect((await sim(['experiment', 'run', file])).stderr).toContain('--out: found nothing');
    expect((await sim(['experiment', 'run', file, '--out', folder])).stderr).toContain('found a folder that holds');
    expect((await sim(['experiment', 'status', folder])).stderr).toContain('found no experiment.json');
    expect((await sim(['experiment', 'rum', file])).status).toBe(2);
    rmSync(bad);
  });
});

describe('results', () => {
  it('of a shipped scenario are made, say which model made them, and use worlds again', async () => {
    const [to, store] = [join(folder, 'results'), join(folder, 'store')];
    const options = ['--out', to, '--store', store, '--seeds', '2', '--coarser', '100', '--days', '2'];
    expect((await sim(['results', 'wuhan-empty', ...options])).status).toBe(0);
    const text = readFileSync(join(to, 'wuhan-empty.json'), 'utf8');
    const { model, scale, runs } = readPrepared(JSON.parse(text));
    expect(model).toMatch(/^[0-9a-f]{16}$/);
    expect(scale).toBe(10_000);
    // The empty policy: both worlds are one.
    for (const { baseline, policy } of runs) expect(policy).toBe(baseline);
    const kept = readdirSync(store).length;
    expect((await sim(['results', 'wuhan-empty', ...options])).status).toBe(0);
    expect(readdirSync(store)).toHaveLength(kept);
    expect(readFileSync(join(to, 'wuhan-empty.json'), 'utf8')).toBe(text);
    expect((await simAlone(['results', 'wuhan', ...options])).stderr).toContain('expected all or one of wuhan-2017');
  });
});

describe('seek', () => {
  it('finds the value at which a measure reaches a goal, and its interval', async () => {
    // Door seconds move what boarding takes by about a door's second each.
    const args = [
      'seek',
      'wuhan-empty',
      '--scale',
      '20000',
      '--days',
      '1',
      '--set',
      'parameters.payment.bus_cash_ready_seconds',
    ];
    const goal = ['--measure', 'payments.seconds_mean.bus.cash', '--of', 'baseline', '--seeds', '2'];
    const to = join(folder, 'seek');
    const far = await simAlone([...args, ...goal, '--reach', '1000', '--out', to, '--json']);
    expect(far.status).toBe(1);
    expect(JSON.parse(far.stdout)).toMatchObject({ reached: false });
    const { ends } = JSON.parse(far.stdout) as { ends: { value: number; figure: number }[] };
    const middle = (ends[0]!.figure + ends[1]!.figure) / 2;
    const found = await sim([...args, ...goal, '--reach', String(middle), '--out', to, '--json']);
    const { reached, value, interval, figure } = JSON.parse(found.stdout) as Record<string, number> & {
      interval: number[];
    };
    expect(reached).toBe(true);
    expect(Math.abs(figure! - middle)).toBeLessThan(Math.abs(ends[1]!.figure - ends[0]!.figure) / 50);
    expect(interval[0]! <= value! && value! <= interval[1]!).toBe(true);
    expect(value).toBeGreaterThan(ends[0]!.value);
    expect(value).toBeLessThan(ends[1]!.value);
    const other = [...args.slice(0, -1), 'parameters.bus.door_seconds', ...goal, '--reach', '3', '--out', to];
    expect((await sim(other)).stderr).toContain('found another experiment there');
    // What was tried is an experiment like any other.
    expect((await sim(['experiment', 'status', to])).stdout).toContain('nothing left to do');
    expect((await sim([...args, '--measure', 'wait.mean'])).stderr).toContain('--reach: found nothing, expected X');
    expect((await sim([...args, '--measure', 'wait.meen', '--reach', '1'])).stderr).toContain(
      'found "wait.meen", expected',
    );
  });
});
