/** Small cities for the tests of the model: the real core, the shipped city, and parameters at their defaults. */
import type { City } from '../../sim/model/city.ts';
import { METHODS, type Method } from '../../sim/model/payment/methods.ts';
import { enrolmentIndex, SECTOR_GROUPS, SECTORS } from '../../sim/model/catalogue.ts';
import { FACTS } from '../../sim/model/measures/facts-of-services.ts';
import type { Observer } from '../../sim/model/facts.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import type { PolicyKind } from '../../sim/model/policy/kind.ts';
import type { KINDS } from '../../sim/model/policy/registry.ts';
import type { collectCash } from '../../sim/model/services/backoffice/collect-cash.ts';
import type { fileOnline } from '../../sim/model/services/hall/file-online.ts';
import type { payLater } from '../../sim/model/services/hospital/pay-later.ts';
import type { billsByPhone } from '../../sim/model/services/utility/bills-by-phone.ts';
import type { gateReaders } from '../../sim/model/services/metro/gate-readers.ts';
import type { openCodes } from '../../sim/model/services/metro/open-codes.ts';
import type { ActionCommon, PolicyAction, Scenario } from '../../sim/model/scenario.ts';
import type { World } from '../../sim/model/world.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { difference, wholeRun, withPairedMeasures, type Measures } from '../../sim/runner/pair.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';

export const WUHAN = shippedCities().get('wuhan')!;

/** What a test may choose; parameters are laid over the defaults. */
export type Overrides = Partial<Omit<Scenario, 'parameters'>> & {
  readonly parameters?: Readonly<Record<string, number>>;
};

/** Wuhan at 1:2000 for three working days, beginning on a Monday, without a policy. */
export function tinyScenario({ parameters = {}, ...overrides }: Overrides = {}): Scenario {
  const defaults = Object.fromEntries(PARAMETERS.map(({ id, value }) => [id, value]));
  for (const id of Object.keys(parameters)) if (!(id in defaults)) throw new Error(`no parameter ${id}`);
  return {
    name: 'tiny',
    title: { en: 'Tiny', zh: '微型' },
    description: { en: 'A city for tests', zh: '测试用城市' },
    city: WUHAN,
    start: '2017-06-05',
    days: 3,
    scale: 2000,
    seed: 'test',
    policy: [],
    ...overrides,
    parameters: { ...defaults, ...parameters },
  };
}

/** Wuhan without metro trips and students. */
export const QUIET_WUHAN: City = {
  ...WUHAN,
  figures: Object.fromEntries(
    Object.entries(WUHAN.figures).map(([id, figure]) => [
      id,
      ['metro_rides_per_resident_day', 'college_students'].includes(id) ? { ...figure, value: 0 } : figure,
    ]),
  ),
};
/** Nobody has anything to do in a hall, no bills come, nobody is held, schools cost nothing. */
export const IDLE: Readonly<Record<string, number>> = {
  'hall.items_per_resident_year': 0,
  'detention.held_per_100000': 0,
  'education.meals_share': 0,
  'education.term_yuan': 0,
  ...Object.fromEntries(['power', 'water', 'gas', 'phone'].map((bill) => [`utility.every_days.${bill}`, 1e6])),
};

/** As tinyScenario, but that people only ride buses, shop and see doctors: what tests look at is not among other things then. */
export function quietScenario({ parameters, ...overrides }: Overrides = {}): Scenario {
  return tinyScenario({ city: QUIET_WUHAN, ...overrides, parameters: { ...IDLE, ...parameters } });
}

/** Sets a world up, lets `prepare` look at it or add observers, and runs it to the end. */
export function runWorld(
  scenario: Scenario,
  world: WorldName = 'policy',
  prepare: (simulation: Simulation) => void = () => {},
): { simulation: Simulation; outcome: WorldOutcome; measures: Record<string, number> } {
  const simulation = new Simulation(scenario, world);
  prepare(simulation);
  const outcome = simulation.finish();
  return { simulation, outcome, measures: numbers(wholeRun(outcome.values)) };
}

export interface Pair {
  readonly baseline: WorldOutcome;
  readonly policy: WorldOutcome;
  /** Whole-run measures of both worlds by dotted name, and policy − baseline. */
  readonly measures: { readonly baseline: Record<string, number>; readonly policy: Record<string, number> };
  readonly difference: Record<string, number>;
}

const baselines = new Map<string, WorldOutcome>();

/** The baseline of a scenario; one that has been run before is not run again. */
export function baselineOf(scenario: Scenario): WorldOutcome {
  const key = JSON.stringify({ ...scenario, city: scenario.city.id, policy: [] });
  const outcome = baselines.get(key) ?? new Simulation(scenario, 'baseline').finish();
  baselines.set(key, outcome);
  return outcome;
}

