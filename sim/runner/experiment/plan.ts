/** The plan of an experiment: every combination of scenario and factors that is run, as resolved scenarios. */
import type { City } from '../../model/city.ts';
import { describe, formatMistake, inFileOrder, type Mistake } from '../../model/reading/mistake.ts';
import { readScenario } from '../../model/reading/read-scenario.ts';
import type { Warning } from '../../model/reading/without-effect.ts';
import { readYaml, type YamlSource } from '../../model/reading/yaml-source.ts';
import type { Scenario } from '../../model/scenario.ts';
import { fullFactorial, latinHypercube, morrisTrajectories, saltelliSample } from './designs.ts';
import { rangeOf, type ExperimentFile, type Factor, type FactorValue } from './experiment-file.ts';
import { sobolPoints } from './sobol-sequence.ts';
import { counted } from '../counted.ts';
import { numbered } from './seeds.ts';

/** A combination of scenario and factors. Each is run with every seed. */
export interface Cell {
  /** Counted from 0 over the whole experiment. */
  readonly index: number;
  /** As the file names it. */
  readonly scenario: string;
  /** Counted from 0 over the points of the design. */
  readonly point: number;
  /** Coordinates in the unit cube, where the design has them. */
  readonly unit: readonly number[] | undefined;
  /** Values of the factors, in the order of the file; empty for the scenario as it is. */
  readonly factors: Readonly<Record<string, FactorValue>>;
  /** Ready to run but for the seed. */
  readonly resolved: Scenario;
}

export interface Plan {
  readonly cells: readonly Cell[];
  /** What changes nothing in any combination of a scenario, or rounds much away in all: a line each, as it is told. */
  readonly warnings: readonly string[];
}

export type Planning = ({ readonly ok: true } & Plan) | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Combinations beyond which an experiment is taken for a slip of the pen. */
export const CELLS_MAX = 1_000_000;
const LEVELS_DEFAULT = 2;

/** A point of a design: values of factors by what they set. */
interface Point {
  readonly unit: readonly number[] | undefined;
  readonly values: readonly (FactorValue | undefined)[];
}

/**
 * Works an experiment out.
 * @param texts of the scenarios, by the names that the experiment uses
 */
export function planExperiment(
  file: ExperimentFile,
  source: YamlSource,
  texts: ReadonlyMap<string, string>,
  cities: ReadonlyMap<string, City>,
): Planning {
  const count = pointCount(file) * file.scenarios.length;
  if (count > CELLS_MAX) {
    const found = counted(count, 'combination');
    const mistake = { ...source.valueAt(['design']), path: 'design', found, expected: `at most ${CELLS_MAX}` };
    return { ok: false, mistakes: [mistake] };
  }
  const points = pointsOf(file);
  const mistakes: Mistake[] = [];
  const cells: Cell[] = [];
  const warnings: string[] = [];
  file.scenarios.forEach((scenario, at) => {
    const place = { ...source.valueAt(['scenarios', at]), path: `scenarios[${at}]` };
    const text = texts.get(scenario);
    if (text === undefined) {
      mistakes.push({ ...place, found: describe(scenario), expected: 'a shipped scenario or a file' });
      return;
    }
    const read = readScenario(text, { cities, name: nameOf(scenario) });
    if (!read.ok) {
      const found = formatMistake(scenario, read.mistakes[0]!);
      mistakes.push({ ...place, found: `a scenario with a mistake: ${found}`, expected: 'one in order' });
      return;
    }
    const { root } = readYaml(text, ['seed']);
    const timesWarned = new Map<string, number>();
    points.forEach(({ unit, values }, point) => {
      if (mistakes.length > 0) return;
      const made = makeScenario(file, root, scenario, values, cities, source);
      if (!made.ok) mistakes.push(...made.mistakes);
      else {
        const factors = Object.fromEntries(
          file.factors.flatMap(({ set }, i) => (values[i] === undefined ? [] : [[set, values[i]]])),
        );
        cells.push({ index: cells.length, scenario, point, unit, factors, resolved: made.scenario });
        for (const { path, found, expected } of made.warnings) {
          const line = `${scenario}: ${path}: warning: found ${found}, expected ${expected}`;
          timesWarned.set(line, (timesWarned.get(line) ?? 0) + 1);
        }
      }
    });
    // A value of one combination alone may be meant: a share of 0 to compare with.
    for (const [line, times] of timesWarned) if (times === points.length) warnings.push(line);
  });
  return mistakes.length > 0 ? { ok: false, mistakes: inFileOrder(mistakes) } : { ok: true, cells, warnings };
}

/** A scenario’s name where its file states none. */
function nameOf(scenario: string): string {
  const name = scenario
    .replace(/^.*[/\\]/, '')
    .replace(/\.\w+$/, '')
    .toLowerCase();
  return /^[a-z0-9][a-z0-9._-]{0,63}$/.test(name) ? name : 'scenario';
}

