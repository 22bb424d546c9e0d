/** The result of a run, to be read. */
import { unknownDays } from '../model/calendar.ts';
import { MEASURES, MEMBERS, type Dimension } from '../model/measures/dictionary.ts';
import type { Scenario } from '../model/scenario.ts';
import type { ResultSummary } from '../runner/result.ts';
import { answersTo } from './answers.ts';
import { formatDifference, formatNumber, table } from './table.ts';

/** Measures that are shown by sector, method and so on too, where there is something to show. */
const SPLITS_SHOWN: Readonly<Record<string, Exclude<Dimension, 'district'>>> = {
  'payments.count': 'method',
  'payments.mobile_share': 'sector',
  'acceptance.coverage': 'sector',
  'wait.mean': 'sector',
  'refusals.count': 'sector',
  'walkaways.count': 'sector',
  'hospital.stage_minutes_per_visit': 'stage',
  'saved.minutes_per_person_day': 'age',
  'saved.losers_share': 'age',
};

/** The scenario's question with its answers, a table of both worlds under headings, and the digests. */
export function report(summary: ResultSummary, scenario: Scenario): string {
  const { worlds, difference } = summary;
  const unknown = unknownDays(scenario.start, scenario.days, scenario.city.calendar);
  const rows: string[][] = [];
  let heading = '';
  for (const { name, unit } of MEASURES) {
    const [group = ''] = name.split('.');
    const names = namesShown(name, worlds.baseline.measures, difference);
    if (names.length > 0 && group !== heading) {
      if (heading !== '') rows.push([]);
      rows.push([group.toUpperCase()]);
      heading = group;
    }
    for (const dotted of names) {
      const [baseline, policy] = [worlds.baseline.measures[dotted] ?? 0, worlds.policy.measures[dotted] ?? 0];
      const change = formatDifference(difference[dotted] ?? 0);
      rows.push([`  ${dotted}`, formatNumber(baseline), formatNumber(policy), change, unit]);
    }
  }
  return [
    `${scenario.title.en} (${summary.scenario})`,
    `${scenario.city.name.en} at 1:${summary.scale}, ${summary.days} days from ${scenario.start}, seed ${summary.seed}`,
    ...(unknown === undefined ? [] : [unknown]),
    '',
    ...(scenario.question === undefined && scenario.answers === undefined ? [] : [answersTo(summary, scenario)]),
    table(['', 'baseline', 'policy', 'difference', 'unit'], rows, [1, 2, 3]),
    `digest baseline  ${worlds.baseline.digest}`,
    `digest policy    ${worlds.policy.digest}`,
    '',
  ].join('\n');
}

/** The total, and the members of the split that are not 0 in both worlds. */
function namesShown(
  name: string,
  baseline: Readonly<Record<string, number>>,
  difference: Readonly<Record<string, number>>,
): string[] {
  const split = SPLITS_SHOWN[name];
  const members = split === undefined ? [] : MEMBERS[split].map((member) => `${name}.${member}`);
  const moving = members.filter((dotted) => (baseline[dotted] ?? 0) !== 0 || (difference[dotted] ?? 0) !== 0);
  return [name, ...moving].filter((dotted) => dotted in baseline);
}
