/**
 * What each assumed parameter does to the answers of a scenario: moved to both ends of its range, one at a time, over a few
 * seeds (`sim tornado`). One JSON file a scenario, in scenarios/tornado/, for the page.
 */
import { certaintyOf, type Certainty } from './certainty.ts';
import { agreeing, halfWidth, mean } from './statistics.ts';

export const TORNADO_FORMAT = 'cashless-city tornado 1';

/** The difference that the policy makes: mean over the seeds, half the width of its 95% interval, seeds of its sign. */
export type Effect = readonly [mean: number, halfWidth: number | null, agree: number];

export interface TornadoRow {
  readonly parameter: string;
  /** Its value as it stands in the scenario. */
  readonly stands: number;
  /** With the parameter at an end, all else as it stands. */
  readonly ends: readonly { readonly value: number; readonly effects: Readonly<Record<string, Effect>> }[];
}

export interface Tornado {
  readonly format: typeof TORNADO_FORMAT;
  readonly scenario: string;
  readonly version: string;
  /** What identifies the model: a file of another model is stale. */
  readonly model: string;
  readonly days: number;
  readonly scale: number;
  readonly seeds: readonly string[];
  /** Dotted names of the answers. */
  readonly measures: readonly string[];
  readonly base: Readonly<Record<string, Effect>>;
  readonly rows: readonly TornadoRow[];
}

/** @param differences policy − baseline in each seed */
export function effectOf(differences: readonly number[]): Effect {
  const half = halfWidth(differences);
  return [mean(differences), Number.isNaN(half) ? null : half, agreeing(differences)];
}

/** A bar of the tornado. */
export interface TornadoBar {
  readonly parameter: string;
  readonly stands: number;
  readonly ends: readonly { readonly value: number; readonly effect: number; readonly halfWidth: number }[];
  /** How far the answer moves between its ends and where it stands. */
  readonly span: number;
}

/** The bars of a measure, the one that moves it most first. Those that do not move it at all are left out. */
export function barsOf({ rows, base }: Tornado, measure: string): TornadoBar[] {
  const stands = base[measure]?.[0] ?? NaN;
  return rows
    .map((row): TornadoBar => {
      const ends = row.ends.flatMap(({ value, effects }) => {
        const effect = effects[measure];
        return effect === undefined ? [] : [{ value, effect: effect[0], halfWidth: effect[1] ?? NaN }];
      });
      const all = [stands, ...ends.map(({ effect }) => effect)];
      return { parameter: row.parameter, stands: row.stands, ends, span: Math.max(...all) - Math.min(...all) };
    })
    .filter(({ span }) => span > 0)
    .sort((a, b) => b.span - a.span || (a.parameter < b.parameter ? -1 : 1));
}

/** An end at which the answer turns round. */
export interface Flip {
  readonly parameter: string;
  readonly stands: number;
  readonly value: number;
  readonly effect: number;
  readonly certainty: Certainty;
  /** Where a straight line from where it stands to the end crosses 0. */
  readonly about: number;
}

/** "The sign flips if": ends at which the difference has the other sign, the surest first. */
export function flipsOf({ rows, base, seeds }: Tornado, measure: string): Flip[] {
  const stands = base[measure]?.[0] ?? 0;
  const order: readonly Certainty[] = ['clear', 'likely', 'too_small', 'same'];
  return rows
    .flatMap((row) =>
      row.ends.flatMap(({ value, effects }): Flip[] => {
        const found = effects[measure];
        if (found === undefined || found[0] * stands >= 0) return [];
        const [effect, half, agree] = found;
        const evidence = { difference: effect, halfWidth: half ?? NaN, seeds: seeds.length, agree, chance: 0 };
        const about = row.stands + ((value - row.stands) * stands) / (stands - effect);
        return [
          { parameter: row.parameter, stands: row.stands, value, effect, about, certainty: certaintyOf(evidence) },
        ];
      }),
    )
    .sort((a, b) => order.indexOf(a.certainty) - order.indexOf(b.certainty));
}

/** @throws Error if `data` is no file of this format */
export function readTornado(data: unknown): Tornado {
  const found = data as Partial<Tornado> | null;
  if (found?.format !== TORNADO_FORMAT) {
    throw new Error(`found the format ${JSON.stringify(found?.format)}, expected ${JSON.stringify(TORNADO_FORMAT)}`);
  }
  const keys = ['scenario', 'model', 'days', 'scale', 'seeds', 'measures', 'base', 'rows'] as const;
  const lacking = keys.find((key) => found[key] === undefined);
  if (lacking !== undefined) throw new Error(`found a tornado without ${lacking}, expected it`);
  return found as Tornado;
}

const FILES = import.meta.glob<unknown>('../../../scenarios/tornado/*.json', { import: 'default' });

/** Scenarios for which a tornado has been made. */
export const TORNADO_SCENARIOS: readonly string[] = Object.keys(FILES).map((path) =>
  path.replace(/^.*\/|\.json$/g, ''),
);

/** The tornado of a scenario, fetched when first asked for; undefined where none has been made. */
export async function shippedTornado(scenario: string): Promise<Tornado | undefined> {
  const load = FILES[`../../../scenarios/tornado/${scenario}.json`];
  return load === undefined ? undefined : readTornado(await load());
}
