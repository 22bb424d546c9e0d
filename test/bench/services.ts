/** What each service takes of a day: its events, the time of its handlers, and what it would take if nobody came. */
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { DayPlan, type Planner } from '../../sim/model/days.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import type { ServiceType } from '../../sim/model/services/service.ts';
import { World } from '../../sim/model/world.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { warmUpDays } from './city.ts';

const DAYS = 3;
const TURNS = 5;

export interface ServiceFigures {
  readonly id: string;
  /** Events, activities begun among them, a day. */
  readonly eventsPerDay: number;
  /** Time of its handlers, activities, planners and midnights, what they call of the core included, a day. */
  readonly secondsPerDay: number;
  readonly shareOfDay: number;
  /**
   * Time to ask as many as all residents whether there is anything to do today, relative to a day, where there is not: those
   * are asked who have nothing. An idle service takes no more.
   */
  readonly idleShare: number;
}

export interface ServicesFigures {
  readonly scale: number;
  readonly people: number;
  /** Without clocks in it, of a world that is timed as a whole. */
  readonly secondsPerDay: number;
  readonly services: readonly ServiceFigures[];
}

/** Who has the processor now: time is that of the innermost service that has been called. */
class Clock {
  readonly seconds = new Float64Array(SERVICES.length + 1);
  readonly events = new Float64Array(SERVICES.length + 1);
  private owner = SERVICES.length;
  private since = performance.now();

  /** @returns the same function, on the time of a service */
  on<A extends unknown[], R>(service: number, work: (...values: A) => R, isEvent: boolean): (...values: A) => R {
    return (...values) => {
      const before = this.turnTo(service);
      if (isEvent) this.events[service]!++;
      const result = work(...values);
      this.turnTo(before);
      return result;
    };
  }

  reset(): void {
    this.turnTo(SERVICES.length);
    this.seconds.fill(0);
    this.events.fill(0);
  }

  private turnTo(service: number): number {
    const now = performance.now();
    const before = this.owner;
    this.seconds[before]! += (now - this.since) / 1000;
    this.since = now;
    this.owner = service;
    return before;
  }
}

/** The service with clocks in all that the world calls of it. */
function clocked(type: ServiceType, at: number, clock: Clock, planners: Planner[][]): ServiceType {
  return {
    ...type,
    create: (host) => {
      const { days } = host;
      const { eventKind } = host;
      const { addActivity, addPlanner } = days;
      // While it is set up, and only then: nothing stands between the service and the world during the run.
      host.eventKind = (name, handler, entity) => eventKind.call(host, name, clock.on(at, handler, true), entity);
      days.addActivity = (activity, whereabouts) => addActivity.call(days, clock.on(at, activity, true), whereabouts);
      days.addPlanner = (planner) => {
        planners[at]!.push(planner);
        addPlanner.call(days, clock.on(at, planner, false));
      };
      const service = type.create(host);
      Object.assign(host, { eventKind });
      Object.assign(days, { addActivity, addPlanner });
      service.beginDay = clock.on(at, service.beginDay.bind(service), false);
      return service;
    },
  };
}

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** Simulates the policy world of `wuhan-2017` at 1:scale twice: once timed as a whole, once by service. */
export function measureServices(scale: number): ServicesFigures {
  const warmUp = Math.min(10, warmUpDays(scale));
  const scenario = shippedScenario('wuhan-2017', { scale, days: warmUp + DAYS + 1 });
  const plain = new World(scenario, scenario.policy);
  plain.runUntil(warmUp * TICKS_PER_DAY);
  const secondsPerDay = timed(() => plain.runUntil((warmUp + DAYS) * TICKS_PER_DAY)) / DAYS;

  const clock = new Clock();
  const planners: Planner[][] = SERVICES.map(() => []);
  const world = new World(
    scenario,
    scenario.policy,
    SERVICES.map((type, at) => clocked(type, at, clock, planners)),
  );
  world.runUntil(warmUp * TICKS_PER_DAY);
  clock.reset();
  world.runUntil((warmUp + DAYS) * TICKS_PER_DAY);
  const { events, seconds } = clock;
  const all = seconds.reduce((sum, own) => sum + own, 0);
  const { count } = world.people;
  const plan = new DayPlan(world.days.plan.slots.length);
  const today = warmUp + DAYS;
  const ask = (own: readonly Planner[]): number => {
    const isIdle = (person: number): boolean => {
      plan.length = 0;
      for (const planner of own) planner(person, today, plan);
      return plan.length === 0;
    };
    const idle = Uint32Array.from({ length: count }, (_, person) => person).filter(isIdle);
    const fastest = (times: number): number => {
      const turns = Array.from({ length: TURNS }, () =>
        timed(() => {
          for (const person of idle) {
            for (let time = 0; time < times; time++) for (const planner of own) planner(person, today, plan);
          }
        }),
      );
      return Math.min(...turns);
    };
    // Asked again right away: whoever asks for a person's day has that person's record at hand.
    return ((fastest(3) - fastest(1)) / 2 / Math.max(1, idle.length)) * count;
  };
  return {
    scale,
    people: count,
    secondsPerDay,
    services: SERVICES.map(({ id }, at) => ({
      id,
      eventsPerDay: events[at]! / DAYS,
      secondsPerDay: (seconds[at]! / all) * secondsPerDay,
      shareOfDay: seconds[at]! / all,
      idleShare: ask(planners[at]!) / secondsPerDay,
    })),
  };
}
