import { SECTORS, SLOTS } from '../../sim/model/catalogue.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../sim/kernel/engine.ts';
import { TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { TimedServers } from '../../sim/kernel/timed-servers.ts';
import { DayPlan, Days, type Planner } from '../../sim/model/days.ts';
import type { World } from '../../sim/model/world.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { listener, action, sector, service, SHOPS, quietScenario } from './fixture.ts';

/** What the world under way has scheduled and not yet dispatched, who is on an activity, and how days are planned. */
let pending: Map<number, number>;
let onActivity: Set<number>;
let planners: Planner[];
const original = { schedule: Engine.prototype.schedule, on: Engine.prototype.on };
const { serve } = TimedServers.prototype;
const { done, goOn, addPlanner } = Days.prototype;
const originalDays = { done, goOn, addPlanner };

const key = (kind: number, entity: number) => kind * 0x1000000 + entity;
const STEP = 0;

beforeEach(() => {
  pending = new Map();
  onActivity = new Set();
  planners = [];
  Engine.prototype.schedule = function (tick, kind, entity) {
    original.schedule.call(this, tick, kind, entity);
    pending.set(key(kind, entity), (pending.get(key(kind, entity)) ?? 0) + 1);
  };
  Engine.prototype.on = function (kind, handler) {
    original.on.call(this, kind, (entity) => {
      pending.set(key(kind, entity), pending.get(key(kind, entity))! - 1);
      if (kind === STEP) onActivity.add(entity);
      handler(entity);
    });
  };
  Days.prototype.done = function (person) {
    if (!onActivity.delete(person)) throw new Error(`person ${person} has done what was not begun`);
    originalDays.done.call(this, person);
  };
  // It ends for now, and another is a step to come.
  Days.prototype.goOn = function (person, activity, tick) {
    if (!onActivity.delete(person)) throw new Error(`person ${person} goes on with what was not begun`);
    originalDays.goOn.call(this, person, activity, tick);
  };
  Days.prototype.addPlanner = function (planner) {
    planners.push(planner);
    originalDays.addPlanner.call(this, planner);
  };
});
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(Engine.prototype, original);
  Object.assign(Days.prototype, originalDays);
});

function countPending(world: World, name: string, entity: number): number {
  return pending.get(key(world.kindNames.indexOf(name), entity)) ?? 0;
}

/** Events of a person that are part of an activity: exactly one is to come while the person is not in a queue. */
const BUSY = ['hospital.arrive', 'hospital.done'];

/** Nothing is planned for the days that are left. */
function hasFinished(world: World, person: number): boolean {
  const plan = new DayPlan(SLOTS);
  for (let day = world.days.day.get(person) + 1; day < world.scenario.days; day++) {
    for (const planner of planners) planner(person, day, plan);
  }
  return plan.length === 0;
}

/** What is wrong with a person's state, or ''. */
function troubleOf(world: World, person: number): string {
  const queues = world.queues.at(person) >= 0 ? 1 : 0;
  const busy = BUSY.reduce((sum, name) => sum + countPending(world, name, person), 0);
  const steps = countPending(world, 'person.step', person);
  if (onActivity.has(person)) return queues + busy === 1 && steps === 0 ? '' : `active: ${queues} ${busy} ${steps}`;
  if (queues + busy > 0 || steps > 1) return `at rest: ${queues} ${busy} ${steps}`;
  return steps === 1 || hasFinished(world, person) ? '' : 'lost';
}

function expectEveryoneInOneState(world: World): void {
  const troubles = [];
  for (let person = 0; person < world.people.count; person++) {
    const trouble = troubleOf(world, person);
    if (trouble !== '') troubles.push(`${person} ${trouble}`);
  }
  expect(troubles).toEqual([]);
}

/** Station at which each person waits, or −1. */
function stationsOfAll({ people, queues }: World): number[] {
  return Array.from({ length: people.count }, (_, person) => queues.at(person));
}

/** Members of a queue in order, checked to be linked as the columns say. */
function membersOf(world: World, station: number): number[] {
  const { queues } = world;
  const members = [];
  for (let person = queues.head(station); person >= 0; person = queues.next(person)) members.push(person);
  expect(members.length).toBe(queues.waiting.get(station));
  expect(members.filter((person) => queues.at(person) !== station)).toEqual([]);
  return members;
}

/** Whether the servers of a station are tills: Stations does not know of them (see expectTillsToServe). */
function isTimed(world: World, station: number): boolean {
  return isOf(world, 'retail', station);
}

function isHospitals(world: World, station: number): boolean {
  return isOf(world, 'hospital', station);
}

function isOf(world: World, id: string, station: number): boolean {
  const owner = service(world, id);
  const own = station - owner.stationsOf(0)[0];
  return own >= 0 && own < owner.stationCount;
}

