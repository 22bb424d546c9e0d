/** What becomes of a claim, from the figures that were simulated. */
import { describe, expect, it } from 'vitest';
import { marksOf, readClaims, type Claim, type ClaimTest } from '../../../sim/runner/claims/claims-file.ts';
import { conditionWords } from '../../../sim/runner/claims/conditions.ts';
import { judge, missedBy, nearestEnds, type Moved } from '../../../sim/runner/claims/verdict.ts';
import { planClaim } from '../../../sim/runner/claims/test-claim.ts';
import { SHIPPED_CLAIMS, shippedCities, shippedClaimsText, shippedScenarioText } from '../../../sim/runner/library.ts';

const PARAMETER = 'bus.door_seconds';
const moved = (value: number, figure: number): Moved => ({ parameter: PARAMETER, value, stands: 2, figure });
const test = (is: ClaimTest['is']): ClaimTest => ({
  scenario: 'wuhan-2017',
  figure: { world: 'policy', measure: 'bus.trips' },
  is,
  depends_on: [{ parameter: PARAMETER }],
});
const claim = (fitted = false): Claim => ({
  id: 'one',
  article: 1,
  claim: { en: 'one', zh: '一' },
  claimed: 100,
  unit: { en: 'x', zh: 'x' },
  source: 'made up',
  mechanism: { en: 'so', zh: '故' },
  fitted,
  input: false,
});
const verdictOf = (
  is: ClaimTest['is'],
  figures: readonly number[],
  ends: readonly Moved[] = [],
  together?: number,
  fitted?: boolean,
) => judge(claim(fitted), test(is), { figures, moved: ends, together });

describe('a claim', () => {
  it('is reproduced where every seed and both ends of what is assumed meet it', () => {
    const found = verdictOf('at_least', [121.9, 122.1], [moved(1, 110), moved(4, 130)], 130);
    expect(found).toMatchObject({ verdict: 'reproduced', simulated: 122, range: [110, 130], conditions: [] });
  });

  it('is reproduced only if what it hangs on lies where it does', () => {
    const found = verdictOf('at_least', [121.9, 122.1], [moved(1, 90), moved(4, 130)], 130);
    expect(found.verdict).toBe('reproduced_only_if');
    expect(found.conditions).toHaveLength(1);
    expect(conditionWords(found.conditions[0]!, 'en')).toContain(
      'not if bus.door_seconds is 1 s instead of 2 s: 90 then',
    );
  });

  it('is reproduced only if something assumed lies elsewhere, and from where on, on a straight line', () => {
    // Half of the way from 80 to 120 lies half of the way from 2 to 4.
    const found = verdictOf('at_least', [80, 80], [moved(1, 70), moved(4, 120)], 120);
    expect(found.verdict).toBe('reproduced_only_if');
    expect(conditionWords(found.conditions[0]!, 'en')).toContain('at least about 3 s instead of 2 s; at 4 s it is 120');
  });

  it('is reproduced only if something lies between where it does and an end beyond the claim', () => {
    // A quarter of the way from 80 to 160 lies a quarter of the way from 2 to 4.
    const found = verdictOf('about', [80, 80], [moved(1, 70), moved(4, 160)], 160);
    expect(found.verdict).toBe('reproduced_only_if');
    expect(found.conditions.map((one) => conditionWords(one, 'en'))).toEqual([
      'if bus.door_seconds is about 2.5 s instead of 2 s; at 4 s it is 160',
    ]);
  });

  it('is too close to tell where the interval over the seeds holds figures that do not meet it', () => {
    expect(verdictOf('at_least', [95, 110]).verdict).toBe('reproduced_only_if');
  });

  it('needs all at once where no single end will do, and is contradicted where that will not do either', () => {
    const ends = [moved(1, 70), moved(4, 90)];
    expect(conditionWords(verdictOf('at_least', [80, 80], ends, 105).conditions[0]!, 'en')).toBe(
      'if all at once: bus.door_seconds 4 s',
    );
    const not = verdictOf('at_least', [80, 80], ends, 95);
    expect(not).toMatchObject({ verdict: 'contradicted', range: [70, 90] });
    expect(conditionWords(not.conditions[0]!, 'en')).toContain('95 then');
  });

  it('that was fitted says so', () => {
    const found = verdictOf('about', [101, 103], [], undefined, true);
    expect(found.verdict).toBe('reproduced');
    expect(conditionWords(found.conditions[0]!, 'en')).toContain('no test of the model');
    const missed = verdictOf('about', [150, 150], [], undefined, true);
    expect(missed.verdict).toBe('contradicted');
    expect(conditionWords(missed.conditions[0]!, 'en')).toContain('until they are set anew');
  });

  it('gives Student’s interval over the seeds', () => {
    const { low, high } = verdictOf('at_least', [120, 124, 128]);
    // 124 ± 4.3027 · 4 / √3
    expect(low).toBeCloseTo(124 - 9.937, 2);
    expect(high).toBeCloseTo(124 + 9.937, 2);
    expect(verdictOf('at_least', [120])).toMatchObject({ low: null, high: null });
  });
});

