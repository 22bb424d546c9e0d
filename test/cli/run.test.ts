import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { MEASURES } from '../../sim/model/measures/dictionary.ts';
import { identityOf } from '../../sim/model/identity.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { decisive } from '../../sim/model/scenario.ts';
import { sha256OfData } from '../../sim/runner/node/hash.ts';
import type { ResultSummary } from '../../sim/runner/result.ts';
import { scratch, sim, simAlone, start, type Ended } from './program.ts';

const SMALL = ['--scale', '2000', '--days', '2'];
const folder = scratch();
const out = join(folder, 'deep/er/result');

/** A policy that shows within two days even where only four buses run. */
const POLICY = `name: small
city: wuhan
start: 2017-06-01
days: 2
scale: 2000
seed: abc
policy:
  - { measure: equip, sectors: [all], from: 2017-05-01, to: 2017-05-30, target_share: 1 }
  - { measure: campaign, sectors: [all], from: 2017-05-01, daily_reach_share: 1, reward_yuan: 100 }
  - { measure: no_cash, sectors: [bus], from: 2017-06-01 }
`;
const file = join(folder, 'small.yaml');

let json: Ended;
let summary: ResultSummary;
beforeAll(async () => {
  writeFileSync(file, POLICY);
  json = await simAlone(['run', file, '--json', '--out', out]);
  summary = JSON.parse(json.stdout) as ResultSummary;
}, 180_000);

