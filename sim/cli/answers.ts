/** The question a scenario asks, and the measures that answer it. */
import { MEASURES } from '../model/measures/dictionary.ts';
import type { Scenario } from '../model/scenario.ts';
import type { ResultSummary } from '../runner/result.ts';
import { formatDifference, formatNumber, table } from './table.ts';

/**
 * The question in a line, and a table of its answers; empty for a scenario that asks none. The last answer is the harm.
 * @param columns of the terminal
 */
export function answersTo(
  { worlds, difference }: ResultSummary,
  { question, answers = [] }: Scenario,
  columns?: number,
): string {
  const told = (value: number | null | undefined, format: (value: number) => string) =>
    value === undefined || value === null ? 'not measured' : format(value);
  const rows = answers.map((name, index) => {
    const { unit, about } = definitionOf(name);
    const isHarm = index === answers.length - 1;
    return [
      `  ${name}`,
      told(worlds.baseline.measures[name], formatNumber),
      told(worlds.policy.measures[name], formatNumber),
      told(difference[name], formatDifference),
      unit,
      isHarm ? `Harm: ${about}` : about,
    ];
  });
  return [
    ...(question === undefined ? [] : [`${question.en}\n`]),
    ...(rows.length === 0
      ? []
      : [table(['', 'baseline', 'policy', 'difference', 'unit', ''], rows, [1, 2, 3], columns)]),
  ].join('');
}

function definitionOf(dotted: string) {
  const definition = MEASURES.find(({ name }) => dotted === name || dotted.startsWith(`${name}.`));
  if (definition === undefined) throw new Error(`the reader let ${dotted} pass as a measure`);
  return definition;
}
