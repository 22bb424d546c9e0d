/** How sure the headlines are, as a file: written, read, found stale, and told. */
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../sim/runner/claims/claim-results.ts';
import { CERTAINTY_WORDS } from '../../../sim/runner/experiment/certainty.ts';
import {
  certaintyOfFigure,
  dependsOnAssumed,
  HEADLINES_FORMAT,
  preparedHeadlines,
  readHeadlineResults,
  resultOf,
  whyHeadlinesStale,
  type HeadlineResults,
} from '../../../sim/runner/headlines/headline-results.ts';
import { readHeadlines } from '../../../sim/runner/headlines/headlines-file.ts';
import { headlinesTable } from '../../../sim/runner/headlines/headlines-table.ts';
import { sureness } from '../../../sim/runner/headlines/sure.ts';
import { shippedHeadlinesText } from '../../../sim/runner/library.ts';

const text = shippedHeadlinesText();
const model = '0123456789abcdef';

function shipped() {
  const reading = readHeadlines(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading.headlines;
}

const sure = sureness([-1, -2, -3, -2, -2], [-3, -2, -1, 1], [{ parameter: 'a.b', value: 9, figure: 0.5 }]);
const firm = sureness([2, 2.1, 1.9, 2, 2], [], []);
const results: HeadlineResults = {
  ...{ format: HEADLINES_FORMAT, digest: digestOf(text), version: '0.0.0', model, command: 'sim headlines' },
  ...{ seeds: ['1', '2', '3', '4', '5'], draws: 4 },
  headlines: shipped().map((headline) =>
    resultOf(
      headline,
      headline.figures.map((_, i) => (i === 0 ? sure : firm)),
    ),
  ),
};

describe('results of headlines', () => {
  it('are read as they were written', () => {
    expect(readHeadlineResults(JSON.parse(JSON.stringify(results)))).toEqual(results);
    const alone = resultOf(
      shipped()[0]!,
      shipped()[0]!.figures.map(() => sureness([1], [], [])),
    );
    expect(alone.figures[0]).toMatchObject({ half_width: null, range: null, other_sign: null, flips: [] });
    expect(readHeadlineResults(JSON.parse(JSON.stringify({ ...results, headlines: [alone] }))).headlines).toEqual([
      alone,
    ]);
  });

  it('of another format, or without what is needed, are refused with the place', () => {
    expect(() => readHeadlineResults({ ...results, format: 'cashless-city headlines 0' })).toThrow('format');
    expect(() => readHeadlineResults({ ...results, headlines: [{ ...results.headlines[0], figures: [] }] })).toThrow(
      'headlines.0.figures',
    );
    expect(() => readHeadlineResults(null)).toThrow('at the top');
  });

  it('are stale where the model or the file of headlines is another', () => {
    expect(whyHeadlinesStale(results, { model, text })).toBeUndefined();
    expect(whyHeadlinesStale(results, { model: 'f'.repeat(16), text })).toBe('other model');
    expect(whyHeadlinesStale(results, { model, text: `${text} ` })).toBe('other headlines');
  });

  it('say of a sign whether it holds over seeds, and over what is assumed', () => {
    const [turned, holds] = results.headlines.find(({ figures }) => figures.length > 1)!.figures;
    expect(certaintyOfFigure(turned!, 5)).toBe('clear');
    expect(dependsOnAssumed(turned!)).toBe(true);
    expect(dependsOnAssumed(holds!)).toBe(false);
    // One draw of twenty is an exception; a parameter that turns it round by itself is none.
    expect(dependsOnAssumed({ other_sign: 0.05, flips: [] })).toBe(false);
    expect(dependsOnAssumed({ other_sign: 0, flips: turned!.flips })).toBe(true);
  });

  it('are a table with a row a figure', () => {
    const { head, rows } = headlinesTable(results);
    expect(rows).toHaveLength(shipped().flatMap(({ figures }) => figures).length);
    for (const row of rows) expect(row).toHaveLength(head.length);
    expect(rows[0]).toEqual(
      expect.arrayContaining([
        '5 of 5',
        CERTAINTY_WORDS.clear.en,
        '25% of draws',
        'depends on what is assumed',
        'a.b 9',
      ]),
    );
  });
});

it('the results that are shipped are of the headlines that are shipped, over ten seeds and more', async () => {
  const found = (await preparedHeadlines())!;
  expect(whyHeadlinesStale(found, { model: found.model, text })).toBeUndefined();
  expect(found.seeds.length).toBeGreaterThanOrEqual(10);
  expect(found.draws).toBeGreaterThan(0);
  expect(found.headlines.map(({ id }) => id)).toEqual(shipped().map(({ id }) => id));
});
