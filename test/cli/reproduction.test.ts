import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareWithEarlier } from '../../sim/cli/reproduction.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { manifestOf, parseManifest, type Manifest } from '../../sim/runner/node/manifest.ts';
import type { Origin } from '../../sim/runner/node/origin.ts';
import { csvChunks, csvFields, type RunResult } from '../../sim/runner/result.ts';
import { scratch, sim, type Ended } from './program.ts';

const folder = scratch();
const out = join(folder, 'result');
const FILE = join(out, 'manifest.json');

beforeAll(async () => {
  await sim(['run', 'wuhan-outage', '--scale', '10000', '--days', '2', '--out', out]);
}, 180_000);

const manifestNow = () => JSON.parse(readFileSync(FILE, 'utf8')) as Manifest;

/** A copy of the result with something else in its manifest, run again. */
async function runChanged(
  name: string,
  change: (manifest: Manifest) => object,
  csv?: (text: string) => string,
): Promise<Ended> {
  const place = join(folder, name);
  cpSync(out, place, { recursive: true });
  const file = join(place, 'manifest.json');
  const manifest = manifestNow();
  writeFileSync(file, JSON.stringify({ ...manifest, ...change(manifest) }));
  const table = join(place, 'measures.csv');
  if (csv !== undefined) writeFileSync(table, csv(readFileSync(table, 'utf8')));
  return await sim(['run', file, '--json']);
}

const ANOTHER = '0123456789abcdef';
const OTHER_DIGESTS = { digests: { baseline: ANOTHER, policy: ANOTHER } };

describe('a manifest that is run again', () => {
  it('is reproduced: worlds and measures, which is said below the table', async () => {
    const { status, stdout, stderr } = await sim(['run', FILE]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const count = Object.keys(manifestNow().results.measures).length;
    expect(stdout).toContain(`\nreproduced: both worlds and all ${count} measures are as before\n`);
  });

  it('by the same model to other digests is a fault', async () => {
    const { status, stderr } = await runChanged('fault', () => OTHER_DIGESTS);
    expect(status).toBe(1);
    expect(stderr).toContain(`digest of policy: found ${manifestNow().digests.policy}, expected ${ANOTHER}\n`);
    expect(stderr).toContain(
      `The model is the same (fingerprint ${manifestNow().model}), so the results should be: this is a fault`,
    );
    expect(stderr).not.toContain('Node.js');
  });

  it('by the same model in other code, on another Node.js, says so', async () => {
    const change = () => ({ ...OTHER_DIGESTS, code: 'fedcba9876543210', node: '22.0.0' });
    const { status, stderr } = await runChanged('code', change);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /But the code is not the same \([0-9a-f]{16}, then fedcba9876543210\).*Node\.js is .*, then 22\.0\.0/,
    );
  });

  it('by another model is told apart, with both fingerprints and the way to the earlier one', async () => {
    const commit = 'c0ffee'.padEnd(40, '0');
    const { status, stderr } = await runChanged('model', () => ({ ...OTHER_DIGESTS, model: ANOTHER, commit }));
    expect(status).toBe(3);
    expect(stderr).toContain(`found the fingerprint ${manifestNow().model} (version`);
    expect(stderr).toContain(`expected ${ANOTHER} (version`);
    expect(stderr).toContain('this is no fault');
    expect(stderr).toContain('git worktree add ../cashless-city-c0ffee000000 c0ffee000000');
  });

  it('by another model of no commit, or of one with changes, says where to look', async () => {
    const none = await runChanged('none', () => ({ ...OTHER_DIGESTS, model: ANOTHER, commit: null }));
    expect(none.stderr).toContain(`git log -S ${ANOTHER} -- CHANGELOG.md`);
    const changed = () => ({ ...OTHER_DIGESTS, model: ANOTHER, commit: 'c'.repeat(40), changed: ['sim/a.ts'] });
    expect((await runChanged('dirty', changed)).stderr).toContain('It had changes that are in no commit: sim/a.ts.');
  });

  it('by another model to the same result is reproduced', async () => {
    expect(await runChanged('luck', () => ({ model: ANOTHER }))).toMatchObject({ status: 0, stderr: '' });
  });

  it('that does not say its model is not called a fault', async () => {
    const change = () => ({ ...OTHER_DIGESTS, format: 'cashless-city result 1' });
    const { status, stderr } = await runChanged('first', change);
    expect(status).toBe(3);
    expect(stderr).toContain('does not say which model made it');
  });

  it('names the services that differ, and those that do not', async () => {
    const { status, stderr } = await runChanged('service', ({ digests, serviceDigests }) => ({
      digests: { ...digests, policy: ANOTHER },
      serviceDigests: { ...serviceDigests, policy: { ...serviceDigests.policy, bus: ANOTHER } },
    }));
    expect(status).toBe(1);
    expect(stderr).toContain('  differs in bus; the same in retail, hospital, metro,');
    expect(stderr).not.toContain('digest of baseline');
  });

  it('notices a measure that is not as before, though no digest differs', async () => {
    const change = ({ results }: Manifest) => ({
      results: { sha256: '0'.repeat(64), measures: { ...results.measures, 'payments.count': ANOTHER } },
    });
    const { status, stderr } = await runChanged('measure', change);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^measures: 1 of \d+ differ: payments\.count\n/);
  });

  it('notices a table beside it that was changed, and shows the first value', async () => {
    const double = (text: string) =>
      text.replace(/^(policy,-1,payments\.count,,)(\d+)/m, (_, start, n) => `${start}${2 * Number(n)}`);
    const { status, stderr } = await runChanged('table', () => ({}), double);
    expect(status).toBe(1);
    expect(stderr).toMatch(/measures\.csv: found other values of payments\.count than were written/);
    const [, found, there] = / {2}payments\.count \(policy, whole run\): found (\d+), .*measures\.csv has (\d+)\n/.exec(
      stderr,
    )!;
    expect(Number(there)).toBe(2 * Number(found));
    expect(stderr).toContain('The run itself is reproduced.');
  });

  it('is refused where its scenario or its city is not the one that was run', async () => {
    const [first, ...files] = manifestNow().inputs;
    const text = await runChanged('text', ({ source }) => ({ source: { ...source, text: `${source.text}\n` } }));
    expect(text).toMatchObject({ status: 2, stdout: '' });
    const inputs = [first, { ...files[0]!, sha256: '0'.repeat(64) }, ...files.slice(1)];
    // As long as the run is the same, another file of the city does not matter: it may be words.
    expect(await runChanged('words', () => ({ inputs }))).toMatchObject({ status: 0, stderr: '' });
    const city = await runChanged('city', () => ({ inputs, scenarioSha256: '0'.repeat(64) }));
    expect(city).toMatchObject({ status: 2, stdout: '' });
    expect(city.stderr).toContain(
      `scenarios/cities/wuhan/city.yaml: found the hash ${files[0]!.sha256}, expected 0000`,
    );
    expect(city.stderr).toContain('the city is another one now');
  });
});

