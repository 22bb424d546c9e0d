/** One scenario file, from its text to both worlds: everything that must hold of every one that is in order. */
import { METHODS } from '../../sim/model/payment/methods.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { type Fleet } from '../../sim/model/kit/fleet.ts';
import type { EventObserver } from '../../sim/kernel/engine.ts';
import { TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import type { City } from '../../sim/model/city.ts';
import type { MeasureValue } from '../../sim/model/measures/dictionary.ts';
import { formatMistake } from '../../sim/model/reading/mistake.ts';
import { readCity } from '../../sim/model/reading/read-city.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { type Scenario } from '../../sim/model/scenario.ts';
import type { World } from '../../sim/model/world.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { difference, wholeRun, withPairedMeasures } from '../../sim/runner/pair.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import type { CityFiles } from './city-data.ts';
import { listener } from '../model/fixture.ts';
import { measureTroubles } from './measure-ranges.ts';
import { peopleAboard, troublesOf } from './world-state.ts';

/** A scenario as it lies on a disk, with its city where that is not one of the shipped ones. */
export interface ScenarioCase {
  readonly text: string;
  readonly city?: CityFiles | undefined;
}

/** The id by which scenarios of a city of the fuzzer's own name it. */
export const OWN_CITY = 'testing';

/** Between two looks at a world: no divisor of an hour, so that all kinds of instants are seen. */
const LOOK_TICKS = 157 * TICKS_PER_MINUTE + 13;
const BUS = SECTORS.indexOf('bus');
const TROUBLES_TOLD_MAX = 10;

/** What a check has seen, so that it can be known to have seen something. */
export interface Seen {
  readonly scenario: Scenario;
  readonly events: number;
  readonly payments: number;
  readonly differs: boolean;
}

/** Reads a case as a host would. @throws Error naming every mistake */
export function readCase({ text, city }: ScenarioCase): Scenario {
  const cities = new Map<string, City>(shippedCities());
  if (city !== undefined) {
    cities.set(OWN_CITY, readCity(OWN_CITY, { 'city.yaml': city.yaml, 'districts.geojson': city.geojson }));
  }
  const reading = readScenario(text, { cities });
  if (reading.ok) return reading.scenario;
  throw new Error(reading.mistakes.map((mistake) => formatMistake('scenario', mistake)).join('\n'));
}

/** Runs a scenario in both worlds, twice. @throws Error that says what does not hold */
export function checkScenario(scenario: Scenario): Seen {
  const baseline = watched(scenario, 'baseline');
  const policy = watched(scenario, 'policy');
  // Again: unwatched, in other steps; and the first world as that of an empty policy.
  const again = new Simulation(scenario, 'policy').finish();
  const empty = new Simulation({ ...scenario, policy: [] }, 'policy').finish();
  const worlds = withPairedMeasures(baseline, policy, scenario.city, scenario.days);
  const nothing = withPairedMeasures(baseline, empty, scenario.city, scenario.days);
  const zero = difference(wholeRun(nothing.baseline), wholeRun(nothing.policy));
  tell('again', sameOutcome(policy, again));
  tell('empty policy', [
    ...sameOutcome(baseline, empty),
    // Null where neither world has anything to measure: that they are the same is looked at above.
    ...Object.entries(zero).flatMap(([name, value]) =>
      value === null || Object.is(value, 0) ? [] : [`${name} differs by ${value}`],
    ),
  ]);
  tell('baseline', measureTroubles(worlds.baseline, scenario.days));
  tell('policy', measureTroubles(worlds.policy, scenario.days));
  return {
    scenario,
    events: policy.events,
    payments: wholeRun(worlds.policy)['payments.count'] ?? 0,
    differs: policy.digest !== baseline.digest,
  };
}

/** Runs a world in odd steps, looking at its state between them and at every event. */
function watched(scenario: Scenario, name: WorldName): WorldOutcome {
  const simulation = new Simulation(scenario, name);
  const { world } = simulation;
  const order = new OrderWatch();
  const facts = new FactWatch(world);
  world.engine.observer = order;
  world.facts.add(facts.observer);
  const { count } = world.people;
  for (let tick = 0; tick < simulation.end; tick += LOOK_TICKS) {
    simulation.runUntil(tick);
    tell(`${name} at tick ${tick}`, [...troublesOf(world), ...facts.troublesIn(world)]);
  }
  const outcome = simulation.finish();
  tell(`${name} at its end`, [
    ...troublesOf(world),
    ...facts.troublesIn(world),
    ...order.troubles,
    ...(world.people.count === count && outcome.personTicks.length === count ? [] : [`${count} people at first`]),
    ...(order.events === outcome.events ? [] : [`${order.events} events seen, expected ${outcome.events}`]),
    ...(outcome.events === world.engine.dispatched ? [] : ['events have been dispatched unseen']),
  ]);
  return outcome;
}

/** Events come in the order (tick, kind, entity), none before the one before it. */
class OrderWatch implements EventObserver {
  readonly troubles: string[] = [];
  events = 0;
  private last: readonly [number, number, number] = [-1, -1, -1];

  dispatched(tick: number, kind: number, entity: number): void {
    this.events++;
    const [lastTick, lastKind, lastEntity] = this.last;
    const order = tick - lastTick || kind - lastKind || entity - lastEntity;
    if (!(order >= 0)) this.troubles.push(`event ${tick} ${kind} ${entity} came after ${this.last.join(' ')}`);
    this.last = [tick, kind, entity];
  }
}

/**
 * What services report is whole and not negative; whoever has paid on a bus is on board or has got off; a bus leaves with
 * no more people than it holds, and leaves nobody behind while it has room.
 */
class FactWatch {
  private readonly troubles: string[] = [];
  private paid = 0;
  private rode = 0;
  private readonly fleet: Fleet;
  readonly observer = listener({
    payment: (sector, _place, _person, method, fen, ticks) => {
      if (sector === BUS) this.paid++;
      this.expectCounts(`a payment by ${METHODS[method]} in ${SECTORS[sector]}`, fen, ticks);
    },
    waited: (sector, _place, _person, ticks) => this.expectCounts(`a wait in ${SECTORS[sector]}`, ticks),
    served: (sector, _place, _person, ticks) => this.expectCounts(`a service in ${SECTORS[sector]}`, ticks),
    walkedAway: (sector, _place, _person, ticks) => this.expectCounts(`a walk-away from ${SECTORS[sector]}`, ticks),
    toppedUp: (_person, fen, ticks) => this.expectCounts('a top-up', fen, ticks),
    dwelt: (bus, ticks, boarded, left) => {
      this.expectCounts('a dwell', ticks, boarded, left);
      const { load, capacity } = this.fleet;
      if (load[bus]! <= capacity && (left === 0 || load[bus] === capacity)) return;
      this.troubles.push(`bus ${bus}: leaves with ${load[bus]} aboard and ${left} behind, room for ${capacity}`);
    },
    tripEnded: (_bus, running) => this.expectCounts('a trip', running),
    rode: (_person, ticks) => {
      this.rode++;
      this.expectCounts('a ride', ticks);
    },
    visited: (_hospital, ticks, walking) =>
      this.expectCounts('a visit to a hospital, walking and all the rest of it', walking, ticks - walking),
  });

  constructor({ services }: World) {
    this.fleet = services.find(({ id }) => id === SECTORS[BUS])!.fleet!;
  }

  troublesIn(world: World): string[] {
    const aboard = peopleAboard(world);
    if (this.paid === this.rode + aboard) return this.troubles;
    const lost = `${this.paid} fares were paid, but ${this.rode} people have got off and ${aboard} are on board`;
    return [...this.troubles, lost];
  }

  private expectCounts(what: string, ...numbers: readonly number[]): void {
    if (numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) return;
    this.troubles.push(`${what}: found ${numbers.join(', ')}, expected whole numbers from 0`);
  }
}

function sameOutcome(one: WorldOutcome, other: WorldOutcome): string[] {
  const { digest, events, personTicks, values } = one;
  return [
    ...(digest === other.digest ? [] : [`digest: found ${other.digest}, expected ${digest}`]),
    ...(events === other.events ? [] : [`events: found ${other.events}, expected ${events}`]),
    ...(personTicks.every((ticks, person) => ticks === other.personTicks[person])
      ? []
      : ['the time of people differs']),
    ...(values.every((value, i) => sameValue(value, other.values[i])) ? [] : ['measures differ']),
  ];
}

function sameValue(one: MeasureValue, other: MeasureValue | undefined): boolean {
  const same = one.name === other?.name && one.group === other.group && one.day === other.day;
  return same && Object.is(one.value, other.value);
}

/** @throws Error where there is trouble */
function tell(where: string, troubles: readonly string[]): void {
  if (troubles.length === 0) return;
  const rest = troubles.length - TROUBLES_TOLD_MAX;
  const lines = [...troubles.slice(0, TROUBLES_TOLD_MAX), ...(rest > 0 ? [`and ${rest} more`] : [])];
  throw new Error(`${where}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
