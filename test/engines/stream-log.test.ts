import { describe, expect, it } from 'vitest';
import { POLICY_KINDS } from '../../sim/model/policy/registry.ts';
import { SHIPPED_SCENARIOS } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { action, runWorld, tinyScenario } from '../model/fixture.ts';
import { doJob } from './job.ts';
import { kernelValues } from './kernel-values.ts';
import { EVERY_ACTION, RUNS, scenarioOf } from './runs.ts';
import { bisect, StreamRecorder, type DayLog } from './stream-log.ts';

type Event = readonly [tick: number, kind: number, entity: number];
/** Under these the bus service leans on the network. */
const ALL_BY_PHONE = { 'bus.equipped_share': 1, 'people.bus_enrolled_share': 1 };
const KINDS = ['first', 'second', 'third'];

/** Three artificial days of 300 events of three kinds. */
function artificialDays(): Event[][] {
  return [0, 1, 2].map((day) =>
    Array.from({ length: 300 }, (_, i): Event => [day * 1000 + i, (i * 7) % 3, (i * 31) % 17]),
  );
}

/** What is recorded of a stream. */
function logOf(days: readonly (readonly Event[])[], lastState = 'same'): DayLog[] {
  const recorder = new StreamRecorder(KINDS);
  return days.map((events, day) => {
    for (const event of events) recorder.dispatched(...event);
    return { kinds: recorder.take(), state: { cash: day === 2 ? lastState : 'same', card: 'same' } };
  });
}

/** The streams with one event replaced, or taken away. */
function changed(day: number, index: number, event?: Event): Event[][] {
  const days = artificialDays();
  days[day]!.splice(index, 1, ...(event ? [event] : []));
  return days;
}

describe('bisecting two streams', () => {
  const straight = logOf(artificialDays());

  it('finds nothing where they are the same', () => {
    expect(bisect(straight, logOf(artificialDays()))).toBeUndefined();
    expect(bisect([], [])).toBeUndefined();
  });

  it('names the first day and the kind when one event is at another tick, or of another entity', () => {
    const [tick, kind, entity] = artificialDays()[1]![149]!;
    for (const event of [[tick + 1, kind, entity] as const, [tick, kind, entity + 1] as const]) {
      const parting = bisect(straight, logOf(changed(1, 149, event)));
      expect(parting).toEqual({ day: 2, kinds: [KINDS[kind]], state: [] });
      expect(bisect(logOf(changed(1, 149, event)), straight)).toEqual(parting);
    }
  });

  it('names both kinds when an event is of another one, and the kind that lacks one', () => {
    const [tick, kind, entity] = artificialDays()[0]![7]!;
    const other = (kind + 1) % 3;
    const both = KINDS.filter((_, i) => i === kind || i === other);
    expect(bisect(straight, logOf(changed(0, 7, [tick, other, entity])))).toEqual({ day: 1, kinds: both, state: [] });
    expect(bisect(straight, logOf(changed(2, 7)))).toEqual({ day: 3, kinds: [KINDS[kind]], state: [] });
  });

  it('sees two events change places', () => {
    const days = artificialDays();
    [days[1]![3], days[1]![6]] = [days[1]![6]!, days[1]![3]!];
    expect(bisect(straight, logOf(days))).toEqual({ day: 2, kinds: [KINDS[0]], state: [] });
  });

  it('names the columns where only the state differs, and the first day that one of them lacks', () => {
    expect(bisect(straight, logOf(artificialDays(), 'other'))).toEqual({ day: 3, kinds: [], state: ['cash'] });
    const short = bisect(straight, straight.slice(0, 2));
    expect(short).toEqual({ day: 3, kinds: KINDS, state: ['cash', 'card'] });
  });

  it('finds the day of an outage in two real runs, and not a day before', () => {
    const outage = action('outage', { fromDay: 2, fromMinute: 450, toMinute: 600 });
    const [baseline, policy] = (['baseline', 'policy'] as const).map((worldName) => {
      const simulation = new Simulation(tinyScenario({ policy: [outage], parameters: ALL_BY_PHONE }), worldName);
      const { world } = simulation;
      const recorder = new StreamRecorder(world.kindNames);
      world.engine.observer = recorder;
      return [0, 1, 2].map(() => {
        simulation.runDay();
        return { kinds: recorder.take(), state: {} };
      });
    });
    const parting = bisect(baseline!, policy!);
    expect(parting?.day).toBe(3);
    expect(parting?.kinds).toEqual(expect.arrayContaining(['bus.boarded', 'outage.begin', 'outage.end']));
  });
});

describe('the runs of every engine', () => {
  it('include every shipped scenario, with several seeds and scales', () => {
    const names = RUNS.map(({ scenario }) => scenario);
    expect(names).toEqual(expect.arrayContaining([...SHIPPED_SCENARIOS, EVERY_ACTION]));
    for (const key of ['seed', 'scale', 'days'] as const) {
      expect(new Set(RUNS.map(({ overrides }) => overrides[key])).size).toBeGreaterThan(3);
    }
  });

  it('exercise every kind of action', () => {
    const run = RUNS.find(({ scenario }) => scenario === EVERY_ACTION)!;
    const used = new Set(scenarioOf(run).policy.map((one) => one.kind as string));
    expect([...used].sort()).toEqual(POLICY_KINDS.map(({ id }) => id).sort());
  });

  it('give the same results again, and those of a run that nobody watches', () => {
    const run = { scenario: EVERY_ACTION, overrides: { seed: 'x', days: 3, scale: 4000 } };
    const result = doJob({ run, world: 'policy' });
    expect(doJob({ run, world: 'policy' })).toEqual(result);
    expect(result.days).toHaveLength(3);
    const { outcome } = runWorld(scenarioOf(run));
    expect([result.digest, result.events]).toEqual([outcome.digest, outcome.events]);
    const counts = result.days.flatMap(({ kinds }) => Object.values(kinds).map((entry) => Number(entry.split(' ')[0])));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(outcome.events);
  });

  it('digest the kernel’s functions one by one', () => {
    const values = kernelValues();
    expect(new Set(Object.values(values)).size).toBe(Object.keys(values).length);
    expect(doJob('kernel').days[0]!.kinds).toEqual(values);
  });
});
