/** Manifests and traces that are spoilt or meant to harm: what the commands that read them make of them. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { printable, printableLine } from '../../sim/cli/terminal.ts';
import { formatMistake } from '../../sim/model/reading/mistake.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { formatManifest, manifestOf, readManifest } from '../../sim/runner/node/manifest.ts';
import type { Origin } from '../../sim/runner/node/origin.ts';
import { sha256OfText } from '../../sim/runner/node/hash.ts';
import { compareTraces, historyOf, NotATrace } from '../../sim/runner/trace/compare-traces.ts';
import { describeComparison } from '../../sim/runner/trace/describe-comparison.ts';
import { traceDay } from '../../sim/runner/trace/trace-day.ts';
import { FINE } from '../reading/mistakes.ts';
import { expectCleanPrototypes, expectGoodAnswer } from './answers.ts';
import { flipped, spoilt, truncated } from './mutations.ts';

const cities = shippedCities();
const reading = readScenario(FINE, { cities });
if (!reading.ok) throw new Error('a scenario in order is refused');
const { scenario } = reading;
const VERSION = '1.2.3';

const origin: Origin = {
  ...{ version: VERSION, model: '0123456789abcdef', code: 'fedcba9876543210', node: '20.19.0' },
  ...{ commit: 'c'.repeat(40), changed: ['sim/a.ts'] },
  inputs: [{ file: 'fine.yaml', sha256: sha256OfText(FINE) }],
};

describe('a manifest that is spoilt', () => {
  const values = [{ name: 'payments.count', group: '', day: -1, value: 7 }];
  const worlds = {
    baseline: { digest: 'a'.repeat(16), serviceDigests: { city: 'a'.repeat(16) }, values },
    policy: { digest: 'b'.repeat(16), serviceDigests: { city: 'b'.repeat(16) }, values },
  };
  const source = { file: 'fine.yaml', text: FINE, overrides: { days: 2 } };
  const MANIFEST = formatManifest(manifestOf({ scenario, worlds }, source, origin));
  /** Everything but the scenario as it was resolved, which nobody reads. */
  const SHORT = MANIFEST.replace(/,\n {2}"scenario": .*\n/, '\n');
  const read = { manifest: 0, mistake: 0, other: 0 };

  function answer(text: string): void {
    const found = readManifest(text);
    read[found === undefined ? 'other' : found.ok ? 'manifest' : 'mistake']++;
    if (found === undefined) return;
    if (!found.ok) return expectGoodAnswer([found.mistake], text);
    const { source: of, inputs } = found.manifest;
    const again = readScenario(of.text, { cities });
    if (!again.ok) expectGoodAnswer(again.mistakes, of.text);
    // A text that is read as the same run, because only its words are others, is known by its hash.
    else if (of.text !== FINE) expect(inputs?.[0]?.sha256 === sha256OfText(of.text)).toBe(false);
  }

  it('is one to begin with', () => {
    expect(JSON.parse(SHORT)).toBeTruthy();
    expect(readManifest(SHORT)).toMatchObject({ ok: true, manifest: { source, version: VERSION } });
    expect(readManifest(FINE)).toBeUndefined();
  });

  it('is answered when it is cut short', () => {
    for (const cut of truncated(SHORT)) answer(cut);
    for (const cut of truncated(MANIFEST, 997)) answer(cut);
    expect(read.mistake).toBeGreaterThan(1000);
  });

  it('is answered when a bit of it is turned over', () => {
    for (const bytes of flipped(new TextEncoder().encode(SHORT), 3)) answer(new TextDecoder().decode(bytes));
  });

  it('is answered when it is spoilt at random', () => {
    fc.assert(fc.property(spoilt([SHORT]), answer), { numRuns: 1000, seed: 4 });
    expect(Math.min(read.manifest, read.mistake)).toBeGreaterThan(100);
    expectCleanPrototypes();
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'format',
      { format: 'cashless-city result 3' },
      'found "cashless-city result 3", expected "cashless-city result 2"',
    ],
    ['version', { version: 7 }, 'found 7, expected a version'],
    ['version', { version: '\u001b[2J' }, 'found "\\u001b[2J", expected a version'],
    ['digests.baseline', { digests: [] }, 'found nothing, expected 16 hexadecimal digits'],
    ['digests.policy', { digests: { baseline: 'a', policy: '<b>' } }, 'found "<b>", expected 16 hexadecimal digits'],
    ['scenarioSha256', { scenarioSha256: 'a' }, 'found "a", expected 64 hexadecimal digits'],
    ['source.file', { source: null }, 'found nothing, expected the name of a file'],
    ['source.file', { source: { file: '', text: '' } }, 'found "", expected the name of a file'],
    ['source.text', { source: { file: 'a', text: {} } }, 'found a map, expected the text of a scenario'],
    ['source.overrides.days', { source: { ...source, overrides: { days: '3' } } }, 'found "3", expected a number'],
    [
      'source.overrides.scale',
      { source: { ...source, overrides: { scale: [] } } },
      'found an empty list, expected a number',
    ],
    ['model', { model: null }, 'found nothing, expected 16 hexadecimal digits'],
    ['code', { code: '\u001b[2J' }, 'found "\\u001b[2J", expected 16 hexadecimal digits'],
    ['commit', { commit: 'main' }, 'found "main", expected 40 hexadecimal digits, or null'],
    ['node', { node: 20 }, 'found 20, expected a version'],
    ['changed', { changed: 'sim' }, 'found "sim", expected a list'],
    ['changed[0]', { changed: [7] }, 'found 7, expected the name of a file'],
    ['inputs[0].sha256', { inputs: [{ file: 'a' }] }, 'found nothing, expected 64 hexadecimal digits'],
    [
      'serviceDigests.policy',
      { serviceDigests: { baseline: { bus: 'a' }, policy: 7 } },
      'found 7, expected a map of digests',
    ],
    [
      'serviceDigests.baseline: name',
      { serviceDigests: { baseline: { '\u001b': 'a' } } },
      'found "\\u001b", expected a name',
    ],
    ['results.sha256', { results: {} }, 'found nothing, expected 64 hexadecimal digits'],
    [
      'results.measures.a',
      { results: { sha256: 'a'.repeat(64), measures: { a: [] } } },
      'found an empty list, expected 16 hexadecimal digits',
    ],
    ['source.overrides.seed', { source: { ...source, overrides: { seed: 7 } } }, 'found 7, expected a text'],
  ])('is answered when there is something else in %s', (path, fields, said) => {
    const found = readManifest(JSON.stringify({ ...(JSON.parse(SHORT) as object), ...fields }));
    expect(found?.ok === false && formatMistake('m', found.mistake)).toBe(`m:1:1 ${path}: ${said}`);
  });

  it('is answered with the place where it stops being JSON', () => {
    const at = (text: string) => {
      const found = readManifest(text);
      return found?.ok === false ? [found.mistake.line, found.mistake.column, found.mistake.found] : found;
    };
    expect(at(SHORT.slice(0, -3))).toEqual([SHORT.split('\n').length - 2, expect.any(Number), 'the end of the text']);
    expect(at(SHORT.replace('"scale": ', '"scale": @'))).toEqual([11, 12, `"@${scenario.scale},"`]);
  });
});

