/** Writes down one day of one world: every event as it was dispatched, and digests by which two days are compared. */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import { Digest } from '../../kernel/digest.ts';
import type { EventObserver } from '../../kernel/engine.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../kernel/time.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { World } from '../../model/world.ts';
import type { WorldName } from '../protocol.ts';
import { Simulation } from '../simulate.ts';
import { formatHeader, formatLine, type TraceHeader } from './format.ts';

/** Where a trace comes from. */
export type TraceOf = Pick<TraceHeader, 'version' | 'model' | 'scenarioSha256'>;

/**
 * A day's trace in pieces of at most a simulated minute, in the order of the text; empty ones while the days before are
 * simulated. The state is digested, column by column, at midnight before and after the day has begun, and each hour.
 * @param day counted from 1, the scenario's first day
 * @param of the program and the run, for the header
 * @throws RangeError if the run has no such day
 */
export function* traceDay(scenario: Scenario, worldName: WorldName, day: number, of: TraceOf): Generator<string> {
  if (!(day >= 1 && day <= scenario.days && Number.isInteger(day))) {
    throw new RangeError(`found day ${day}, expected one from 1 to ${scenario.days}`);
  }
  const simulation = new Simulation(scenario, worldName);
  const { world } = simulation;
  const midnight = (day - 1) * TICKS_PER_DAY;
  for (let tick = TICKS_PER_HOUR; tick <= midnight; tick += TICKS_PER_HOUR) {
    simulation.runUntil(tick);
    yield '';
  }
  const recorder = new EventRecorder(world);
  yield formatHeader(headerOf(scenario, worldName, day, of, world)) + stateLines(world);
  world.engine.observer = recorder;
  simulation.runUntil(midnight + 1);
  yield recorder.take() + stateLines(world);
  for (let tick = midnight + TICKS_PER_MINUTE; tick <= midnight + TICKS_PER_DAY; tick += TICKS_PER_MINUTE) {
    simulation.runUntil(tick);
    const { events, digest } = recorder;
    const state = tick % TICKS_PER_HOUR === 0 ? stateLines(world) : '';
    yield recorder.take() + formatLine({ type: 'digest', tick, events, digest: digest.hex() }) + state;
  }
  world.engine.observer = null;
  yield formatLine({ type: 'end', events: recorder.events, digest: recorder.digest.hex() });
}

function headerOf(
  scenario: Scenario,
  worldName: WorldName,
  day: number,
  of: TraceOf,
  { kindNames: kinds }: World,
): TraceHeader {
  const { name, seed, scale, days, start } = scenario;
  const date = formatDate(parseDate(start) + day - 1);
  const { version, model, scenarioSha256 } = of;
  return { version, model, scenarioSha256, scenario: name, world: worldName, seed, scale, days, day, date, kinds };
}

function stateLines(world: World): string {
  const tick = world.engine.now;
  const lines = world.stateColumns().map(([column, values]) => {
    const digest = new Digest();
    digest.addColumn(values);
    return formatLine({ type: 'state', tick, column, digest: digest.hex() });
  });
  return lines.join('');
}

/** Takes the events down as lines. */
class EventRecorder implements EventObserver {
  events = 0;
  readonly digest = new Digest();
  private lines: string[] = [];

  constructor(private readonly world: World) {}

  dispatched(tick: number, kind: number, number: number): void {
    const { kindNames, kindEntities } = this.world;
    this.events++;
    for (const word of [tick, kind, number]) this.digest.add(word);
    const entity = kindEntities[kind];
    const values = entity.values(number);
    this.lines.push(formatLine({ type: 'event', tick, kind: kindNames[kind], entity: entity.name, number, values }));
  }

  /** The lines since it was last asked. */
  take(): string {
    const text = this.lines.join('');
    this.lines = [];
    return text;
  }
}