/** Runs both worlds of a scenario. */
export function runPair(scenario: Scenario): Pair {
  const baseline = baselineOf(scenario);
  const policy = new Simulation(scenario, 'policy').finish();
  const values = withPairedMeasures(baseline, policy, scenario.city, scenario.days);
  const measures = { baseline: numbers(wholeRun(values.baseline)), policy: numbers(wholeRun(values.policy)) };
  return { baseline, policy, measures, difference: numbers(difference(measures.baseline, measures.policy)) };
}

/** Index of a sector in every sector column. */
export const sector = (id: string): number => SECTORS.indexOf(id);
export const method = (id: Method): number => METHODS.indexOf(id);
export const SHOPS = SECTOR_GROUPS.shops.map(sector);
export const ALL_DISTRICTS = WUHAN.districts.map((_, index) => index);

type Known =
  | (typeof KINDS)[number]
  | typeof payLater
  | typeof openCodes
  | typeof gateReaders
  | typeof fileOnline
  | typeof billsByPhone
  | typeof collectCash;
/** What an action of a kind has of its own. */
type Own<Id extends Known['id']> = Extract<Known, { id: Id }> extends PolicyKind<Id, infer O> ? O : never;
type Common = Partial<Pick<ActionCommon, 'fromDay' | 'toDay' | 'sectors' | 'districts'>>;

/** An action in the whole city, in force from the first day to far beyond the last unless said otherwise. */
export function action<Id extends Known['id']>(kind: Id, on: Common & Own<Id>): PolicyAction {
  return {
    fromDay: 0,
    toDay: 1000,
    sectors: SECTORS.map((_, index) => index),
    districts: ALL_DISTRICTS,
    ...on,
    kind,
  };
}

/** Parameters under which nobody shops: a quick city, for what does not depend on it. */
export const NO_SHOPPING: Readonly<Record<string, number>> = Object.fromEntries(
  SECTOR_GROUPS.shops.map((id) => [`retail.visits_per_adult_day.${id}`, 0]),
);

/** Facts of services that tests listen to, by their own names: what is told is said where a service declares the fact. */
interface ServiceFacts {
  dwelt(vehicle: number, ticks: number, boarded: number, left: number): void;
  tripEnded(vehicle: number, running: number, late: number): void;
  rode(person: number, ticks: number): void;
  stageWaited(hospital: number, ticks: number, stage: number, person: number): void;
  stageServed(hospital: number, ticks: number, stage: number, person: number): void;
  visited(hospital: number, ticks: number, walking: number, person: number): void;
  billPaid(person: number, way: number, late: number, fen: number): void;
  cameToCounter(person: number, ticks: number, metres: number): void;
  schoolPaid(person: number, way: number, late: number, fen: number): void;
  tillClosed(place: number, payments: number, cash: number, fen: number): void;
  cashCounted(place: number, closing: number, counting: number, recounting: number): void;
  cashLost(place: number, fake: number, change: number): void;
  wentToBank(place: number, ticks: number, fen: number, forChange: number): void;
  queuedAtBank(place: number, waited: number, served: number, way: number): void;
  wentInVain(place: number, way: number): void;
  collected(place: number, ticks: number, fen: number, fee: number): void;
  changeBorrowed(place: number, fen: number): void;
  leftHall(hall: number, ticks: number, walking: number, person: number): void;
  filedOnline(person: number, ticks: number, done: number): void;
  cameToHall(person: number, ticks: number, metres: number): void;
  putGoodsBack(person: number, kind: number, fen: number): void;
  lent(person: number, fen: number): void;
  due(person: number, fen: number, missed: number): void;
  lost(person: number, fen: number): void;
  loan(shop: number, sector: number, fen: number): void;
  part(shop: number, sector: number, fen: number, missed: number): void;
  loanLost(shop: number, sector: number, fen: number): void;
}

/** An observer that listens to some facts only. */
export function listener(facts: Partial<Observer> & Partial<ServiceFacts>): Observer {
  const nothing = () => {};
  const told = facts as Readonly<Record<string, ((...values: number[]) => void) | undefined>>;
  const noted = (fact: number, ...values: number[]) => told[FACTS[fact].name.split('.')[1]]?.(...values);
  return new Proxy(facts as Observer, {
    get: (of, name) => of[name as keyof Observer] ?? (name === 'noted' ? noted : nothing),
  });
}

/** Measures as numbers: what could not be measured is not a number. */
export function numbers(measures: Measures): Record<string, number> {
  return Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, value ?? NaN]));
}

/** Who has joined an enrolment: 1 or 0 for each person. */
export function joined({ people }: World, enrolment: string): number[] {
  const at = enrolmentIndex(enrolment);
  return Array.from({ length: people.count }, (_, person) => (people.isEnrolled(person, at) ? 1 : 0));
}

/** A service of a world by its id. */
export function service(world: World, id: string): World['services'][number] {
  return world.services.find((candidate) => candidate.id === id)!;
}