describe('a trace that is spoilt', () => {
  let trace: string;
  beforeAll(() => {
    const whole = [
      ...traceDay({ ...scenario, scale: 20_000, days: 1 }, 'policy', 1, { ...origin, scenarioSha256: '' }),
    ].join('');
    const lines = whole.trimEnd().split('\n');
    const events = lines.findIndex((line) => line.startsWith('event\t'));
    trace = `${[...lines.slice(0, 60), ...lines.slice(events, events + 60), lines.at(-1)].join('\n')}\n`;
  });

  const seen = { equal: 0, different: 0, refused: 0 };

  /** Compares a text with the trace it was made of, on either side, as `diff` does. */
  function answer(text: string): void {
    const [spoiltLines, lines] = [text.split('\n'), trace.split('\n')];
    for (const sides of [[spoiltLines, lines] as const, [lines, spoiltLines] as const]) {
      try {
        const comparison = last(compareTraces([sides[0].values(), sides[1].values()]));
        const about = comparison.event?.found[comparison.event.only ?? 0];
        const history = about ? last(historyOf(sides[0], about, comparison.event!.line, 3)) : [];
        const said = describeComparison(comparison, history);
        expect(said.length).toBeGreaterThan(2);
        seen[comparison.equal ? 'equal' : 'different']++;
      } catch (error) {
        if (!(error instanceof NotATrace)) throw error;
        expect(error.line).toBeGreaterThan(0);
        expect(error.found.length).toBeLessThan(100);
        seen.refused++;
      }
    }
  }

  function last<T>(generator: Generator<void, T>): T {
    for (;;) {
      const { done, value } = generator.next();
      if (done === true) return value;
    }
  }

  it('is answered when it is cut short', () => {
    for (const cut of truncated(trace, 7)) answer(cut);
  });

  it('is answered when a bit of it is turned over', () => {
    for (const bytes of flipped(new TextEncoder().encode(trace), 5)) answer(new TextDecoder().decode(bytes));
  });

  it('is answered when it is spoilt at random', () => {
    fc.assert(fc.property(spoilt([trace]), answer), { numRuns: 1000, seed: 4 });
    expect(Math.min(seen.different, seen.refused)).toBeGreaterThan(200);
    expectCleanPrototypes();
  });
});

describe('what goes to a terminal', () => {
  it('is shown, never obeyed', () => {
    expect(printable('a\u001b[2J\u009b31m\rb\u0007')).toBe('a\\u001b[2J\\u009b31m\\u000db\\u0007');
    expect(printable('\u202eabc\u2066\u200f\ud800')).toBe('\\u202eabc\\u2066\\u200f\\ud800');
    expect(printableLine('one\ntwo\tthree')).toBe('one\\u000atwo\\u0009three');
  });

  it('is what it was where there is nothing to obey', () => {
    const plain = 'Wuhan 武汉 é 👩‍👧 🚌 “quoted” −1\n\tindented\n';
    expect(printable(plain)).toBe(plain);
  });

  it('is safe whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(printableLine(text)).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });
});
