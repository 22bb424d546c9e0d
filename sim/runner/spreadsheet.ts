/** A result as the sheets of a spreadsheet: what people look at, and what it means. */
import { formatDate, parseDate } from '../kernel/calendar.ts';
import { dottedName, MEASURES } from '../model/measures/dictionary.ts';
import { WORLDS } from './protocol.ts';
import type { ResultSummary, RunResult } from './result.ts';

export interface DayCell {
  /** `YYYY-MM-DD`. */
  readonly date: string;
}
export type SheetCell = string | number | null | DayCell;

export interface Sheet {
  readonly name: string;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Rows of headings, which stay in sight. */
  readonly headings: number;
  /** Columns that stay in sight. */
  readonly labels: number;
  readonly rows: readonly (readonly SheetCell[])[];
}

/** Measures that are of the whole city whatever the scale. */
const WHOLE_CITY = MEASURES.filter(({ isWholeCity }) => isWholeCity === true).map(({ name }) => name);

/** The run, its measures in both worlds, and the days of those that have a value a day. */
export function sheetsOf(result: RunResult, summary: ResultSummary): Sheet[] {
  return [aboutSheet(result, summary), measuresSheet(summary), daysSheet(result)];
}

function aboutSheet({ scenario }: RunResult, { worlds, version, seed, scale, days }: ResultSummary): Sheet {
  const rows: SheetCell[][] = [
    ['Scenario', scenario.title.en],
    ['情景', scenario.title.zh],
    ['Name', scenario.name],
    ['City', `${scenario.city.name.en} ${scenario.city.name.zh}`],
    ['First day', { date: scenario.start }],
    ['Days', days],
    ['Scale, 1 to', scale],
    ['Seed', seed],
    ['Version', version],
    ['Digest of the baseline', worlds.baseline.digest],
    ['Digest of the policy', worlds.policy.digest],
    [
      'Counts',
      `are of simulated people: multiply by ${scale}. Of the whole city already: ${WHOLE_CITY.join(', ') || 'none'}.`,
    ],
    ['Measures', 'of the whole run, by group as well; policy − baseline is the difference that the policy makes.'],
    [
      'By day',
      'the measures that have a value a day, without groups. measures.csv of run --out has the groups of every day.',
    ],
  ];
  return { name: 'About', widths: [24, 90], headings: 0, labels: 1, rows };
}

function measuresSheet({ worlds, difference }: ResultSummary): Sheet {
  const { baseline, policy } = worlds;
  const heading = ['Measure', 'Group', 'Unit', 'Baseline', 'Policy', 'Difference', 'Meaning', '含义'];
  const rows = Object.keys(baseline.measures).map((dotted): SheetCell[] => {
    const { name, unit, about, aboutZh } = definitionOf(dotted);
    const group = dotted.slice(name.length + 1);
    return [
      name,
      group,
      unit,
      baseline.measures[dotted]!,
      policy.measures[dotted] ?? null,
      difference[dotted] ?? null,
      about,
      aboutZh,
    ];
  });
  return {
    name: 'Measures',
    widths: [34, 24, 16, 16, 16, 16, 80, 60],
    headings: 1,
    labels: 2,
    rows: [heading, ...rows],
  };
}

/** The measure of a dotted name: the longest name that it begins with. */
function definitionOf(dotted: string): (typeof MEASURES)[number] {
  const fitting = MEASURES.filter(({ name }) => dotted === name || dotted.startsWith(`${name}.`));
  return fitting.reduce((longest, one) => (one.name.length > longest.name.length ? one : longest));
}

function daysSheet({ scenario, worlds }: RunResult): Sheet {
  const daily = MEASURES.filter((measure) => measure.daily);
  const columns = new Map(daily.map(({ name }, i) => [name, i]));
  const first = parseDate(scenario.start);
  const rows: SheetCell[][] = Array.from({ length: scenario.days }, (_, day) => [
    day,
    { date: formatDate(first + day) },
    ...new Array<SheetCell>(daily.length * WORLDS.length).fill(null),
  ]);
  WORLDS.forEach((world, at) => {
    for (const value of worlds[world].values) {
      const column = value.group === '' ? columns.get(dottedName(value)) : undefined;
      const row = rows[value.day];
      if (column !== undefined && row !== undefined) row[2 + column * WORLDS.length + at] = value.value;
    }
  });
  const names = ['Day', 'Date', ...daily.flatMap(({ name }) => WORLDS.map(() => name))];
  const units = [null, null, ...daily.flatMap(({ unit }) => WORLDS.map(() => unit))];
  const whose = [null, null, ...daily.flatMap(() => WORLDS)];
  return {
    name: 'By day',
    widths: [6, 12, ...names.slice(2).map(() => 18)],
    headings: 3,
    labels: 2,
    rows: [names, units, whose, ...rows],
  };
}
