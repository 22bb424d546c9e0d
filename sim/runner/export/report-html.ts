/** An experiment's report as one HTML file that needs nothing else, to be read or printed. */
import { formatValue, type Finding, type Sensitivity } from '../experiment/analysis.ts';
import { SERVICE_DECLARATIONS } from '../declared.ts';
import { CERTAINTY_WORDS } from '../experiment/certainty.ts';
import type { ExperimentFile } from '../experiment/experiment-file.ts';
import type { Cell } from '../experiment/plan.ts';
import type { ObservedFit } from '../experiment/observed-fit.ts';
import { observedHtml } from './observed-html.ts';
import { claimsHtml, type ClaimsData } from './claims-html.ts';
import { counted } from '../counted.ts';

/** How long a measure takes to settle in the world without the policy. */
export interface WarmUp {
  readonly scenario: string;
  readonly measure: string;
  /** Means over seeds, day by day. */
  readonly days: readonly number[];
  /** Days to leave out; undefined where the run is too short to tell. */
  readonly suggested: number | undefined;
}

export interface ReportData {
  readonly file: string;
  readonly version: string;
  readonly missing: number;
  readonly failed: number;
  readonly text: string;
  readonly read: ExperimentFile;
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
  readonly sensitivity: readonly Sensitivity[];
  readonly warmUps: readonly WarmUp[];
  readonly claims: ClaimsData;
  /** What was observed, from which file, where something was. */
  readonly observed: { readonly file: string; readonly fits: readonly ObservedFit[] } | undefined;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;color:#1b1b1b;max-width:62rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.85rem}th,td{padding:.25rem .5rem;text-align:left;border-bottom:1px solid #ccc}
.n{text-align:right;font-variant-numeric:tabular-nums}figure{margin:1.5rem 0;break-inside:avoid}figcaption{font-size:.85rem;color:#444}
pre{background:#f4f4f2;padding:1rem;overflow:auto;font-size:.8rem}svg{max-width:100%;height:auto}thead{display:table-header-group}tr{break-inside:avoid}h2,h3{break-after:avoid}
@media print{body{margin:0;max-width:none}a{color:inherit}pre{white-space:pre-wrap}}@page{margin:15mm}`;

export function reportHtml(data: ReportData): string {
  const { file, version, findings, sensitivity, missing, failed } = data;
  const title = `Experiment ${file}`;
  const measures = [...new Set(findings.map(({ measure }) => measure))];
  const gaps =
    missing + failed === 0
      ? ''
      : `<p><strong>${counted(missing, 'run is', 'runs are')} missing, ${failed} failed:</strong> what follows is about the rest.</p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><h1>${escape(title)}</h1>
${gaps}
<p>Every figure compares two worlds of the same people and the same random numbers, with and without the policy. Intervals hold the
mean of that difference in 95 of 100 cases (Student’s t over the seeds). ${certaintyLegend()} ${counted(findings.length, 'finding is', 'findings are')} told at once: p is corrected for that by Holm’s procedure.</p>
${measures.map((measure, i) => section(measure, i + 1, data)).join('\n')}
${sensitivity.length === 0 ? '' : `<h2>Which factors matter</h2>${sensitivity.map(sensitivityTable).join('\n')}`}
${observedSection(data)}
${warmUpSection(data)}
<h2>The model in brief</h2>${oddSummary(data)}
<h2>STRESS checklist</h2>${stress(data)}
${claimsHtml(data.claims, htmlTable, escape)}
<h2>The experiment</h2><pre>${escape(data.text)}</pre>
<p>Cashless City ${escape(version)}. The same file, version and seeds give the same numbers: <code>experiment run ${escape(file)} --out DIR</code>.</p>
</body></html>
`;
}

/** The words for certainty with what they mean, which is said in one place for all reports. */
function certaintyLegend(): string {
  return Object.values(CERTAINTY_WORDS)
    .map(({ en, about }) => `<em>${escape(en)}</em>: ${escape(about.en)}.`)
    .join(' ');
}

function observedSection({ observed }: ReportData): string {
  if (observed === undefined) return '';
  return observedHtml({ ...observed, labelOf: ({ cell }) => labelOf(cell), table: htmlTable, num, escape });
}

function warmUpSection({ warmUps, findings }: ReportData): string {
  if (warmUps.length === 0) return '';
  const first = new Set(findings.map(({ measure }) => measure)).size;
  const figures = warmUps.map(({ scenario, measure, days, suggested }, i) => {
    const advice =
      suggested === undefined
        ? 'too short to tell'
        : suggested === 0
          ? 'none'
          : `the first ${counted(suggested, 'day')}`;
    return `<figure>${series(days, suggested ?? 0)}<figcaption>Figure ${first + i + 1}. ${escape(scenario)}: ${escape(measure)} day by day without the policy, mean over seeds. Suggested to leave out: ${advice}.</figcaption></figure>`;
  });
  return `<h2>Warm-up</h2>
<p>Days whose leaving out would make the mean of the rest known best (marginal standard error rule, White 1997). Nothing is left out here: both
worlds begin alike, so that what differs begins with the policy. Weekdays, seasons and spreading habits are no warm-up, and look like one.</p>
${figures.join('\n')}`;
}

/** A curve over days, with what is suggested to be left out in grey. */
function series(days: readonly number[], left: number): string {
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const [top, bottom, from, to] = [10, 110, 70, WIDTH - 20];
  const x = (day: number) => (from + (day / Math.max(1, days.length - 1)) * (to - from)).toFixed(1);
  const y = (value: number) => (bottom - ((value - low) / (high - low || 1)) * (bottom - top)).toFixed(1);
  const path = days.map((value, day) => `${day === 0 ? 'M' : 'L'}${x(day)} ${y(value)}`).join('');
  const grey =
    left === 0
      ? ''
      : `<rect x="${from}" y="${top}" width="${(Number(x(left)) - from).toFixed(1)}" height="${bottom - top}" fill="#ddd"/>`;
  return `<svg viewBox="0 0 ${WIDTH} 135" role="img" font-size="12" font-family="system-ui,sans-serif"><title>Day by day</title>${grey}<path d="${path}" fill="none" stroke="#2b6cb0" stroke-width="2"/><text x="62" y="${top + 5}" text-anchor="end">${num(high)}</text><text x="62" y="${bottom}" text-anchor="end">${num(low)}</text><text x="${from}" y="128">day 0</text><text x="${to}" y="128" text-anchor="end">day ${days.length - 1}</text></svg>`;
}

function section(measure: string, figure: number, { findings, cells, version, file }: ReportData): string {
  const of = findings.filter((finding) => finding.measure === measure);
  const unit = of[0]?.unit ?? '';
  const rows = of.map((one) => [
    labelOf(one.cell),
    num(one.baseline),
    num(one.policy),
    num(one.difference),
    Number.isNaN(one.halfWidth)
      ? ''
      : `${num(one.difference - one.halfWidth)} to ${num(one.difference + one.halfWidth)}`,
    `${one.agree} of ${one.seeds}`,
    Number.isNaN(one.pHolm) ? '' : num(one.pHolm),
    Number.isFinite(one.varianceCut) ? `${num(one.varianceCut)}×` : '',
    CERTAINTY_WORDS[one.certainty].en,
  ]);
  const head = [
    'combination',
    'baseline',
    'policy',
    'difference',
    '95% interval',
    'seeds agree',
    'p (Holm)',
    'variance cut',
    'certainty',
  ];
  const caption = `Figure ${figure}. ${measure} (${unit}): difference made by the policy, mean and 95% interval over seeds, for ${of.length} of ${counted(cells.length, 'combination')}. Source: ${file}, Cashless City ${version}.`;
  return `<h2>${escape(measure)} <small>(${escape(unit)})</small></h2>
<figure>${forest(of)}<figcaption>${escape(caption)}</figcaption></figure>
${htmlTable(head, rows)}`;
}

/** Rows of a forest plot that are drawn; tables have them all. */
const DRAWN_MAX = 60;
const WIDTH = 900;
const LEFT = 330;
const ROW = 20;

/** A line for each combination: mean and interval of the difference, with 0 marked. */
function forest(findings: readonly Finding[]): string {
  const drawn = findings.slice(0, DRAWN_MAX);
  const ends = drawn.flatMap(({ difference, halfWidth }) => [
    difference - (halfWidth || 0),
    difference + (halfWidth || 0),
    0,
  ]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = high - low || 1;
  const x = (value: number) => (LEFT + 20 + ((value - low) / span) * (WIDTH - LEFT - 60)).toFixed(1);
  const height = drawn.length * ROW + 34;
  const lines = drawn.map(({ cell, difference, halfWidth }, i) => {
    const y = i * ROW + 16;
    const half = halfWidth || 0;
    return `<text x="${LEFT}" y="${y + 4}" text-anchor="end">${escape(labelOf(cell).slice(0, 56))}</text><path d="M${x(difference - half)} ${y}H${x(difference + half)}" stroke="#2b6cb0" stroke-width="2"/><circle cx="${x(difference)}" cy="${y}" r="4" fill="#2b6cb0"/>`;
  });
  // An end at 0 has its number already.
  const axis = [low, high].map((end, i) =>
    end === 0
      ? ''
      : `<text x="${x(end)}" y="${height - 6}" text-anchor="${i === 0 ? 'start' : 'end'}">${num(end)}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" font-size="12" font-family="system-ui,sans-serif"><title>Differences with intervals</title><path d="M${x(0)} 4V${height - 20}" stroke="#888" stroke-dasharray="3 3"/>${lines.join('')}${axis.join('')}<text x="${x(0)}" y="${height - 6}" text-anchor="middle">0</text></svg>`;
}

function sensitivityTable({ scenario, measure, morris, sobol }: Sensitivity): string {
  const heading = `<h3>${escape(scenario)}: difference in ${escape(measure)}</h3>`;
  if (morris !== undefined) {
    const rows = [...morris]
      .sort((a, b) => b.muStar - a.muStar)
      .map(({ factor, mu, muStar, muStarHalfWidth, sigma }) => [
        factor,
        num(muStar),
        `± ${num(muStarHalfWidth)}`,
        num(mu),
        num(sigma),
      ]);
    return `${heading}${htmlTable(['factor', 'μ*', '95%', 'μ', 'σ'], rows)}<p>Elementary effects over the whole range of a factor (Morris 1991; μ* by Campolongo et al. 2007).</p>`;
  }
  const range = ([low, high]: readonly [number, number]) => `${num(low)} to ${num(high)}`;
  const rows = (sobol ?? []).map((one) => [
    one.factor,
    num(one.first),
    range(one.firstInterval),
    num(one.total),
    range(one.totalInterval),
  ]);
  return `${heading}${htmlTable(['factor', 'first order', '95%', 'total', '95%'], rows)}<p>Shares of the variance (Saltelli et al. 2010, Jansen 1999), intervals by the bootstrap.</p>`;
}

/** Headings of the ODD protocol (Grimm et al. 2020) in a sentence each; the whole is sim/MODEL.md. */
function oddSummary({ cells }: ReportData): string {
  const scenarios = [...new Map(cells.map(({ resolved }) => [resolved.name, resolved])).values()];
  const list = scenarios
    .map(
      ({ title, city, start, days, scale }) =>
        `${escape(title.en)} (${escape(city.name.en)}, ${counted(days, 'day')} from ${start}, 1:${scale})`,
    )
    .join('; ');
  return `<ul>
<li>Purpose: what a change in how a city pays does to people’s time, to refusals and to costs. Scenarios: ${list}.</li>
<li>Entities: residents; what they use (${SERVICE_DECLARATIONS.map(({ name }) => name.en.toLowerCase()).join(', ')}) with its places, vehicles and lines; and the ways to pay that each holds or takes.</li>
<li>Process: discrete events; a day is a chain of trips, purchases and visits; a payment takes time, may fail, and holds up those behind.</li>
<li>Design: both worlds draw the same keyed random numbers, so that what differs is caused by the policy.</li>
<li>Initialisation and input: districts, ages and fleets from published figures; people and places synthetic. All parameters with sources: <code>sim schema</code>.</li>
<li>Submodels and limits: sim/MODEL.md and sim/LIMITS.md of the program.</li></ul>`;
}

/** Strengthening the reporting of empirical simulation studies (Monks et al. 2019), as far as a program can fill it in. */
function stress({ read, cells, version, warmUps }: ReportData): string {
  const days = [...new Set(cells.map(({ resolved }) => counted(resolved.days, 'day')))].join(', ');
  const scales = [...new Set(cells.map(({ resolved }) => `1:${resolved.scale}`))].join(', ');
  return htmlTable(
    ['item', 'answer'],
    [
      ['1 Objectives', objectives(cells, read)],
      ['2 Logic', 'sim/MODEL.md; scenarios as data below'],
      ['3 Data', 'scenarios/cities/SOURCES.md; parameters with source and range in scenarios/scenario.schema.json'],
      [
        '4.1 Initialisation and warm-up',
        `no warm-up is cut off: both worlds begin in the same state, and what differs begins with the policy; ${warmUps.length} series are looked at above`,
      ],
      ['4.2 Run length', `${days} at ${scales}`],
      [
        '4.3 Replications',
        `seeds: ${JSON.stringify(read.seeds)}; common random numbers in both worlds; ${read.null_comparison ? 'with' : 'without'} a null comparison`,
      ],
      ['4.4 Design', JSON.stringify(read.design)],
      [
        '5 Implementation',
        `Cashless City ${version}, own event kernel in TypeScript; keyed random numbers by Threefry-2x32-13`,
      ],
      ['6 Code access', 'the program is free software (MIT)'],
    ],
  );
}

/** What the scenarios ask; what the author wants to know beside is for the author to say. */
function objectives(cells: readonly Cell[], { description }: ExperimentFile): string {
  const own = typeof description === 'object' ? description.en : description;
  const asked = [
    ...new Set(cells.flatMap(({ resolved }) => (resolved.question === undefined ? [] : [resolved.question.en]))),
  ];
  const all = [...(own === undefined ? [] : [own]), ...asked];
  return all.length === 0
    ? 'to be stated by the author: neither the experiment nor its scenarios say it'
    : all.join(' ');
}

function labelOf({ scenario, factors }: Cell): string {
  const values = Object.entries(factors).map(([set, value]) => `${set} = ${formatValue(value)}`);
  return [scenario, ...values].join(', ');
}

/** A number, or several with words between them, stands at the right; a sentence that begins with one does not. */
const NUMBER = /^[-−+±]?\d[\d.,]*(e[-+]?\d+)?[×%]?( (to|of) [-−+]?\d[\d.,]*(e[-+]?\d+)?)?$|^± \d/;

function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (tag: string, text: string) =>
    `<${tag}${NUMBER.test(text) ? ' class="n"' : ''}>${escape(text)}</${tag}>`;
  const body = rows.map((row) => `<tr>${row.map((text) => cell('td', text)).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head.map((text) => cell('th', text)).join('')}</tr></thead><tbody>${body}</tbody></table>`;
}

function num(value: number): string {
  if (!Number.isFinite(value)) return '';
  return String(Number(value.toPrecision(4)));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
