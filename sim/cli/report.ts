/** The result of a run, to be read. */
import { unknownDays } from '../model/calendar.ts';
import type { MeasureDefinition } from '../model/measures/declare.ts';
import { MEASURES, MEMBERS } from '../model/measures/dictionary.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Measures } from '../runner/pair.ts';
import type { ResultSummary } from '../runner/result.ts';
import { answersTo } from './answers.ts';
import { formatDifference, formatNumber, table } from './table.ts';
import { counted } from '../runner/counted.ts';

/**
 * The scenario's question with its answers, a table of both worlds under headings, and the digests.
 * @param columns of the terminal
 */
export function report(summary: ResultSummary, scenario: Scenario, columns?: number): string {
  const { worlds, difference } = summary;
  const unknown = unknownDays(scenario.start, scenario.days, scenario.city.calendar);
  const rows: string[][] = [];
  let heading = '';
  for (const definition of MEASURES) {
    const { name, unit } = definition;
    const [group = ''] = name.split('.');
    const names = namesShown(definition, worlds.baseline.measures, difference);
    if (names.length > 0 && group !== heading) {
      if (heading !== '') rows.push([]);
      rows.push([group.toUpperCase()]);
      heading = group;
    }
    for (const dotted of names) {
      const [baseline, policy] = [worlds.baseline.measures[dotted], worlds.policy.measures[dotted]];
      const change = orNothing(difference[dotted], formatDifference);
      rows.push([`  ${dotted}`, orNothing(baseline, formatNumber), orNothing(policy, formatNumber), change, unit]);
    }
  }
  return [
    `${scenario.title.en} (${summary.scenario})`,
    `${scenario.city.name.en} at 1:${summary.scale}, ${counted(summary.days, 'day')} from ${scenario.start}, seed ${summary.seed}`,
    ...(unknown === undefined ? [] : [unknown]),
    '',
    ...(scenario.question === undefined && scenario.answers === undefined
      ? []
      : [answersTo(summary, scenario, columns)]),
    table(['', 'baseline', 'policy', 'difference', 'unit'], rows, [1, 2, 3], columns),
    `digest baseline  ${worlds.baseline.digest}`,
    `digest policy    ${worlds.policy.digest}`,
    '',
  ].join('\n');
}

/** A value as it is shown; nothing where there was nothing to measure. */
function orNothing(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '' : format(value);
}

/** The total, and the members of the split that is shown which are not 0, or nothing, in both worlds. */
function namesShown({ name, shown }: MeasureDefinition, baseline: Measures, difference: Measures): string[] {
  const members = shown === undefined ? [] : MEMBERS[shown].map((member) => `${name}.${member}`);
  const moving = members.filter((dotted) => (baseline[dotted] ?? 0) !== 0 || (difference[dotted] ?? 0) !== 0);
  return [name, ...moving].filter((dotted) => dotted in baseline);
}