/** Puts values into a scenario’s data and reads it like any other, so that whatever does not fit is told. */
function makeScenario(
  file: ExperimentFile,
  root: unknown,
  scenario: string,
  values: readonly (FactorValue | undefined)[],
  cities: ReadonlyMap<string, City>,
  source: YamlSource,
):
  | { readonly ok: true; readonly scenario: Scenario; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const data = structuredClone(root) as Record<string, unknown>;
  if (file.days !== undefined) data['days'] = file.days;
  if (file.scale !== undefined) data['scale'] = file.scale;
  for (const [i, { set }] of file.factors.entries()) {
    const value = values[i];
    if (value === undefined || put(data, set, value)) continue;
    const policy = Array.isArray(data['policy']) ? data['policy'].length : 0;
    const place = { ...source.valueAt(['factors', i, 'set']), path: `factors[${i}].set` };
    const expected = `an action of ${scenario}, which has ${policy} (counted from 0)`;
    return { ok: false, mistakes: [{ ...place, found: describe(set), expected }] };
  }
  const read = readScenario(JSON.stringify(data), { cities, name: nameOf(scenario) });
  if (read.ok) return read;
  const mistakes = read.mistakes.map(({ path, found, expected, hint }) => {
    const i = file.factors.findIndex(({ set }) => path === set || path.startsWith(`${set}[`));
    const place = i < 0 ? ['scenarios'] : ['factors', i];
    const where = i < 0 ? 'scenarios' : `factors[${i}]`;
    const told = `${found} at ${path} of ${scenario}`;
    return { ...source.valueAt(place), path: where, found: told, expected, ...(hint === undefined ? {} : { hint }) };
  });
  return { ok: false, mistakes };
}

/** @returns whether there is such a place in a scenario’s data */
function put(data: Record<string, unknown>, set: string, value: FactorValue): boolean {
  const action = /^policy\[(\d+)\]\.(.+)$/.exec(set);
  if (action !== null) {
    const entry = (data['policy'] as Record<string, unknown>[] | undefined)?.[Number(action[1])];
    if (typeof entry !== 'object' || entry === null) return false;
    entry[action[2]!] = value;
    return true;
  }
  if (set.startsWith('parameters.')) {
    data['parameters'] = { ...(data['parameters'] as object | undefined), [set.slice('parameters.'.length)]: value };
  } else data[set] = value;
  return true;
}

/** Levels of a factor in designs of levels. */
function levelsOf(factor: Factor): readonly FactorValue[] {
  if (factor.values !== undefined) return factor.values;
  const count = factor.levels ?? LEVELS_DEFAULT;
  return Array.from({ length: count }, (_, level) => valueAt(factor, level / (count - 1)));
}

const SIGNIFICANT = 6;

/** The value of a factor at a coordinate of the unit cube. */
function valueAt(factor: Factor, unit: number): FactorValue {
  if (factor.values !== undefined) {
    return factor.values[Math.min(factor.values.length - 1, Math.floor(unit * factor.values.length))]!;
  }
  const { low, high, whole } = rangeOf(factor)!;
  if (whole) return Math.min(high, Math.floor(low + unit * (high - low + 1)));
  return Math.min(high, Math.max(low, Number((low + unit * (high - low)).toPrecision(SIGNIFICANT))));
}

function pointCount({ design, factors }: ExperimentFile): number {
  const levels = factors.map((factor) => factor.values?.length ?? factor.levels ?? LEVELS_DEFAULT);
  switch (design.kind) {
    case 'full_factorial':
      return levels.reduce((product, count) => product * count, 1);
    case 'one_at_a_time':
      return 1 + levels.reduce((sum, count) => sum + count, 0);
    case 'morris':
      return design.trajectories * (factors.length + 1);
    case 'sobol_indices':
      return design.points * (factors.length + 2);
    default:
      return design.points;
  }
}

function pointsOf({ design, factors }: ExperimentFile): Point[] {
  const spread = (points: readonly (readonly number[])[]): Point[] =>
    points.map((unit) => ({ unit, values: factors.map((factor, i) => valueAt(factor, unit[i]!)) }));
  const levels = factors.map(levelsOf);
  switch (design.kind) {
    case 'full_factorial':
      return fullFactorial(levels.map(({ length }) => length)).map((at) => ({
        unit: undefined,
        values: at.map((level, i) => levels[i]![level]),
      }));
    case 'one_at_a_time': {
      const moved = factors.flatMap((_, i) =>
        levels[i]!.map((value) => ({ unit: undefined, values: factors.map((__, j) => (i === j ? value : undefined)) })),
      );
      return [{ unit: undefined, values: factors.map(() => undefined) }, ...moved];
    }
    case 'latin_hypercube':
      return spread(latinHypercube(design.points, factors.length, design.seed ?? 'latin hypercube'));
    case 'sobol_sequence':
      return spread(sobolPoints(design.points, factors.length));
    case 'morris':
      return spread(
        morrisTrajectories(design.trajectories, factors.length, design.levels, design.seed ?? 'morris').flat(),
      );
    case 'sobol_indices':
      return spread(saltelliSample(design.points, factors.length));
  }
}

/** The seeds to begin with, and how many there may be at most. */
export function seedsOf({ seeds }: ExperimentFile): { readonly first: readonly string[]; readonly most: number } {
  if (typeof seeds === 'number') return { first: numbered(seeds), most: seeds };
  if ('until' in seeds) return { first: numbered(seeds.until.least), most: seeds.until.most };
  const first = seeds.map((seed) => String(seed).normalize('NFC'));
  return { first, most: first.length };
}
