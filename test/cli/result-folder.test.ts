import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatEstimate, formatNumber, formatDifference, table } from '../../sim/cli/table.ts';
import { canonicalJson, sha256OfData } from '../../sim/runner/node/hash.ts';
import { formatManifest, manifestOf, parseManifest } from '../../sim/runner/node/manifest.ts';
import type { Origin } from '../../sim/runner/node/origin.ts';
import { hashResult } from '../../sim/runner/node/results-hash.ts';
import { scenarioSha256 } from '../../sim/runner/node/run-identity.ts';
import { obstacleTo, writeResult } from '../../sim/runner/node/result-folder.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import type { RunResult } from '../../sim/runner/result.ts';
import { scratch } from './program.ts';

const folder = scratch();
const never = new AbortController().signal;
/** No process has this number: it is above the largest a system gives. */
const NOBODY = 4_194_305;

function resultOf(seed: string): RunResult {
  const values = [{ name: 'payments.count', group: 'sector=bus;method=cash', day: -1, value: 3 }];
  return {
    scenario: shippedScenario('wuhan-empty', { seed }),
    worlds: {
      baseline: { digest: 'aa', serviceDigests: { bus: 'a1', city: 'a2' }, values },
      policy: { digest: 'bb', serviceDigests: { bus: 'b1', city: 'b2' }, values },
    },
  };
}
const source = { file: 'my file.yaml', text: 'city: wuhan', overrides: { days: 2 } };

const ORIGIN: Origin = {
  ...{ version: '1.2.3', model: '0123456789abcdef', code: 'fedcba9876543210', node: '20.19.0' },
  ...{ commit: 'c'.repeat(40), changed: ['sim/model/world.ts'] },
  inputs: [{ file: source.file, sha256: 'd'.repeat(64) }],
};

async function write(target: string, seed: string, signal = never): Promise<void> {
  const result = resultOf(seed);
  await writeResult(target, result, manifestOf(result, source, ORIGIN), signal);
}
const seedAt = (target: string) =>
  (JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as { seed: string }).seed;
const hidden = () => readdirSync(folder).filter((name) => name.startsWith('.'));

describe('a result folder', () => {
  it('is written, replaced, and never mixed', async () => {
    const target = join(folder, 'a');
    expect(await obstacleTo(target)).toBeUndefined();
    await write(target, 'first');
    expect(seedAt(target)).toBe('first');
    expect(await obstacleTo(target)).toBeUndefined();
    await write(target, 'second');
    expect(seedAt(target)).toBe('second');
    expect(readFileSync(join(target, 'measures.csv'), 'utf8')).toBe(
      'world,day,measure,group,value,unit\n' +
        'baseline,-1,payments.count,sector=bus;method=cash,3,payments\n' +
        'policy,-1,payments.count,sector=bus;method=cash,3,payments\n',
    );
    expect(hidden()).toEqual([]);
  });

  it('is left as it was when the writing is called off', async () => {
    const target = join(folder, 'b');
    await write(target, 'first');
    const off = new AbortController();
    off.abort();
    await expect(write(target, 'second', off.signal)).rejects.toThrow();
    await expect(write(join(folder, 'c'), 'second', off.signal)).rejects.toThrow();
    expect(seedAt(target)).toBe('first');
    expect(existsSync(join(folder, 'c'))).toBe(false);
    expect(hidden()).toEqual([]);
  });

  it('is cleared of what a killed program left', async () => {
    const target = join(folder, 'd');
    mkdirSync(join(folder, `.d.partial-${NOBODY}`));
    writeFileSync(join(folder, `.d.partial-${NOBODY}`, 'measures.csv'), 'half');
    mkdirSync(join(folder, `.d.partial-${process.ppid}`));
    await write(target, 'first');
    // That of a program that still runs stays.
    expect(hidden()).toEqual([`.d.partial-${process.ppid}`]);
    expect(seedAt(target)).toBe('first');
  });

  it('comes back when a program was killed between moving the old away and the new in', async () => {
    const target = join(folder, 'e');
    await write(join(folder, `.e.replaced-${NOBODY}`), 'old');
    const off = new AbortController();
    off.abort();
    await expect(write(target, 'new', off.signal)).rejects.toThrow();
    expect(seedAt(target)).toBe('old');
  });

  it('may be reached by a link', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect(await obstacleTo(join(folder, 'link'))).toBeUndefined();
    await write(join(folder, 'link'), 'first');
    expect(seedAt(join(folder, 'real'))).toBe('first');
  });

  it('is not one that holds something else', async () => {
    const target = join(folder, 'f');
    mkdirSync(target);
    writeFileSync(join(target, 'manifest.json'), '{"format": "cashless-city result 1"}');
    expect(await obstacleTo(target)).toContain('found a folder that is no result of ours');
    writeFileSync(join(target, 'notes.txt'), '');
    expect(await obstacleTo(target)).toContain('found a folder that holds "notes.txt"');
  });
});