it('measures how far off a figure is', () => {
  expect([90, 100, 110].map((figure) => missedBy(test('at_least'), 100, figure))).toEqual([10, 0, 0]);
  expect([90, 100, 110].map((figure) => missedBy(test('at_most'), 100, figure))).toEqual([0, 0, 10]);
  expect([80, 95, 110, 130].map((figure) => missedBy(test('about'), 100, figure))).toEqual([10, 0, 0, 20]);
});

it('takes of each parameter the end that comes nearest', () => {
  const ends = [moved(1, 70), moved(4, 90)];
  expect(nearestEnds(test('at_least'), 100, ends)).toEqual([ends[1]]);
  expect(nearestEnds(test('at_most'), 100, ends)).toEqual([ends[0]]);
  expect(nearestEnds(test('about'), 75, ends)).toEqual([ends[0]]);
});

describe('the claims of the article', () => {
  const reading = readClaims(shippedClaimsText());
  const claims = reading.ok ? reading.claims : [];

  it('are in order, and each is tested or says what would test it', () => {
    expect(reading).toMatchObject({ ok: true });
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    expect([...new Set(claims.map(({ article }) => article!))].sort((a, b) => a - b)).toEqual(ARTICLE);
    // What is played as it stands is not tested by playing it.
    expect(claims.filter(({ input, test: tested }) => input && tested !== undefined)).toEqual([]);
  });

  it.each(SHIPPED_CLAIMS)('of %s can be put to the test', (of) => {
    const found = readClaims(shippedClaimsText(of));
    const host = { cities: shippedCities(), scenarioText: shippedScenarioText };
    const cells = (found.ok ? found.claims : []).flatMap((one) => (one.test ? planClaim(one, one.test, host) : []));
    expect(cells.length).toBeGreaterThan(0);
  });

  it.each([
    ['claims: [{ id: a }]', 'mechanism'],
    ['claims: []', 'claims'],
  ])('of a file that is not in order are told: %s', (text, where) => {
    const found = readClaims(text);
    expect(found.ok ? '' : found.mistakes.map(({ path }) => path).join(' ')).toContain(where);
  });

  it('about a day of a shipped scenario are marks in its charts', () => {
    expect(marksOf(claims)).toEqual([
      {
        scenario: 'wuhan-2017',
        measure: 'city.bus_cards',
        date: '2017-06-15',
        value: 300_000,
        source: expect.any(String),
      },
      {
        scenario: 'wuhan-2017',
        measure: 'city.bus_cards',
        date: '2017-06-26',
        value: 760_000,
        source: expect.any(String),
      },
    ]);
  });

  it('that are neither tested nor untestable are told', () => {
    const text = shippedClaimsText().replaceAll(/^ {4}untestable:\n(?: {6}.*\n)+/gm, '');
    const found = readClaims(text);
    expect(found.ok ? [] : found.mistakes.map((mistake) => mistake.found)).toContain('neither test nor untestable');
  });
});

const ARTICLE = Array.from({ length: 12 }, (_, i) => i + 1);