function expectQueuesToBeConsistent(world: World): void {
  const { queues } = world;
  let inLists = 0;
  for (let station = 0; station < queues.stationCount; station++) {
    const members = membersOf(world, station);
    inLists += members.length;
    // Whoever worked part of a shift serves to the end whom they had begun with.
    const leaving = isHospitals(world, station) ? 1 : 0;
    expect(queues.busy.get(station)).toBeLessThanOrEqual(queues.servers.get(station) + leaving);
    // First come, first served; and nobody waits in front of a free server.
    expect(members.filter((person, i) => i > 0 && queues.since(person) < queues.since(members[i - 1]))).toEqual([]);
    if (members.length > 0 && !isTimed(world, station)) {
      expect(queues.busy.get(station)).toBeGreaterThanOrEqual(queues.servers.get(station));
    }
  }
  expect(inLists).toBe(stationsOfAll(world).filter((station) => station >= 0).length);
}

/** As many servers are at work as there are services going to end. */
function expectServersToServe(world: World): void {
  const { places, stationsOf } = service(world, 'hospital');
  let busy = 0;
  for (let place = 0; place < places.count; place++) {
    const [first, count] = stationsOf.call(service(world, 'hospital'), place);
    for (let station = first; station < first + count; station++) busy += world.queues.busy.get(station);
  }
  let serving = 0;
  for (let person = 0; person < world.people.count; person++) serving += countPending(world, 'hospital.done', person);
  expect(serving).toBe(busy);
}

/** Nobody waits in a shop of which a till is free; and where somebody waits, the next is going to be called. */
function expectTillsToServe(world: World): number {
  const shops = service(world, 'retail');
  const idle = [];
  let serving = 0;
  for (let shop = 0; shop < shops.places.count; shop++) {
    const tills = shops.factsOf!(shop).find(({ key }) => key === 'tills')!.value as number;
    const busy = shops.beingServed!(shop);
    expect(busy).toBeLessThanOrEqual(tills);
    serving += busy;
    if (world.queues.waiting.get(shops.stationsOf(shop)[0]) === 0) continue;
    if (busy < tills || countPending(world, 'retail.free', shop) === 0) idle.push(shop);
  }
  expect(idle).toEqual([]);
  return serving;
}

function expectBusesToBeConsistent(world: World): void {
  const fleet = service(world, 'bus').fleet!;
  for (let bus = 0; bus < fleet.size; bus++) {
    let aboard = 0;
    for (let position = 0; position < fleet.stationsOf(bus)[1]; position++) {
      const leaving = world.queues.waiting.get(fleet.aboard(bus, position));
      // Nobody is on board whose stop has been passed.
      if (fleet.doing[bus] !== 0 && position <= fleet.position[bus]) expect(leaving).toBe(0);
      aboard += leaving;
    }
    expect(fleet.load[bus]).toBe(aboard);
    expect(aboard).toBeLessThanOrEqual(fleet.capacity);
    const next = ['bus.arrive', 'bus.boarded', 'bus.ready'].map((name) => countPending(world, name, bus));
    const expected = [
      [0, 0, fleet.doing[bus] === 0 ? next[2] : 0],
      [1, 0, 0],
      [0, 1, 0],
    ][fleet.doing[bus]];
    expect(next).toEqual(expected);
    if (fleet.doing[bus] === 0) expect([aboard, next[2] <= 1]).toEqual([0, true]);
  }
}

/** Sector of each station where people queue to be served; −1 for the insides of buses. */
function sectorOfStations(world: World): Int8Array {
  const sectors = new Int8Array(world.queues.stationCount).fill(-1);
  const fleet = service(world, 'bus').fleet!;
  for (let stop = 0; stop < fleet.lines.stops; stop++) {
    for (const station of fleet.queuesOf(stop)) sectors[station] = sector('bus');
  }
  for (const id of ['retail', 'hospital']) {
    const { places } = service(world, id);
    for (let place = 0; place < places.count; place++) {
      const [first, count] = service(world, id).stationsOf(place);
      sectors.fill(places.sector.get(place), first, first + count);
    }
  }
  return sectors;
}

/** Whoever waits will lose patience some time: at a stop, the stop knows. */
function expectWaitersToHaveLimits(world: World, sectors: Int8Array): void {
  const endless = [];
  for (let person = 0; person < world.people.count; person++) {
    const at = world.queues.at(person);
    if (at < 0 || sectors[at] < 0) continue;
    const id = SECTORS[sectors[at]];
    const ends =
      id === 'bus'
        ? countPending(world, 'bus.patience', at - service(world, 'bus').fleet!.queuesOf(0)[0])
        : countPending(world, id === 'hospital' ? 'hospital.patience' : 'retail.patience', person);
    if (ends === 0) endless.push(person);
  }
  expect(endless).toEqual([]);
}

