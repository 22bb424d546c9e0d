/**
 * Predicts: each city is run to the last date several times, each time with another seed and with other values of what is not
 * known, drawn jointly (a Latin hypercube, the same one in every city). A prediction is the median of the runs that fit what was
 * known, its interval holds 90% of them.
 */
import { parseDate } from '../../kernel/calendar.ts';
import type { City } from '../../model/city.ts';
import { MEASURES, dottedName, type MeasureValue } from '../../model/measures/dictionary.ts';
import { formatMistake, type Mistake } from '../../model/reading/mistake.ts';
import { readYaml } from '../../model/reading/yaml-source.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { SimulateWorld } from '../claims/test-claim.ts';
import { readExperiment } from '../experiment/experiment-file.ts';
import { planExperiment } from '../experiment/plan.ts';
import {
  scalesOf,
  type KnownFigure,
  type PredictedCity,
  type PredictionsFile,
  type Quantity,
} from './predictions-file.ts';

/** Share of runs that an interval holds. */
export const HELD = 0.9;
/** Fewer runs that fit make no interval. */
export const FITTING_LEAST = 4;

export interface Prediction {
  readonly id: string;
  readonly city: string;
  readonly date: string;
  readonly measure: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface PredictionHost {
  /** Runs, each with a seed and values of its own. */
  readonly draws: number;
  readonly cities: ReadonlyMap<string, City>;
  /** Of all cities, instead of those of the file. */
  readonly scale?: number | undefined;
  /** The text of a shipped scenario; undefined where there is none of that name. */
  scenarioText(name: string): string | undefined;
  readonly simulate: SimulateWorld;
}

export interface Predicted {
  readonly predictions: readonly Prediction[];
  /** Runs that fit what was known, of all that were made; counted from 0. */
  readonly fitting: readonly number[];
}

/** The scenario of one run of a city, ready but for nothing. */
interface Run {
  readonly city: string;
  readonly draw: number;
  readonly scenario: Scenario;
}

/**
 * @param only the city to predict; its runs and those of cities whose figures were known are made
 * @throws Error naming every mistake of the scenarios, or that too few runs fit
 */
export async function predict(file: PredictionsFile, host: PredictionHost, only?: string): Promise<Predicted> {
  const asked = file.cities.filter(({ id }) => only === undefined || id === only);
  const known = file.known.filter((one) => one.on <= file.known_until);
  const needed = file.cities.filter((one) => asked.includes(one) || known.some(({ city }) => city === one.id));
  const runs = needed.flatMap((city) => planCity(file, city, host));
  const values = await Promise.all(
    runs.map(async (run) => (await host.simulate(run.scenario, 'policy', daysOf(file, run))).values),
  );
  const all = runs.map((run, i) => ({ ...run, read: reader(run.scenario, values[i]!) }));
  const fits = (draw: number) =>
    known.every((one) =>
      fitsKnown(
        one,
        all.find((run) => run.city === one.city && run.draw === draw)!,
      ),
    );
  const fitting = Array.from({ length: host.draws }, (_, draw) => draw).filter(fits);
  if (fitting.length < Math.min(FITTING_LEAST, host.draws)) {
    throw new Error(`found ${fitting.length} of ${host.draws} runs that fit what was known, expected ${FITTING_LEAST}`);
  }
  const predictions = asked.flatMap(({ id }) => {
    const own = all.filter((run) => run.city === id && fitting.includes(run.draw));
    return file.dates.flatMap((date) => file.quantities.flatMap((one) => rowsOf(id, date, one, own)));
  });
  return { predictions, fitting };
}

/** Draws of a city: those of all, then its own; a field of an added action by its place in the whole policy. */
function planCity(file: PredictionsFile, city: PredictedCity, host: PredictionHost): Run[] {
  const text = host.scenarioText(city.from);
  if (text === undefined) {
    throw new Error(`found scenario ${JSON.stringify(city.from)} of ${city.id}, expected a shipped one`);
  }
  const { root } = readYaml(text);
  const data = structuredClone(root) as Record<string, unknown> & { policy: unknown[]; start: string };
  const own = data.policy.length;
  const added = [...file.added, ...city.added];
  data.policy = [...data.policy, ...added];
  data['days'] = parseDate(file.dates.toSorted().at(-1)!) - parseDate(data.start) + 1;
  data['scale'] = scalesOf(file, host.scale)[city.id];
  delete data['question'];
  delete data['answers'];
  const factors = [...file.draws, ...city.draws].map(({ set, low, high }) => ({
    set: set.replace(/^added\[(\d+)\]/, (_, index) => `policy[${own + Number(index)}]`),
    low,
    high,
  }));
  const design = { kind: 'latin_hypercube', points: host.draws, seed: 'predictions' };
  const name = `${city.id}-to-${file.dates.toSorted().at(-1)!.slice(0, 4)}`;
  const experiment = readExperiment(JSON.stringify({ scenarios: [name], factors, design }));
  if (!experiment.ok) throw mistaken(city.id, experiment.mistakes);
  const planned = planExperiment(
    experiment.file,
    experiment.source,
    new Map([[name, JSON.stringify(data)]]),
    host.cities,
  );
  if (!planned.ok) throw mistaken(city.id, planned.mistakes);
  return planned.cells.map(({ point, resolved }) => ({
    city: city.id,
    draw: point,
    scenario: { ...resolved, seed: String(point + 1) },
  }));
}

function mistaken(city: string, mistakes: readonly Mistake[]): Error {
  return new Error(mistakes.map((mistake) => formatMistake(`predictions of ${city}`, mistake)).join('\n'));
}

/** Days whose measures are read. */
function daysOf({ dates, quantities, known }: PredictionsFile, { city, scenario }: Run): number[] {
  const dayOf = (date: string) => parseDate(date) - parseDate(scenario.start);
  const longest = Math.max(...quantities.map(({ days }) => days));
  const ends = [...dates.map((date) => [dayOf(date), longest] as const)];
  const early = known.filter((one) => one.city === city).map(({ on }) => [dayOf(on), 1] as const);
  const all = [...ends, ...early].flatMap(([last, count]) => Array.from({ length: count }, (_, i) => last - i));
  return [...new Set(all.filter((day) => day >= 0))].sort((a, b) => a - b);
}

type Read = (measure: string, date: string, days: number) => number[];

/** Values of a measure on the days up to a date; days on which there was nothing to measure have none. */
function reader({ start }: Scenario, values: readonly MeasureValue[]): Read {
  const byName = new Map<string, Map<number, number>>();
  for (const one of values) {
    if (one.value === null || one.day < 0) continue;
    const name = dottedName(one);
    const days = byName.get(name) ?? new Map<number, number>();
    byName.set(name, days.set(one.day, one.value));
  }
  return (measure, date, days) => {
    const last = parseDate(date) - parseDate(start);
    const of = byName.get(measure);
    return Array.from({ length: days }, (_, i) => of?.get(last - i)).filter((value) => value !== undefined);
  };
}

function fitsKnown({ measure, on, value, within }: KnownFigure, { read }: { readonly read: Read }): boolean {
  const [found = 0] = read(measure, on, 1);
  return found <= value * (1 + within) && found >= value / (1 + within);
}

function rowsOf(
  city: string,
  date: string,
  { id, measure, groups, per, rest, days }: Quantity,
  runs: readonly { readonly read: Read }[],
): Prediction[] {
  return (groups ?? ['']).flatMap((group) => {
    const name = group === '' ? measure : `${measure}.${group}`;
    const figures = runs.flatMap(({ read }) => {
      const found = read(name, date, days);
      const all = per === undefined ? [found.length] : read(per, date, days);
      if (found.length === 0 || sum(all) === 0) return [];
      const value = sum(found) / sum(all);
      return [rest ? 1 - value : value];
    });
    // A city without it, such as one without a metro, has no such row.
    if (figures.length < runs.length) return [];
    const unit =
      per === undefined ? MEASURES.find((one) => name === one.name || name.startsWith(`${one.name}.`))!.unit : 'share';
    const at = (share: number) => quantile(figures, share);
    const key = [city, id, ...(group === '' ? [] : [group]), date].join('/');
    const shown = per === undefined ? name : `${rest ? '1 − ' : ''}${name} / ${per}`;
    return [
      { id: key, city, date, measure: shown, unit, value: at(0.5), low: at((1 - HELD) / 2), high: at((1 + HELD) / 2) },
    ];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Quantile of a sample, on straight lines between its values in order (R. J. Hyndman, Y. Fan, Am. Stat. 50, 1996, type 7). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const [low, high] = [sorted[below]!, sorted[Math.min(sorted.length - 1, below + 1)]!];
  return low + (at - below) * (high - low);
}
