/** The Worker of one world: hosts a simulation, which it may share with others, and describes it to the page. */
import { expose, transfer } from 'comlink';
import type { DayMeasures, Frame, Inspection, Residents, Target, WorldName, WorldWorker } from '../protocol.ts';
import type { Simulation } from '../simulate.ts';
import type { Scenario } from '../../model/scenario.ts';
import { describeCity } from '../view/city-view.ts';
import { dayMeasures } from '../view/day-measures.ts';
import { describeFrame } from '../view/frame.ts';
import { inspect } from '../view/inspect.ts';
import type { Recorder } from '../view/recorder.ts';
import { describeResidents } from '../view/residents.ts';
import { Timeline } from '../timeline.ts';
import { leadRecorded } from '../workers.ts';
import { startMember } from './start-member.ts';

interface Hosted {
  readonly simulation: Simulation;
  readonly recorder: Recorder;
  readonly timeline: Timeline;
}

let hosted: Hosted | null = null;

function host(): Hosted {
  if (hosted === null) throw new Error('found no open world: call open first');
  return hosted;
}

/** The buffers of what is told, which are handed over instead of copied. */
function buffersOf(told: Frame | Residents): Transferable[] {
  return Object.values(told).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : []));
}

const worker: WorldWorker = {
  async open(scenario: Scenario, world: WorldName, workers: number, budget: number) {
    const { simulation, recorder } = await leadRecorded(scenario, world, workers, startMember);
    hosted = { simulation, recorder, timeline: new Timeline(simulation, undefined, budget) };
    return describeCity(simulation.world);
  },
  async advance(tick: number): Promise<Frame> {
    const { simulation, recorder, timeline } = host();
    if (tick < simulation.world.engine.now) recorder.forget();
    timeline.goTo(Math.min(tick, simulation.end));
    const frame = describeFrame(simulation, recorder);
    return transfer(frame, buffersOf(frame));
  },
  async inspect(target: Target): Promise<Inspection | null> {
    const { simulation, recorder } = host();
    return inspect(simulation.world, recorder, target);
  },
  async residents(): Promise<Residents> {
    const { simulation, recorder } = host();
    const residents = describeResidents(simulation.world, recorder);
    return transfer(residents, buffersOf(residents));
  },
  async days(from: number): Promise<DayMeasures> {
    const days = dayMeasures(host().simulation, from);
    return transfer(days, [days.values.buffer as ArrayBuffer]);
  },
  async finish() {
    const { simulation, timeline } = host();
    timeline.goTo(simulation.end);
    const outcome = simulation.finish();
    // The page compares whole runs; days are drawn from frames.
    return { ...outcome, values: outcome.values.filter((value) => value.day === -1) };
  },
};

expose(worker);
