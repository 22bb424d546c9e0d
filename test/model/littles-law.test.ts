/**
 * Little's law in every queue of a whole city, as an identity of sums: over any stretch of time the number waiting,
 * integrated over time, is the time waited by all who came, those still there counted up to the end of the stretch.
 *
 * J. D. C. Little, "A proof for the queuing formula: L = λW", Operations Research 9, 1961. With both sides divided by
 * the length of the stretch the identity reads L = λW: J. D. C. Little, "Little's law as viewed on its 50th
 * anniversary", Operations Research 59, 2011.
 *
 * The left side is counted by an onlooker after every event, the right side by a clerk at the doors of the queues; what
 * services report of waits and rides is held against both. All are whole ticks and must agree exactly.
 */
import { SECTORS } from '../../sim/model/catalogue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventObserver } from '../../sim/kernel/engine.ts';
import type { Stations } from '../../sim/kernel/stations.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import type { World } from '../../sim/model/world.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { listener, action, sector, service, SHOPS, quietScenario } from './fixture.ts';

/** Counts the members of every queue after each event, and integrates their numbers over time. */
class Onlooker implements EventObserver {
  /** Customer-ticks by station. */
  readonly area: Float64Array;
  private readonly length: Int32Array;
  private tick = 0;

  constructor(private readonly queues: Stations) {
    this.area = new Float64Array(queues.stationCount);
    this.length = new Int32Array(queues.stationCount);
  }

  dispatched(tick: number): void {
    this.advance(tick);
    const { queues, length } = this;
    for (let station = 0; station < length.length; station++) {
      let members = 0;
      for (let customer = queues.head(station); customer >= 0; customer = queues.next(customer)) members++;
      length[station] = members;
    }
  }

  /** What stands in the queues has stood there until `tick`. */
  advance(tick: number): void {
    const passed = tick - this.tick;
    if (passed > 0) this.length.forEach((members, station) => (this.area[station] += members * passed));
    this.tick = tick;
  }
}

interface Leaving {
  readonly station: number;
  readonly ticks: number;
}

/** Stands at the doors of the queues: notes who comes and leaves when. */
class Clerk {
  readonly came: Float64Array;
  readonly left: Float64Array;
  /** Ticks waited by those who have left, by station. */
  readonly waited: Float64Array;
  /** Who has left a queue, or found a free server, and has not been reported by a service yet. */
  readonly unreported = new Map<number, Leaving>();
  private readonly present = new Map<number, { station: number; since: number }>();

  constructor(
    queues: Stations,
    private readonly now: () => number,
  ) {
    this.came = new Float64Array(queues.stationCount);
    this.left = new Float64Array(queues.stationCount);
    this.waited = new Float64Array(queues.stationCount);
    this.watch(queues);
  }

  /** Ticks waited so far by those still there, by station. */
  stillWaiting(): Float64Array {
    const ticks = new Float64Array(this.waited.length);
    for (const { station, since } of this.present.values()) ticks[station] += this.now() - since;
    return ticks;
  }

  /** Those still there, by station. */
  stillThere(): Float64Array {
    const customers = new Float64Array(this.waited.length);
    for (const { station } of this.present.values()) customers[station]++;
    return customers;
  }

  /** A service reports a person's wait. @returns where, if it is the wait that has just ended */
  report(person: number, ticks: number): number {
    const leaving = this.unreported.get(person);
    this.unreported.delete(person);
    if (leaving?.ticks !== ticks) throw new Error(`person ${person}: reported ${ticks} of ${JSON.stringify(leaving)}`);
    return leaving.station;
  }

  // One public method may call another, so coming twice at once is coming once, and likewise with leaving.
  private watch(queues: Stations): void {
    const original = {
      join: queues.join.bind(queues),
      enqueue: queues.enqueue.bind(queues),
      dequeue: queues.dequeue.bind(queues),
      release: queues.release.bind(queues),
      admit: queues.admit.bind(queues),
      leave: queues.leave.bind(queues),
    };
    queues.join = (station, customer, now) => {
      const served = original.join(station, customer, now);
      if (served) this.unreported.set(customer, { station, ticks: 0 });
      else this.come(station, customer, now);
      return served;
    };
    queues.enqueue = (station, customer, now) => {
      original.enqueue(station, customer, now);
      this.come(station, customer, now);
    };
    queues.dequeue = (station) => this.go(original.dequeue(station));
    queues.release = (station) => this.go(original.release(station));
    queues.admit = (station) => this.go(original.admit(station));
    queues.leave = (customer) => {
      const was = original.leave(customer);
      if (was) this.go(customer);
      return was;
    };
  }

  private come(station: number, customer: number, now: number): void {
    if (this.present.has(customer)) return;
    this.present.set(customer, { station, since: now });
    this.came[station]++;
  }

  private go(customer: number): number {
    const { station, since } = this.present.get(customer) ?? { station: -1, since: 0 };
    if (!this.present.delete(customer)) return customer;
    const ticks = this.now() - since;
    this.left[station]++;
    this.waited[station] += ticks;
    this.unreported.set(customer, { station, ticks });
    return customer;
  }
}