describe('a comparison', () => {
  const values = (change = 0) => [
    { name: 'a.first', group: 'sector=bus;method=cash', day: 0, value: 3 + change },
    { name: 'a.first', group: '', day: -1, value: 3 },
    { name: 'b.second', group: '', day: -1, value: 0.1 },
  ];
  const resultOf = (rows: ReturnType<typeof values>): RunResult => ({
    scenario: shippedScenario('wuhan-empty'),
    worlds: {
      baseline: { digest: 'a', serviceDigests: { city: 'a' }, values: values() },
      policy: { digest: 'b', serviceDigests: { city: 'b' }, values: rows },
    },
  });
  const origin: Origin = {
    ...{ version: '1.2.3', model: ANOTHER, code: 'c0de', node: '20.19.0', commit: null, changed: [] },
    inputs: [{ file: 'a.yaml', sha256: 'd'.repeat(64) }],
  };
  const source = { file: 'a.yaml', text: '', overrides: {} };
  const earlier = parseManifest(JSON.stringify(manifestOf(resultOf(values()), source, origin)))!;
  const file = join(folder, 'manifest.json');

  it('shows the value of a measure that differs, from the table beside the manifest', () => {
    writeFileSync(join(folder, 'measures.csv'), [...csvChunks(resultOf(values()))].join(''));
    expect(compareWithEarlier(file, earlier, resultOf(values()), origin)).toMatchObject({ status: 0 });
    const { status, lines } = compareWithEarlier(file, earlier, resultOf(values(3)), origin);
    expect(status).toBe(1);
    expect(lines[0]).toBe('measures: 1 of 2 differ: a.first');
    expect(lines[1]).toMatch(
      /^ {2}a\.first \(policy, day 0, sector=bus;method=cash\): found 6, .*measures\.csv has 3$/,
    );
  });

  it('tells what is new, what is no more, and what only stands elsewhere', () => {
    const [a, b, c] = values();
    const lines = (rows: ReturnType<typeof values>, baseline = rows) => {
      const result = resultOf(rows);
      const worlds = { ...result.worlds, baseline: { ...result.worlds.baseline, values: baseline } };
      return compareWithEarlier('elsewhere/manifest.json', earlier, { ...result, worlds }, origin).lines.slice(0, -1);
    };
    expect(lines([a!, b!])).toEqual(['measures: 1 are no more: b.second']);
    expect(lines([a!, b!, c!, { ...c!, name: 'c.third' }])).toEqual(['measures: 1 are new: c.third']);
    expect(lines([c!, a!, b!])).toEqual(['measures: the same in another order']);
  });
});

it('the fields of a table are read as they are written', () => {
  expect(csvFields('a,,b')).toEqual(['a', '', 'b']);
  expect(csvFields('"a,""b""",,"",c')).toEqual(['a,"b"', '', '', 'c']);
});