describe('a manifest', () => {
  it('is read back as what is needed to run it again', () => {
    const text = formatManifest(manifestOf(resultOf('7'), source, ORIGIN));
    const { results } = parseManifest(text)!;
    expect(parseManifest(text)).toEqual({
      ...ORIGIN,
      digests: { baseline: 'aa', policy: 'bb' },
      serviceDigests: { baseline: { bus: 'a1', city: 'a2' }, policy: { bus: 'b1', city: 'b2' } },
      results,
      scenarioSha256: scenarioSha256(resultOf('7').scenario),
      source,
    });
    expect(results).toEqual(hashResult(resultOf('8')));
    expect(Object.keys(results!.measures)).toEqual(['payments.count']);
    expect(text).toContain(`run 'my file.yaml' --seed 7 --days 28 --scale 100`);
  });

  it('of the first format, without model and hashes, is still read', () => {
    const old = { ...manifestOf(resultOf('7'), source, ORIGIN), model: undefined, results: undefined };
    const first = parseManifest(JSON.stringify({ ...old, format: 'cashless-city result 1' }));
    expect(first).toMatchObject({ version: '1.2.3', source });
    expect(first?.model).toBeUndefined();
    expect(parseManifest(JSON.stringify(old))).toBeUndefined();
  });

  it.each(['', 'null', '{}', '[]', 'city: wuhan', '{"format":"cashless-city result 1","source":null}'])(
    'is not %s',
    (text) => expect(parseManifest(text)).toBeUndefined(),
  );
});

describe('a hash', () => {
  it('does not depend on the order of keys, but on everything else', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 3 }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":3,"d":2}]}');
    expect(sha256OfData({ a: 1, b: 2 })).toBe(sha256OfData({ b: 2, a: 1 }));
    expect(sha256OfData([1, 2])).not.toBe(sha256OfData([2, 1]));
    // SHA-256 of the two characters {}, from FIPS 180-4 implementations.
    expect(sha256OfData({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});

describe('numbers in a table', () => {
  it.each([
    [0, '0'],
    [12, '12'],
    [1234567, '1,234,567'],
    [-1234.5, '-1,234'],
    [0.123456, '0.1235'],
    [999.96, '1,000'],
    [0.000000123456, '1.23e-7'],
  ])('%d is shown as %s', (value, text) => expect(formatNumber(value)).toBe(text));
  it.each([
    [-0.2, 0.03, '-0.20', '± 0.03'],
    [0.0778, 0.0004, '0.0778', '± 0.0004'],
    [18_900_000, 345_000, '18,900,000', '± 345,000'],
    [0.004, 0.3, '0.0', '± 0.3'],
    [1.5, 0, '1.5', '± 0'],
    [1.5, NaN, '1.5', ''],
  ])('%d ± %d is shown as %s %s', (value, half, ...shown) => expect(formatEstimate(value, half)).toEqual(shown));

  it('carry their sign when they are differences', () => {
    expect([formatDifference(2), formatDifference(-2), formatDifference(0)]).toEqual(['+2', '-2', '0']);
  });

  it('stand under each other', () => {
    expect(
      table(
        ['a', 'n'],
        [
          ['x', '1'],
          ['long', '100'],
        ],
        [1],
      ),
    ).toBe('a       n\nx       1\nlong  100\n');
  });
});
