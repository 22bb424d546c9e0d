/** A scenario after reading: every default filled in, every name resolved. Plain data, the same for every host. */
import { decisiveCity, type City, type LocalName } from './city.ts';

/**
 * An action is one entry of a policy: a kind, a period, and where. Its kind stands under the key `measure` in scenario files;
 * in code a measure is a figure of a result.
 */
export interface ActionCommon {
  /** Id of its kind (policy/registry.ts). */
  readonly kind: string;
  /** First day of effect, counted from the scenario's start (0 = first day); may lie before it. */
  readonly fromDay: number;
  /** First day without effect; the end of the run where the file gives none. */
  readonly toDay: number;
  /** Sector indexes into SECTORS. */
  readonly sectors: readonly number[];
  /** District indexes into city.districts. */
  readonly districts: readonly number[];
}

/** An action with what its kind has of its own, which the kind's file declares. */
export type PolicyAction = ActionCommon & Readonly<Record<string, string | number | readonly number[]>>;

/** All that a run depends on: city, period, scale, seed, parameters and policy. Plain data. */
export interface Scenario {
  readonly name: string;
  readonly title: LocalName;
  readonly description: LocalName;
  /** What the scenario is run to find out. Shown only. */
  readonly question?: LocalName;
  /** Three measures, by dotted name, that answer the question; the third is the harm. Shown only. */
  readonly answers?: readonly string[];
  readonly city: City;
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly days: number;
  /** The city is simulated at 1:scale. */
  readonly scale: number;
  readonly seed: string;
  /** Every parameter of the model by its dotted name, defaults included. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Actions in the order of the file. */
  readonly policy: readonly PolicyAction[];
}

/** The scenario without what is only shown: two scenarios that are equal here are the same run. */
export function decisive(scenario: Scenario): Scenario {
  const kept: { -readonly [K in keyof Scenario]: Scenario[K] } = { ...scenario, city: decisiveCity(scenario.city) };
  delete kept.question;
  delete kept.answers;
  return kept;
}