const HASTY_SHOPPERS = Object.fromEntries(SHOPS.map((at) => [`retail.patience_minutes.${SECTORS[at]}`, 0.5]));
const BUSY_CITY = quietScenario({
  scale: 1000,
  days: 2,
  policy: [
    action('equip', { targetShare: 1, toDay: 1 }),
    action('assist', { dailyShare: 0.6, fromAgeBand: 0 }),
    action('no_cash', { sectors: [sector('bus'), sector('restaurant')] }),
    action('outage', { fromDay: 1, fromMinute: 400, toMinute: 700 }),
    action('pay_later', { targetShare: 1, fromDay: 1 }),
  ],
  // Hasty people, so that some walk away everywhere.
  parameters: { 'hospital.patience_minutes': 20, 'bus.patience_minutes': 10, ...HASTY_SHOPPERS },
});

describe('at any instant', () => {
  it('everybody is in exactly one state, queues and buses hold whom they say, and nobody is lost', () => {
    const simulation = new Simulation({ ...BUSY_CITY, scale: 2000 }, 'policy');
    const world = simulation.world;
    const sectors = sectorOfStations(world);
    simulation.runUntil(1);
    expectEveryoneInOneState(world);
    const seen = { waiting: 0, aboard: 0, busy: 0 };
    for (let tick = 1; tick <= simulation.end; tick += 71 * TICKS_PER_MINUTE + 13) {
      simulation.runUntil(tick);
      expectEveryoneInOneState(world);
      expectQueuesToBeConsistent(world);
      expectServersToServe(world);
      seen.busy += expectTillsToServe(world);
      expectBusesToBeConsistent(world);
      expectWaitersToHaveLimits(world, sectors);
      for (const station of stationsOfAll(world)) {
        if (station >= 0 && sectors[station] >= 0) seen.waiting++;
        else if (station >= 0) seen.aboard++;
      }
    }
    simulation.finish();
    expectEveryoneInOneState(world);
    expect(Math.min(seen.waiting, seen.aboard, seen.busy)).toBeGreaterThan(100);
  });

  it('all who have come have been served, refused, walked away, or are still waiting', () => {
    const simulation = new Simulation(BUSY_CITY, 'policy');
    const world = simulation.world;
    const sectors = sectorOfStations(world);
    const none = () => SECTORS.map(() => 0);
    const [came, served, refused, left] = [none(), none(), none(), none()];
    const { queues } = world;
    const join = queues.join.bind(queues);
    const enqueue = queues.enqueue.bind(queues);
    queues.join = (station, person, now) => {
      const free = join(station, person, now);
      if (free) came[sectors[station]]++;
      return free;
    };
    queues.enqueue = (station, person, now) => {
      enqueue(station, person, now);
      if (sectors[station] >= 0) came[sectors[station]]++;
    };
    // Whoever finds a till free is served without having been in a queue.
    let called = false;
    const dequeue = queues.dequeue.bind(queues);
    queues.dequeue = (station) => {
      const person = dequeue(station);
      called = person >= 0 && SHOPS.includes(sectors[station]);
      return person;
    };
    vi.spyOn(TimedServers.prototype, 'serve').mockImplementation(function (this: TimedServers, station, now, end) {
      // Who is served at other counters than those of residents is none of them.
      if (Reflect.get(this, 'stations') === queues) {
        if (!called) came[sectors[station]]++;
        called = false;
      }
      serve.call(this, station, now, end);
    });
    world.facts.add(
      listener({
        waited: (at) => served[at]++,
        // On a bus the refused are not served; at a counter they are, though they leave without having paid.
        refused: (at) => (refused[at] += at === sector('bus') ? 1 : 0),
        walkedAway: (at, _place, _person, ticks) => (left[at] += ticks > 0 ? 1 : 0),
      }),
    );
    for (let tick = 0; tick <= simulation.end; tick += 301 * TICKS_PER_MINUTE) {
      simulation.runUntil(tick);
      const waiting = none();
      for (const station of stationsOfAll(simulation.world)) {
        if (station >= 0 && sectors[station] >= 0) waiting[sectors[station]]++;
      }
      expect(SECTORS.map((_, at) => served[at] + refused[at] + left[at] + waiting[at])).toEqual(came);
    }
    const busy = [sector('bus'), ...SHOPS, sector('hospital')];
    expect(Math.min(...busy.map((at) => came[at]))).toBeGreaterThan(0);
    expect(refused[sector('bus')]).toBeGreaterThan(0);
    expect(Math.min(left[sector('bus')], left[sector('restaurant')], left[sector('hospital')])).toBeGreaterThan(5);
  });
});
