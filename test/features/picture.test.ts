/** What a page is told of an instant: queues, minutes, coverage and enrolment as they are. */
import { enrolmentIndex, SECTORS } from '../../sim/model/catalogue.ts';
import { WALLET } from '../../sim/model/holdings.ts';
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { LIVE } from '../../sim/runner/protocol.ts';
import { describeCity } from '../../sim/runner/view/city-view.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import { action, method, sector, service, SHOPS, tinyScenario } from '../model/fixture.ts';
import { record, sumOf } from './record.ts';

/** A busy instant: the second morning, with slow tills and half the network of readers. */
const TICK = TICKS_PER_DAY + 8.5 * TICKS_PER_HOUR;
const SCENARIO = tinyScenario({
  scale: 500,
  days: 2,
  parameters: {
    'retail.goods_seconds.market': 200,
    'retail.goods_seconds.vendor': 200,
    'bus.equipped_share': 0.5,
    'people.bus_enrolled_share': 0.3,
  },
  policy: [action('campaign', { reachShare: 1, rewardFen: 1000 }), action('no_cash', { sectors: [sector('market')] })],
});

let recorder: Recorder | undefined;
let frame: ReturnType<typeof describeFrame> | undefined;
let queues: ReturnType<typeof lookAtQueues> | undefined;
let coverage: Readonly<Record<string, number>> = {};
const run = record(SCENARIO, 'policy', (simulation) => {
  recorder = new Recorder(simulation.world);
  simulation.runUntil(TICK);
  frame = describeFrame(simulation, recorder);
  queues = lookAtQueues(simulation.world);
  coverage = Object.fromEntries(['bus', 'shops', 'hospital'].map((group) => [group, shareOf(simulation.world, group)]));
});
const city = describeCity(run.model);
const { people } = run.model;

/** Where everybody stands, person by person. */
function lookAtQueues(world: typeof run.model) {
  const at = Array.from({ length: world.people.count }, (_, person) => world.queues.at(person));
  const between = (first: number, count: number) => at.filter((station) => station >= first && station < first + count);
  const { fleet } = service(world, 'bus');
  const stops = Array.from(fleet!.lines.x, (_, stop) =>
    sumOf(fleet!.queuesOf(stop).map((queue) => between(queue, 1).length)),
  );
  const places = world.services.flatMap((one) => {
    return Array.from({ length: one.places.count }, (_, place) => between(...one.stationsOf(place)).length);
  });
  return { stops, places };
}

function shareOf(world: typeof run.model, group: string): number {
  const sectors = group === 'shops' ? SHOPS : [sector(group as 'bus')];
  const accepts = world.places.flatMap((places) =>
    Array.from({ length: places.count }, (_, place) => place)
      .filter((place) => sectors.includes(places.sector.get(place)))
      .map((place) => places.accepts.get(place)),
  );
  return sumOf(accepts) / accepts.length;
}

const soFar = (name: string) => frame!.live[LIVE.indexOf(name)]!;
const before = <T extends { tick: number }>(facts: readonly T[]) => facts.filter(({ tick }) => tick < TICK);

describe('a busy instant', () => {
  it('shows who waits at each stop', () => {
    expect([...frame!.stopQueue]).toEqual(queues!.stops);
    expect(sumOf(queues!.stops)).toBeGreaterThan(20);
  });

  it('shows who waits at each place, and draws them there', () => {
    const missing = queues!.places.filter((waiting, place) => frame!.placeQueue[place]! < waiting);
    expect(missing).toEqual([]);
    expect(queues!.places.length).toBe(city.placeX.length);
    expect(sumOf(queues!.places)).toBeGreaterThan(10);
    const drawn = new Set(Array.from({ length: frame!.waiting.length / 4 }, (_, row) => frame!.waiting[row * 4]));
    expect(drawn.size).toBe(frame!.waiting.length / 4);
    expect(drawn.size).toBeGreaterThanOrEqual(sumOf(queues!.stops));
  });

  it('has everybody who is queueing in one of the sums', () => {
    const bySector = SECTORS.map((_, at) => (at === sector('bus') ? sumOf(queues!.stops) : 0));
    frame!.placeQueue.forEach((people, place) => {
      // At places of no sector there are no residents.
      const at = city.placeSector[place]!;
      if (at < bySector.length) bySector[at]! += people;
    });
    expect([...frame!.queueing]).toEqual(bySector);
    const shops = sumOf(SHOPS.map((at) => bySector[at]!));
    const hospitals = bySector[sector('hospital')]!;
    expect(shops).toBeGreaterThan(3);
    expect(hospitals).toBeGreaterThan(3);
  });
});

describe('what has been so far', () => {
  it.each(SECTORS)('minutes queueing and being served: %s', (id) => {
    const spans = [...before(run.waited), ...before(run.served)].filter((span) => span.sector === sector(id));
    const minutes = sumOf(spans.map(({ ticks }) => ticks)) / TICKS_PER_MINUTE;
    expect(soFar(`queue.person_minutes.${id}`)).toBeCloseTo(minutes, 6);
    expect(minutes).toBeGreaterThan(1);
  });

  it.each(['cash', 'card', 'mobile'] as const)('payments: %s', (id) => {
    const payments = before(run.payments).filter((payment) => payment.method === method(id));
    expect(soFar(`payments.count.${id}`)).toBe(payments.length);
    const bus = payments.filter((payment) => payment.sector === sector('bus'));
    expect(soFar(`payments.count.bus.${id}`)).toBe(bus.length);
    expect(bus.length).toBeGreaterThan(10);
  });

  it('refusals and those who walked away', () => {
    expect(soFar('refusals.count')).toBe(before(run.refused).length);
    expect(soFar('walkaways.count')).toBe(before(run.walkedAway).filter(({ ticks }) => ticks > 0).length);
    expect(soFar('refusals.count')).toBeGreaterThan(10);
    expect(soFar('walkaways.count')).toBeGreaterThan(10);
  });
});

describe('how things stand', () => {
  it('places that accept', () => {
    expect(soFar('acceptance.coverage.bus')).toBeCloseTo(coverage['bus']!, 9);
    expect(soFar('acceptance.coverage.hospital')).toBeCloseTo(coverage['hospital']!, 9);
    expect(coverage['bus']).toBeCloseTo(0.5, 1);
    expect(coverage['shops']).toBeGreaterThan(0.3);
  });

  it('people who are enrolled', () => {
    const change = (facts: typeof run.enrolled, at: number) => facts.filter(({ enrolment }) => enrolment === at).length;
    const joined = (at: number) => change(before(run.enrolled), at) - change(before(run.lapsed), at);
    const after = (at: number) => change(run.enrolled, at) - change(run.lapsed, at);
    // Counted back from the end of the run, where the measures have them.
    expect(soFar('enrolment.wallet')).toBe(run.measures['enrolment.wallet']! - (after(WALLET) - joined(WALLET)));
    const bus = enrolmentIndex('bus');
    expect(soFar('enrolment.bus_card')).toBe(run.measures['enrolment.bus_card']! - (after(bus) - joined(bus)));
    expect(joined(bus)).toBeGreaterThan(0);
    expect(people.count).toBeGreaterThan(20_000);
  });
});
