/** A run with everything that was reported in it, for tests that reckon after the model. */
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import { wholeRun } from '../../sim/runner/pair.ts';
import { listener, numbers } from '../model/fixture.ts';

/** When and with whom something happened. */
interface At {
  readonly tick: number;
  /** Day of the run, and tick of that day. */
  readonly day: number;
  readonly time: number;
}
interface Somewhere extends At {
  readonly sector: number;
  readonly place: number;
  readonly person: number;
}
export interface Payment extends Somewhere {
  readonly method: number;
  readonly fen: number;
  readonly ticks: number;
  readonly ready: boolean;
  /** Cash and card balance of the payer, with the payment made. */
  readonly cash: number;
  readonly card: number;
  readonly state: readonly number[];
  readonly probability: readonly number[];
  /** Method tried first that failed, or −1. */
  readonly failedFirst: number;
}
export interface Span extends Somewhere {
  readonly ticks: number;
  readonly stage: number;
}

export function record(
  scenario: Scenario,
  world: WorldName = 'policy',
  prepare: (simulation: Simulation) => void = () => {},
) {
  const simulation = new Simulation(scenario, world);
  const { engine, facts, people } = simulation.world;
  const at = (): At => {
    const { now } = engine;
    return { tick: now, day: Math.floor(now / TICKS_PER_DAY), time: now % TICKS_PER_DAY };
  };
  const all = {
    payments: [] as Payment[],
    failed: [] as (Somewhere & { method: number })[],
    refused: [] as Somewhere[],
    waited: [] as Span[],
    served: [] as Span[],
    walkedAway: [] as (Somewhere & { ticks: number })[],
    changeShort: [] as Somewhere[],
    boughtCard: [] as (At & { person: number; fen: number })[],
    toppedUp: [] as (At & { person: number; fen: number; ticks: number })[],
    dwelt: [] as (At & { bus: number; ticks: number; boarded: number; left: number })[],
    tripEnded: [] as (At & { bus: number; running: number; late: number })[],
    rode: [] as (At & { person: number; ticks: number })[],
    visited: [] as (At & { place: number; person: number; ticks: number; walking: number })[],
    enrolled: [] as (At & { person: number; enrolment: number })[],
    lapsed: [] as (At & { person: number; enrolment: number })[],
    accepts: [] as (At & { sector: number; place: number; on: boolean })[],
  };
  facts.add(
    listener({
      payment: (sector, place, person, method, fen, ticks, ready, decision) => {
        const { state, probability, failed: failedFirst } = decision;
        const held = { cash: people.cash.get(person), card: people.card.get(person) };
        const how = { method, fen, ticks, ready, state: [...state], probability: [...probability], failedFirst };
        all.payments.push({ ...at(), sector, place, person, ...how, ...held });
      },
      failed: (sector, place, person, method) => all.failed.push({ ...at(), sector, place, person, method }),
      refused: (sector, place, person) => all.refused.push({ ...at(), sector, place, person }),
      // At which stage of a visit, the hospital tells right after.
      waited: (sector, place, person, ticks) => all.waited.push({ ...at(), sector, place, person, ticks, stage: -1 }),
      served: (sector, place, person, ticks) => all.served.push({ ...at(), sector, place, person, ticks, stage: -1 }),
      stageWaited: (_place, _ticks, stage) => all.waited.push({ ...all.waited.pop()!, stage }),
      stageServed: (_place, _ticks, stage) => all.served.push({ ...all.served.pop()!, stage }),
      walkedAway: (sector, place, person, ticks) => all.walkedAway.push({ ...at(), sector, place, person, ticks }),
      changeShort: (sector, place, person) => all.changeShort.push({ ...at(), sector, place, person }),
      boughtCard: (person, fen) => all.boughtCard.push({ ...at(), person, fen }),
      toppedUp: (person, fen, ticks) => all.toppedUp.push({ ...at(), person, fen, ticks }),
      dwelt: (bus, ticks, boarded, left) => all.dwelt.push({ ...at(), bus, ticks, boarded, left }),
      tripEnded: (bus, running, late) => all.tripEnded.push({ ...at(), bus, running, late }),
      rode: (person, ticks) => all.rode.push({ ...at(), person, ticks }),
      visited: (place, ticks, walking, person) => all.visited.push({ ...at(), place, person, ticks, walking }),
      enrolled: (person, enrolment) => all.enrolled.push({ ...at(), person, enrolment }),
      lapsed: (person, enrolment) => all.lapsed.push({ ...at(), person, enrolment }),
      accepts: (sector, place, on) => all.accepts.push({ ...at(), sector, place, on }),
    }),
  );
  prepare(simulation);
  const outcome: WorldOutcome = simulation.finish();
  return { simulation, model: simulation.world, outcome, measures: numbers(wholeRun(outcome.values)), ...all };
}
export type Recording = ReturnType<typeof record>;

export const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
/** @throws Error for nothing: a test that takes a mean of nothing tests nothing */
export function meanOf(values: readonly number[]): number {
  if (values.length === 0) throw new Error('a mean of nothing');
  return sumOf(values) / values.length;
}
