/** Files of what became of claims: their form, and that stale ones are told. */
import { conditionWords } from '../../../sim/runner/claims/conditions.ts';
import { expect, it } from 'vitest';
import {
  CLAIMS_FORMAT,
  digestOf,
  preparedClaims,
  readClaimResults,
  rowOf,
  whyClaimsStale,
  type ClaimResults,
} from '../../../sim/runner/claims/claim-results.ts';
import { readClaims } from '../../../sim/runner/claims/claims-file.ts';
import { shippedClaimsText } from '../../../sim/runner/library.ts';

const text = shippedClaimsText();
const reading = readClaims(text);
const claims = reading.ok ? reading.claims : [];
const judgement = { simulated: 2, low: 1, high: 3, range: [1, 4], verdict: 'contradicted', conditions: [] } as const;
const runs = { scenario: 'wuhan-2017', start: '2017-06-01', days: 26, scale: 400, seeds: 2 };
const made: ClaimResults = {
  format: CLAIMS_FORMAT,
  of: 'article-2017',
  digest: digestOf(text),
  version: '0.2.0',
  model: '0123456789abcdef',
  command: 'npm run --silent sim -- claims --seeds 2',
  seeds: ['1', '2'],
  claims: claims.map((claim) => rowOf(claim, claim.test && judgement, claim.test === undefined ? null : runs)),
};

it('says of each claim what the issue asks for, and comes back from JSON as it was', () => {
  expect(readClaimResults(JSON.parse(JSON.stringify(made)))).toEqual(made);
  const asked = 'id claim claimed unit simulated low high verdict conditions depends_on fitted'.split(' ');
  expect(Object.keys(made.claims[0]!)).toEqual(expect.arrayContaining(asked));
  const not = made.claims.find(({ id }) => id === 'credit-city')!;
  expect(not).toMatchObject({ verdict: 'cannot_be_tested', simulated: null, range: null, runs: null });
  expect(conditionWords(not.conditions[0]!, 'en')).toContain('would test it');
});

it.each([
  ['of another format', { ...made, format: 'x' }, 'format'],
  ['without a model', { ...made, model: '' }, 'model'],
  ['with an unknown verdict', { ...made, claims: [{ ...made.claims[0]!, verdict: 'true' }] }, 'claims.0.verdict'],
  ['with something more', { ...made, claims: [{ ...made.claims[0]!, more: 1 }] }, 'claims.0'],
  ['that is nothing', null, 'the top'],
])('is refused %s', (_, data, where) => {
  expect(() => readClaimResults(data)).toThrow(where);
});

it('is stale for another model and for other claims', () => {
  const { model } = made;
  expect(whyClaimsStale(made, { model, text })).toBeUndefined();
  expect(whyClaimsStale(made, { model: 'f'.repeat(16), text })).toBe('other model');
  expect(whyClaimsStale(made, { model, text: `${text} ` })).toBe('other claims');
});

it.each(['article-2017'])('is shipped for %s, in order, with a row for each claim that was there', async (of) => {
  const shipped = (await preparedClaims(of))!;
  expect(shipped.of).toBe(of);
  expect(shipped.command).toContain(`--seeds ${shipped.seeds.length}`);
  // Claims that were changed since make it stale, which is told; those that were not must all be there.
  if (shipped.digest !== digestOf(shippedClaimsText(of))) return;
  const file = readClaims(shippedClaimsText(of));
  expect(shipped.claims.map(({ id }) => id)).toEqual(file.ok ? file.claims.map(({ id }) => id) : []);
});
