/** The page of a report: whole in one file, with what the model and the scenarios say filled in, and the claims beside. */
import { describe, expect, it } from 'vitest';
import { preparedClaims } from '../../../sim/runner/claims/claim-results.ts';
import { findingsOf, type MeasuredPair } from '../../../sim/runner/experiment/analysis.ts';
import { CERTAINTY_WORDS } from '../../../sim/runner/experiment/certainty.ts';
import { reportHtml, type ReportData } from '../../../sim/runner/export/report-html.ts';
import { shippedCities, shippedScenarioText } from '../../../sim/runner/library.ts';
import { planSource } from '../../../sim/runner/node/experiment-folder.ts';
import { SERVICE_DECLARATIONS } from '../../../sim/runner/declared.ts';

const TEXT = `scenarios: [wuhan-hospitals]
scale: 20000
days: 3
seeds: 5
factors: [{ set: 'policy[0].target_share', values: [0.2, 0.8] }]
measures: [person.minutes_per_day]
description: 'Whether <b>windows</b> matter'
`;
const plan = planSource(
  { file: 'e.yaml', text: TEXT, scenarios: { 'wuhan-hospitals': shippedScenarioText('wuhan-hospitals') } },
  shippedCities(),
);
if (!plan.ok) throw new Error(plan.mistakes[0]!.found);
const { read, cells } = plan.experiment;
const pair =
  (less: number) =>
  (i: number): MeasuredPair => ({
    baseline: { 'person.minutes_per_day': 30 + i / 10 },
    policy: { 'person.minutes_per_day': 30 + i / 10 - less - (i % 2) / 100 },
  });
const results = cells.map((cell, at) => ({
  ...{ cell, seeds: ['1', '2', '3', '4', '5'] },
  pairs: [1, 2, 3, 4, 5].map(pair(at)),
}));
const claims = await preparedClaims();
const data = (more: Partial<ReportData> = {}): ReportData => ({
  ...{ file: 'e.yaml', version: '1.2.3', missing: 0, failed: 0, text: TEXT, read, cells },
  findings: findingsOf(results, ['person.minutes_per_day']),
  sensitivity: [],
  observed: undefined,
  warmUps: [{ scenario: 'wuhan-hospitals', measure: 'person.minutes_per_day', days: [3, 2, 2], suggested: 1 }],
  claims: { claims, predictions: undefined, model: claims?.model ?? '' },
  ...more,
});
const rowsOf = (html: string, heading: string) => {
  const part = html.slice(html.indexOf(heading));
  return part.slice(0, part.indexOf('</table>')).match(/<tr>/g)!.length - 1;
};

describe('the report', () => {
  const html = reportHtml(data());

  it('needs nothing else, and makes no markup of what people wrote', () => {
    expect(html).not.toMatch(/\b(src|href)=|@import|url\(/);
    expect(html).not.toContain('<b>');
    expect(html).toContain('Whether &lt;b&gt;windows&lt;/b&gt; matter');
  });

  it('has a figure with a number, caption and source for each measure, and a row for each combination', () => {
    const captions = [...html.matchAll(/<figcaption>Figure (\d+)\. ([^<]*)/g)];
    expect(captions.map(([, number]) => number)).toEqual(['1', '2']);
    expect(captions[0]![2]).toContain('Source: e.yaml, Cashless City 1.2.3.');
    expect(html.match(/<svg [^>]*role="img"[^>]*><title>/g)).toHaveLength(2);
    expect(rowsOf(html, '<h2>person.minutes_per_day')).toBe(cells.length);
    for (const { en, about } of Object.values(CERTAINTY_WORDS)) expect(html).toContain(`<em>${en}</em>: ${about.en}.`);
    expect(html).toContain('<td>clear</td>');
  });

  it('fills ODD and STRESS in from the model, the scenarios and the experiment', () => {
    for (const { name } of SERVICE_DECLARATIONS) expect(html).toContain(name.en.toLowerCase());
    expect(html).toContain('Wuhan hospitals: treat first, pay later (Wuhan, 3 days from 2017-06-05, 1:20000)');
    const { question } = cells[0]!.resolved;
    expect(html).toContain(`<td>1 Objectives</td><td>Whether &lt;b&gt;windows&lt;/b&gt; matter ${question!.en}</td>`);
    expect(html).toContain('<td>4.2 Run length</td><td>3 days at 1:20000</td>');
    expect(html).toContain('seeds: 5; common random numbers in both worlds; without a null comparison');
  });

  it('puts numbers alone at the right', () => {
    const right = [...html.matchAll(/<td class="n">([^<]*)</g)].map(([, text]) => text!);
    expect(right).toContain('5 of 5');
    for (const text of right) expect(text).not.toMatch(/[a-su-z]{3}/);
  });

  it('says what is missing', () => {
    expect(html).not.toContain('missing');
    expect(reportHtml(data({ missing: 2, failed: 1 }))).toContain('2 runs are missing, 1 failed:');
  });
});

describe('the claims in a report', () => {
  it('stand in both languages with a row each, and say how to make them again', () => {
    const html = reportHtml(data());
    for (const [language, heading] of [
      ['en', 'The claims of the article of 2017'],
      ['zh', '检验2017年报道'],
    ] as const) {
      const section = html.slice(html.indexOf(`<section lang="${language}">`));
      expect(section).toContain(`<h2>${heading}`);
      expect(rowsOf(section, heading)).toBe(claims!.claims.length);
    }
    expect(html).toContain(`<code>${claims!.command}</code>, <code>${claims!.model}</code>`);
    expect(html).not.toContain('Made by another model');
  });

  it('say where they are of another model, and are left out where there are none', () => {
    const stale = reportHtml(data({ claims: { claims, predictions: undefined, model: 'another' } }));
    expect(stale).toContain('Made by another model than this experiment');
    expect(stale).toContain('由另一版本的模型得出');
    const none = reportHtml(data({ claims: { claims: undefined, predictions: undefined, model: '' } }));
    expect(none).not.toContain('The claims of the article');
  });
});