/** Where people wait, and for what. */
function kindsOfStations(world: World): string[] {
  const kinds = new Array<string>(world.queues.stationCount).fill('');
  const fleet = service(world, 'bus').fleet!;
  for (let stop = 0; stop < fleet.lines.stops; stop++) {
    for (const station of fleet.queuesOf(stop)) kinds[station] = 'bus stop';
  }
  for (let bus = 0; bus < fleet.size; bus++) {
    const [first, count] = fleet.stationsOf(bus);
    kinds.fill('on the bus', first, first + count);
  }
  for (const id of ['retail', 'hospital']) {
    const { places, stationsOf } = service(world, id);
    [...places.sector].forEach((at, place) => {
      const [first, count] = stationsOf.call(service(world, id), place);
      for (let i = 0; i < count; i++) kinds[first + i] = count > 1 ? `${SECTORS[at]} ${i}` : SECTORS[at];
    });
  }
  return kinds;
}

const HASTY = Object.fromEntries(SHOPS.map((at) => [`retail.patience_minutes.${SECTORS[at]}`, 0.5]));
const BUSY_CITY = quietScenario({
  scale: 1000,
  days: 3,
  policy: [
    action('equip', { targetShare: 1, toDay: 1 }),
    action('assist', { dailyShare: 0.3, fromAgeBand: 0 }),
    action('no_cash', { sectors: [sector('bus'), sector('restaurant')] }),
    action('outage', { fromDay: 1, fromMinute: 400, toMinute: 700 }),
    action('pay_later', { targetShare: 1, fromDay: 2, toDay: 3 }),
  ],
  // Hasty people, so that some walk away everywhere.
  parameters: { ...HASTY, 'hospital.patience_minutes': 20, 'bus.patience_minutes': 10 },
});
/** In the middle of a rush hour, so that many are still waiting. */
const END = 2 * TICKS_PER_DAY + 8.5 * TICKS_PER_HOUR;

describe("Little's law", () => {
  let world: World;
  let onlooker: Onlooker;
  let clerk: Clerk;
  /** Ticks of waits (and rides) that services have reported, by station; of those refused at the farebox nothing is. */
  let reported: Float64Array;
  let refused: Float64Array;
  let walkedAway = 0;

  beforeAll(() => {
    const simulation = new Simulation(BUSY_CITY, 'policy');
    world = simulation.world;
    onlooker = new Onlooker(world.queues);
    clerk = new Clerk(world.queues, () => world.engine.now);
    reported = new Float64Array(world.queues.stationCount);
    refused = new Float64Array(world.queues.stationCount);
    world.engine.observer = onlooker;
    const report = (person: number, ticks: number) => (reported[clerk.report(person, ticks)] += ticks);
    world.facts.add(
      listener({
        waited: (at, _place, person, ticks) => {
          // Whoever finds a till free joins no queue, and cannot have waited.
          if (SHOPS.includes(at) && ticks === 0 && !clerk.unreported.has(person)) return;
          report(person, ticks);
        },
        rode: (person, ticks) => void report(person, ticks),
        walkedAway: (_sector, _place, person, ticks) => {
          if (ticks === 0) return; // Closed: whoever comes then joins no queue.
          report(person, ticks);
          walkedAway++;
        },
        refused: (at, _place, person) => {
          if (at !== sector('bus')) return; // At a counter the wait has been reported, and a service follows.
          const { ticks } = clerk.unreported.get(person)!;
          refused[clerk.report(person, ticks)] += ticks;
        },
      }),
    );
    simulation.runUntil(END);
    onlooker.advance(END);
  }, 60_000);

  it('holds in every queue: customers × time is the sum of all waits, to the tick', () => {
    const stillWaiting = clerk.stillWaiting();
    expect(onlooker.area).toEqual(clerk.waited.map((ticks, station) => ticks + stillWaiting[station]));
    const stillThere = clerk.stillThere();
    expect(clerk.came).toEqual(clerk.left.map((count, station) => count + stillThere[station]));
    // L = λW, with everybody's wait in W.
    onlooker.area.forEach((area, station) => {
      const rate = clerk.came[station] / END;
      const mean =
        clerk.came[station] === 0 ? 0 : (clerk.waited[station] + stillWaiting[station]) / clerk.came[station];
      expect(rate * mean).toBeCloseTo(area / END, 9);
    });
  });

  it('holds for the waits that services report, each once and where it was', () => {
    expect(reported.map((ticks, station) => ticks + refused[station])).toEqual(clerk.waited);
    expect([...clerk.unreported.keys()]).toEqual([]);
  });

  it('was put to the test at stops, on buses, in each kind of shop and at each counter of a hospital', () => {
    const kinds = kindsOfStations(world);
    const sum = (column: Float64Array) => {
      const sums: Record<string, number> = {};
      kinds.forEach((kind, station) => (sums[kind] = (sums[kind] ?? 0) + column[station]));
      return sums;
    };
    const { '': elsewhere, ...area } = sum(onlooker.area);
    expect(elsewhere).toBe(0);
    expect(Object.keys(area)).toHaveLength(2 + SHOPS.length + 5);
    expect(Object.entries(area).filter(([, ticks]) => ticks === 0)).toEqual([]);
    const stillThere = sum(clerk.stillThere());
    expect(Math.min(stillThere['bus stop'], stillThere['on the bus'])).toBeGreaterThan(0);
    expect(refused.some((ticks) => ticks > 0)).toBe(true);
    expect(walkedAway).toBeGreaterThan(100);
  });
});