describe('run --json', () => {
  it('prints exactly one JSON object and nothing else', () => {
    expect(json).toMatchObject({ status: 0, stderr: '' });
    expect(json.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(Object.keys(summary).join()).toBe(
      'scenario,version,model,code,commit,changed,node,inputs,seed,scale,days,worlds,difference',
    );
    expect(summary).toMatchObject({ scenario: 'small', version, seed: 'abc', scale: 2000, days: 2 });
    expect(Object.keys(summary.worlds)).toEqual(['baseline', 'policy']);
  });

  it('has the same names in both worlds and in the difference, each a finite number or nothing', () => {
    const { baseline, policy } = summary.worlds;
    const names = Object.keys(baseline.measures);
    expect(names.length).toBeGreaterThan(100);
    expect(Object.keys(policy.measures)).toEqual(names);
    expect(Object.keys(summary.difference)).toEqual(names);
    for (const name of names) {
      const [without, with_] = [baseline.measures[name]!, policy.measures[name]!];
      // Where there was nothing to measure there is null, and no difference is made of it.
      const known = without !== null && with_ !== null;
      if (known) expect(Number.isFinite(without) && Number.isFinite(with_), name).toBe(true);
      expect(summary.difference[name], name).toBe(known ? with_ - without : null);
    }
  });

  it('has measures of the dictionary alone, and every one of them', () => {
    const names = Object.keys(summary.difference);
    for (const { name } of MEASURES) expect(names).toContain(name);
    const known = (dotted: string) => MEASURES.some(({ name }) => dotted === name || dotted.startsWith(`${name}.`));
    expect(names.filter((name) => !known(name))).toEqual([]);
  });

  it('shows what the policy changed', () => {
    const { baseline, policy } = summary.worlds;
    for (const { digest } of [baseline, policy]) expect(digest).toMatch(/^[0-9a-f]{16}$/);
    expect(policy.digest).not.toBe(baseline.digest);
    expect(baseline.measures['payments.count.bus.cash']).toBeGreaterThan(0);
    expect(policy.measures['payments.count.bus.cash']).toBe(0);
    expect(policy.measures['acceptance.coverage.bus']).toBe(1);
  });

  it('finds no difference at all in the empty policy', async () => {
    const { stdout, status } = await sim(['run', 'wuhan-empty', ...SMALL, '--json']);
    const empty = JSON.parse(stdout) as ResultSummary;
    expect(status).toBe(0);
    expect(empty.worlds.policy).toEqual(empty.worlds.baseline);
    expect(Object.values(empty.difference).filter((value) => value !== 0 && value !== null)).toEqual([]);
  });

  it('takes seed, days and scale from the command line', async () => {
    const again = await sim(['run', file, '--seed', 'other', '--days', '1', '--scale', '3000', '--json']);
    const other = JSON.parse(again.stdout) as ResultSummary;
    expect(other).toMatchObject({ seed: 'other', days: 1, scale: 3000 });
    expect(other.worlds.baseline.digest).not.toBe(summary.worlds.baseline.digest);
  });
});

describe('run', () => {
  it('prints a table with both worlds, the difference and the digests', async () => {
    const { status, stdout, stderr } = await sim(['run', file]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/baseline +policy +difference +unit/);
    expect(stdout).toMatch(/\n {2}payments\.count +[\d,]+ +[\d,]+ +[+-]?[\d,]+ +payments\n/);
    expect(stdout).toContain(`digest baseline  ${summary.worlds.baseline.digest}`);
    expect(stdout).toContain(`digest policy    ${summary.worlds.policy.digest}`);
  });
});

describe('run --out', () => {
  const manifest = () => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown>;

  it('writes its two files and leaves nothing else behind', () => {
    expect(readdirSync(out).sort()).toEqual(['manifest.json', 'measures.csv']);
    expect(readdirSync(join(out, '..'))).toEqual(['result']);
  });

  it('says in the manifest everything needed to have the result again', () => {
    const { digests, scenario, scenarioSha256, ...rest } = manifest();
    expect(rest).toMatchObject({ version, seed: 'abc', days: 2, scale: 2000 });
    expect(digests).toEqual({ baseline: summary.worlds.baseline.digest, policy: summary.worlds.policy.digest });
    expect(scenario).toMatchObject({ name: 'small', start: '2017-06-01', city: { id: 'wuhan' } });
    expect(scenarioSha256).toBe(sha256OfData(identityOf(scenario as Scenario)));
    expect(rest['command']).toContain(`run ${file} --seed abc --days 2 --scale 2000`);
  });

  it('writes tidy values that agree with those of --json', () => {
    const [header, ...rows] = readFileSync(join(out, 'measures.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe('world,day,measure,group,value,unit');
    const cells = rows.map((row) => row.split(','));
    expect(cells.every((row) => row.length === 6)).toBe(true);
    expect(new Set(cells.map((row) => row[1]))).toEqual(new Set(['0', '1', '-1']));
    expect(new Set(cells.map((row) => row.slice(0, 4).join())).size).toBe(rows.length);
    for (const world of ['baseline', 'policy'] as const) {
      const whole = cells.filter((row) => row[0] === world && row[1] === '-1');
      const names = whole.map(([, , name = '', group = '']) =>
        [name, ...group.split(';').flatMap((part) => part.split('=').slice(1))].join('.'),
      );
      const measures = Object.fromEntries(
        names.map((name, i) => [name, whole[i]![4] === '' ? null : Number(whole[i]![4])]),
      );
      expect(measures).toEqual(summary.worlds[world].measures);
    }
    const units = new Map(MEASURES.map(({ name, unit }) => [name, unit]));
    expect(cells.every(([, , name = '', , , unit]) => unit === units.get(name))).toBe(true);
  });

  it('can be had again from its manifest alone, with the same digests and the same bytes', async () => {
    const again = join(folder, 'again');
    const { status, stdout, stderr } = await sim(['run', join(out, 'manifest.json'), '--json', '--out', again]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(summary);
    for (const name of ['manifest.json', 'measures.csv']) {
      expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(out, name), 'utf8'));
    }
  });

  it('notices when a result cannot be had again', async () => {
    const [first = ''] = Object.values(manifest()['digests'] as Record<string, string>);
    const changed = join(folder, 'changed.json');
    writeFileSync(changed, readFileSync(join(out, 'manifest.json'), 'utf8').replaceAll(first, '0'.repeat(16)));
    const { status, stderr } = await sim(['run', changed, '--json']);
    expect(status).toBe(1);
    expect(stderr).toContain(`digest of baseline: found ${first}, expected ${'0'.repeat(16)}`);
  });

  it('refuses a manifest whose scenario was changed', async () => {
    const changed = join(folder, 'tampered.json');
    const text = readFileSync(join(out, 'manifest.json'), 'utf8');
    writeFileSync(changed, text.replace('target_share: 1', 'target_share: 0'));
    const { status, stdout, stderr } = await sim(['run', changed]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/:1:1 source\.text: found a text with the hash [0-9a-f]{64}, expected [0-9a-f]{64}/);
  });

  it('takes the place of another run’s result when it is told to, and of its own at once', async () => {
    const place = join(folder, 'twice');
    const first = ['run', file, '--out', place, '--days', '1'];
    const second = [...first, '--seed', 'second'];
    await sim(first);
    expect(await sim(first)).toMatchObject({ status: 0 });
    const refused = await sim(second);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toMatch(/found the result of another run, of ".*", expected a new folder, or --replace/);
    expect(await sim([...second, '--replace'])).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'))).toMatchObject({ seed: 'second' });
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('leaves a folder that is somebody else’s alone', async () => {
    const theirs = join(folder, 'theirs');
    mkdirSync(theirs);
    writeFileSync(join(theirs, 'novel.txt'), 'chapter one');
    const { status, stdout, stderr } = await sim(['run', file, '--out', theirs]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('found a folder that holds "novel.txt", expected an empty or new one');
    expect(readdirSync(theirs)).toEqual(['novel.txt']);
  });
});

describe('a run that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i and leaves nothing', async (signal, status) => {
    const place = join(folder, `interrupted-${signal}`);
    let ended: Ended | undefined;
    // Before the program listens a signal ends it as it ends any other: then it is tried again, a little later.
    for (const delay of [1_000, 3_000, 9_000]) {
      const { child, ended: end } = start(['run', 'wuhan-2017', '--scale', '50', '--out', place]);
      await wait(delay);
      expect(child.kill(signal)).toBe(true);
      ended = await end;
      if (ended.signal === null) break;
    }
    expect(ended).toMatchObject({ status, signal: null, stdout: '', stderr: '' });
    expect(existsSync(place)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('interrupted'))).toEqual([]);
  });
});

it('the resolved scenario of a manifest is that of the library, without what is only shown', async () => {
  const place = join(folder, 'shipped');
  await sim(['run', 'wuhan-hospitals', ...SMALL, '--seed', '5', '--out', place]);
  const { scenario } = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as { scenario: unknown };
  expect(scenario).toEqual(
    JSON.parse(JSON.stringify(decisive(shippedScenario('wuhan-hospitals', { seed: '5', days: 2, scale: 2000 })))),
  );
});
