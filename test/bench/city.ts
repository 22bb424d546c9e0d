/** The shipped default scenario, one world on one core, day by day. */
import { SERVICES } from '../../sim/model/services/registry.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';

export interface CityFigures {
  readonly scale: number;
  readonly people: number;
  readonly setupSeconds: number;
  /** In it the program is compiled, memory is first touched, and everybody's first day is drawn. */
  readonly firstDaySeconds: number;
  /** Each day of the week that follows the warm-up. */
  readonly secondsOfDays: readonly number[];
  /** Their mean. */
  readonly secondsPerDay: number;
  readonly eventsPerDay: number;
  readonly eventsPerSecond: number;
  /** Columns and pending events. */
  readonly bytesPerPerson: number;
  /** All memory of the process that is in use at the end. */
  readonly processBytesPerPerson: number;
}

const WEEK = 7;

/** Days that are not counted: the first, and in a small city more, until V8 has seen some three million events. */
export function warmUpDays(scale: number): number {
  return Math.max(1, Math.ceil(scale / 10));
}

/** Simulates the policy world of `wuhan-2017` at 1:scale. @param only services that it has, all where left out */
export function measureCity(scale: number, only?: readonly string[]): CityFigures {
  const warmUp = warmUpDays(scale);
  // One day more than is simulated: on the last day of a run nobody draws a next one, so it takes less.
  const scenario = shippedScenario('wuhan-2017', { scale, days: warmUp + WEEK + 1 });
  const timed = (work: () => void): number => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  };
  const services = SERVICES.filter(({ id }) => only?.includes(id) ?? true);
  let simulation!: Simulation;
  const setupSeconds = timed(() => (simulation = new Simulation(scenario, 'policy', undefined, undefined, services)));
  const firstDaySeconds = timed(() => simulation.runDay());
  for (let day = 1; day < warmUp; day++) simulation.runDay();
  const eventsBefore = simulation.events;
  const secondsOfDays = Array.from({ length: WEEK }, () => timed(() => simulation.runDay()));
  const seconds = secondsOfDays.reduce((sum, day) => sum + day, 0);
  const events = simulation.events - eventsBefore;
  return {
    scale,
    people: simulation.people,
    setupSeconds,
    firstDaySeconds,
    secondsOfDays,
    secondsPerDay: seconds / WEEK,
    eventsPerDay: events / WEEK,
    eventsPerSecond: events / seconds,
    bytesPerPerson: simulation.bytes / simulation.people,
    processBytesPerPerson: process.memoryUsage().rss / simulation.people,
  };
}
