/** What is kept of a shipped scenario: a small, short run of it, long enough that every action of its policy has begun. */
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { dottedName, type MeasureValue } from '../../sim/model/measures/dictionary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { withPairedMeasures } from '../../sim/runner/pair.ts';
import { WORLDS, type WorldName } from '../../sim/runner/protocol.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import { describeInstant } from './instant.ts';

/** Residents of a run, about; the scale is a multiple of 100. */
const RESIDENTS = 12_000;
const DAYS_MIN = 7;
/** Where what the policy does comes so slowly that a few days of few people show nothing of it. */
const DAYS_OF: Readonly<Record<string, number>> = { 'fuzhou-90': 21 };
/** Days that a run goes on from that on which the last action of the policy begins, this one included. */
const DAYS_AFTER = 3;
/** When the picture is taken, on the day on which the last action begins: in the morning peak. */
const PICTURE_TIME = 8 * TICKS_PER_HOUR + 15 * TICKS_PER_MINUTE;

/** JSON that can be kept and compared. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface GoldenRun {
  /** How the run was made, the digests of both worlds and the events they took. */
  readonly digests: Json;
  /** Every measure of both worlds: of the whole run by dotted name, and its total of each day. */
  readonly measures: Json;
  /** A busy instant of the world with the policy, as a page is told of it. */
  readonly instant: Json;
}

/** Runs a shipped scenario, small and short. */
export function goldenRun(name: string): GoldenRun {
  const { scenario, pictureTick } = shorten(name);
  const outcomes = {} as Record<WorldName, WorldOutcome>;
  let instant: Json = null;
  for (const world of WORLDS) {
    const simulation = new Simulation(scenario, world);
    if (world === 'policy') {
      const recorder = new Recorder(simulation.world);
      simulation.runUntil(pictureTick);
      instant = describeInstant(simulation, recorder);
    }
    outcomes[world] = simulation.finish();
  }
  const values = withPairedMeasures(outcomes.baseline, outcomes.policy, scenario.city, scenario.days);
  const { scale, days, seed } = scenario;
  const each = <T>(of: (world: WorldName) => T) => ({ baseline: of('baseline'), policy: of('policy') });
  return {
    digests: {
      ...{ scale, days, seed },
      ...each((world) => ({ digest: outcomes[world].digest, events: outcomes[world].events })),
    },
    measures: each((world) => ({ whole_run: wholeRun(values[world]), daily_totals: dailyTotals(values[world]) })),
    instant,
  };
}

function shorten(name: string): { scenario: Scenario; pictureTick: number } {
  const file = shippedScenario(name);
  const residents = file.city.districts.reduce((sum, district) => sum + district.residents, 0);
  const scale = Math.ceil(residents / RESIDENTS / 100) * 100;
  const lastBegins = Math.max(0, ...file.policy.map(({ fromDay }) => fromDay));
  const days = Math.min(file.days, Math.max(DAYS_OF[name] ?? DAYS_MIN, lastBegins + DAYS_AFTER));
  const pictureDay = Math.min(lastBegins, days - 1);
  return {
    scenario: shippedScenario(name, { scale, days }),
    pictureTick: pictureDay * TICKS_PER_DAY + PICTURE_TIME,
  };
}

/** By name, so that the order in which the model lists its measures does not matter. */
function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function wholeRun(values: readonly MeasureValue[]): Record<string, number | null> {
  return sorted(values.filter(({ day }) => day === -1).map((value) => [dottedName(value), value.value] as const));
}

function dailyTotals(values: readonly MeasureValue[]): Record<string, (number | null)[]> {
  const days = new Map<string, (number | null)[]>();
  for (const { name, group, day, value } of values) {
    if (day < 0 || group !== '') continue;
    const series = days.get(name) ?? [];
    days.set(name, series);
    series[day] = value;
  }
  return sorted([...days]);
}
