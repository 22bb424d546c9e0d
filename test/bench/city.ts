/** The shipped default scenario, one world, day by day. */
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';

export interface CityFigures {
  readonly scale: number;
  readonly people: number;
  readonly setupSeconds: number;
  readonly secondsPerDay: number;
  readonly eventsPerSecond: number;
  readonly bytesPerPerson: number;
}

const DAYS = 8;

/** Simulates the policy world of `wuhan-2017` at 1:scale; the first day warms up and is not counted. */
export function measureCity(scale: number): CityFigures {
  const scenario = shippedScenario('wuhan-2017', { scale, days: DAYS });
  const setupStart = performance.now();
  const simulation = new Simulation(scenario, 'policy');
  const setupSeconds = (performance.now() - setupStart) / 1000;
  simulation.runDay();
  const eventsBefore = simulation.events;
  const start = performance.now();
  for (let day = 1; day < DAYS; day++) simulation.runDay();
  const seconds = (performance.now() - start) / 1000;
  return {
    scale,
    people: simulation.people,
    setupSeconds,
    secondsPerDay: seconds / (DAYS - 1),
    eventsPerSecond: (simulation.events - eventsBefore) / seconds,
    bytesPerPerson: simulation.bytes / simulation.people,
  };
}
