/** Time travel in the shipped default run, one world, as the page does it: back, or on, to an instant, and its picture. */
import { RandomSource } from '../../sim/kernel/random.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { Timeline } from '../../sim/runner/timeline.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';

export interface LandingFigures {
  readonly scale: number;
  readonly days: number;
  readonly landings: number;
  readonly msMedian: number;
  readonly msMax: number;
  readonly snapshots: number;
  readonly snapshotBytes: number;
}

const LANDINGS = 101;

/** Lands on instants anywhere in `wuhan-2017`, one after the other, when it has been simulated to its end. */
export function measureLanding(): LandingFigures {
  const scenario = shippedScenario('wuhan-2017');
  const simulation = new Simulation(scenario, 'policy');
  const recorder = new Recorder(simulation.world);
  const timeline = new Timeline(simulation);
  timeline.goTo(simulation.end);
  const instants = new RandomSource('landing').purpose('instants');
  const times = Array.from({ length: LANDINGS }, (_, i) => {
    const start = performance.now();
    timeline.goTo(instants.below(i, 0, simulation.end));
    describeFrame(simulation, recorder);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return {
    scale: scenario.scale,
    days: scenario.days,
    landings: LANDINGS,
    msMedian: times[LANDINGS >> 1],
    msMax: times[LANDINGS - 1],
    snapshots: timeline.count,
    snapshotBytes: timeline.held,
  };
}
