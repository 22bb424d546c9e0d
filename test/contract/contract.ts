/**
 * What every service of the registry must keep to, whatever it is. Called by tests that differ in what the registry has: as it is
 * shipped, without one of its services, with one that exists in the tests only.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Digest } from '../../sim/kernel/digest.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { ENROLMENTS, PLACE_KINDS, SECTORS } from '../../sim/model/catalogue.ts';
import { Tally } from '../../sim/model/measures/tally.ts';
import { MEMBERS } from '../../sim/model/measures/dictionary.ts';
import type { MeasureRow } from '../../sim/model/measures/declare.ts';
import { Places } from '../../sim/model/places.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import type { ServiceType, Told } from '../../sim/model/services/service.ts';
import { World } from '../../sim/model/world.ts';
import { wholeRun } from '../../sim/runner/pair.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import { Timeline } from '../../sim/runner/timeline.ts';
import { unitName } from '../../viz/i18n/units.ts';
import { betterOf, plainName } from '../../viz/measures/names.ts';
import { ROOT } from '../structure/sources.ts';
import { BUSY, often, smallScenario } from './city.ts';
import { simulateTogether, type MemberProgram } from './threads.ts';
import { Watch } from './watch.ts';

/** At any time of the day, midnights among them. */
const STRIDE = 5 * TICKS_PER_HOUR + 7;
const HALFWAY = TICKS_PER_DAY + 8 * TICKS_PER_HOUR + 11;
const TRAVEL = [HALFWAY, 7 * TICKS_PER_HOUR, TICKS_PER_DAY, 20 * TICKS_PER_HOUR + 3, HALFWAY, 1];

export interface ContractOptions {
  /** Of the variant of the registry: in names of tests. */
  readonly name: string;
  /** Program of a world's further workers, with the registry of this variant, and what it finds in its environment besides. */
  readonly program: MemberProgram;
  readonly env?: Readonly<Record<string, string>>;
  /** Services that no shipped scenario can have. */
  readonly testOnly?: readonly string[];
}

/** Runs the whole suite on the registry as the caller sees it. */
export function contract({ name, program, env = {}, testOnly = [] }: ContractOptions): void {
  describe(`the services of the registry ${name}`, () => {
    const scenario = often(BUSY());
    const end = scenario.days * TICKS_PER_DAY;
    let outcome: WorldOutcome;
    let travelled: WorldOutcome;
    let watch: Watch;
    let watchedDigest = '';
    let books: string[] = [];
    /** Digests at instants, when gone to straight and when gone to and fro. */
    const straight = new Map<number, string>();
    const toAndFro: (readonly [tick: number, digest: string])[] = [];

    beforeAll(() => {
      const simulation = new Simulation(scenario, 'policy');
      for (const tick of TRAVEL.toSorted((a, b) => a - b)) {
        simulation.runUntil(tick);
        straight.set(tick, simulation.world.digest());
      }
      const saved = simulation.save();
      outcome = simulation.finish();
      const later = new Simulation(scenario, 'policy');
      later.restore(saved);
      travelled = later.finish();
      const traveller = new Simulation(scenario, 'policy');
      const timeline = new Timeline(traveller, 3000);
      for (const tick of TRAVEL) {
        timeline.goTo(tick);
        toAndFro.push([tick, traveller.world.digest()]);
      }

      watch = new Watch(scenario, SERVICES);
      for (let tick = 0; tick < end; tick += STRIDE) {
        watch.world.runUntil(tick);
        books.push(...watch.books().map((wrong) => `tick ${tick}: ${wrong}`));
      }
      watch.world.runUntil(end);
      watchedDigest = watch.world.digest();
      watch.settle();
      books.push(...watch.books().map((wrong) => `at the end: ${wrong}`));
      books = books.slice(0, 5);
    }, 60_000);

    it('are watched without being changed', () => {
      expect(watchedDigest).toBe(outcome.digest);
    });

    it('conserve money, at any time of the day', () => {
      expect(books).toEqual([]);
      // In each service: at an office to which few come, nobody may in two days.
      const paid = SERVICES.filter(({ sectors }) => sectors.length > 0).map(({ sectors }) =>
        sectors.reduce((sum, { id }) => sum + watch.money.paid[SECTORS.indexOf(id)]!, 0),
      );
      expect(Math.min(...paid)).toBeGreaterThan(0);
    });

    it("keep Little's law in each queue: customers × time is the sum of all waits, to the tick", () => {
      const still = watch.stillWaiting();
      expect(watch.area).toEqual(watch.waited.map((ticks, station) => ticks + still[station]!));
      expect(watch.untrue).toEqual([]);
    });

    it('draw for payments what is theirs alone: of the step under way, and as many as declared', () => {
      expect([...watch.numbers]).toEqual([]);
    });

    it('are in each place in one neighbourhood only, that of their whereabouts', () => {
      expect(watch.strays()).toEqual([]);
    });

    it('are where they were when gone to and fro in time', () => {
      expect(toAndFro).toEqual(TRAVEL.map((tick) => [tick, straight.get(tick)]));
    });

    describe.each(SERVICES.map((type) => [type.id, type] as const))('%s', (id, type) => {
      const own = type.sectors.map((sector) => SECTORS.indexOf(sector.id));
      const stations = (): number[] => {
        const { services } = watch.world;
        const at = services.findIndex((service) => service.id === id);
        const first = services.slice(0, at).reduce((sum, { stationCount }) => sum + stationCount, 0);
        return Array.from({ length: services[at]!.stationCount }, (_, i) => first + i);
      };

      it('changes nothing for the others where nobody comes', () => {
        // A service without places of its own sees to what happens at those of others.
        const others = SERVICES.filter((other) => other.id !== id && other.sectors.length > 0);
        let errands = 0;
        const unvisited = unvisitedOf(type, () => errands++);
        const idle = playDay(SERVICES.map((one) => (one.id === id ? unvisited : one)));
        const without = playDay(SERVICES.map((one) => (one.id === id ? absentOf(type, errands) : one)));
        expect(idle.ticks).toEqual(without.ticks);
        for (const other of others) {
          expect(idle.counters[other.id], other.id).toEqual(without.counters[other.id]);
          expect(idle.state[other.id], other.id).toEqual(without.state[other.id]);
        }
      });

      it('ends what it begins with people, and has no part of them twice', () => {
        expect(watch.people).toEqual([]);
        // A service that has nothing for people to do begins nothing.
        if ((type.room?.activities ?? 0) > 0) expect(watch.begun[id]).toBeGreaterThan(20);
        // A day more, in which nothing new is begun.
        watch.world.engine.runUntil(end + TICKS_PER_DAY);
        expect([...watch.busy].filter(([, service]) => service === id)).toEqual([]);
      });

      it('tells of each wait once, and where it was', () => {
        const wrong = stations().filter((station) => watch.told[station] !== watch.waited[station]);
        expect(wrong).toEqual([]);
        expect(stations().some((station) => watch.area[station]! > 0)).toBe(stations().length > 0);
        const silent = [...watch.unreported].filter(([, { station }]) => stations().includes(station));
        expect(silent).toEqual([]);
      });

      it('comes to the same from a state that was kept', () => {
        expect(travelled.serviceDigests[id]).toBe(outcome.serviceDigests[id]);
        expect(travelled.digest).toBe(outcome.digest);
        expect(travelled.values).toEqual(outcome.values);
      });

      it('has places, vehicles and stations as it declares them', () => {
        const { world } = watch;
        const service = world.services.find((candidate) => candidate.id === id)!;
        const inVehicles = own.filter((_, at) => type.sectors[at]!.inVehicles === true);
        expect(inVehicles).toEqual(service.fleet === undefined ? [] : [service.fleet.sector]);
        const found = new Set(
          [service.places, ...(service.fleet ? [service.fleet.places] : [])].flatMap((list) => [...list.sector]),
        );
        const kinds = [...own, ...(type.sites ?? []).map((site) => PLACE_KINDS.indexOf(site.id))];
        expect([...found].sort((a, b) => a - b)).toEqual(kinds);
        if (service.fleet !== undefined) {
          expect(Object.keys(type.words ?? {})).toEqual(expect.arrayContaining(['vehicle', 'stop']));
        }
        for (const [column] of world.stateColumns()) expect(column).toMatch(/^[a-z]/);
        expect(world.stateColumns().some(([column]) => column.startsWith(`${id}.`))).toBe(true);
      });

      it('has every declared word in both languages', () => {
        const { service, people } = {
          service: watch.world.services.find((one) => one.id === id)!,
          people: watch.world.people,
        };
        const names = namesIn({ ...type, parameters: [] });
        expect(names.length).toBeGreaterThan(2);
        expect(names.filter(({ en, zh }) => !isEnglish(en) || !isChinese(zh))).toEqual([]);
        const told: Told[] = [];
        for (let place = 0; place < service.places.count; place++) told.push(...(service.factsOf?.(place) ?? []));
        for (let person = 0; person < people.count; person += 50) told.push(...(service.factsOfPerson?.(person) ?? []));
        const words = Object.keys(type.words ?? {});
        const needed = told.flatMap(({ key, value }) => (typeof value === 'string' ? [key, value] : [key]));
        expect([...new Set(needed)].filter((word) => !words.includes(word))).toEqual([]);
        for (const parameter of type.parameters) {
          expect(parameter.about, parameter.id).toMatch(/\w/);
          expect(parameter.source, parameter.id).toMatch(/\w/);
        }
        for (const fact of Object.values(type.facts ?? {})) expect(fact.about).toMatch(/\.$/);
      });

      const rows = ownMeasures(type);
      it('describes its measures, with a title, a unit and a name for each part in both languages', () => {
        for (const row of rows) {
          expect(isEnglish(row.about), row.name).toBe(true);
          expect(isChinese(row.aboutZh), row.name).toBe(true);
          const title = plainName(row.name);
          expect([title !== null && isEnglish(title.en), title !== null && isChinese(title.zh)], row.name).toEqual([
            true,
            true,
          ]);
          expect([null, 'less', 'more']).toContain(betterOf(row.name));
          expect(isChinese(unitName(row.unit, 'zh')), row.unit).toBe(true);
        }
      });

      it('has measures that are numbers or nothing, each reached by some scenario', () => {
        const values = outcome.values.filter(({ name: of }) => rows.some((row) => row.name === of));
        expect(values.filter(({ value }) => value !== null && !Number.isFinite(value))).toEqual([]);
        const runs = testOnly.includes(id) ? [wholeRun(outcome.values)] : shippedRuns();
        const unreached = rows.flatMap(namesOf).filter((measure) => {
          const found = runs.map((run) => run[measure]);
          return !LATER.includes(measure) && !found.some((value) => typeof value === 'number' && value !== 0);
        });
        expect(unreached).toEqual([]);
      });
    });

    describe('on several workers', () => {
      let file = '';
      beforeAll(async () => {
        file = await program();
      }, 60_000);

      it.each([2, 3])('come to the same on %i', async (workers) => {
        const together = await simulateTogether(scenario, workers, file, env);
        expect(together.serviceDigests).toEqual(outcome.serviceDigests);
        expect(together.digest).toBe(outcome.digest);
      });
    });
  });
}

/** A service to which nobody ever goes: what it plans for people, and offers to others, is left out. @param onErrand called for each errand that it has */
function unvisitedOf(type: ServiceType, onErrand: () => void): ServiceType {
  return {
    ...type,
    create: (host) => {
      const addErrand: typeof host.days.addErrand = (_wanted, activity, whereabouts) => {
        onErrand();
        return host.days.addErrand(() => false, activity, whereabouts);
      };
      const days = new Proxy(host.days, {
        get: (of, key) => {
          if (key === 'addPlanner') return () => {};
          return key === 'addErrand' ? addErrand : (Reflect.get(of, key) as unknown);
        },
      });
      // It sees what others offer, and is seen by none.
      const own = { days, agents: [...host.agents] } as Readonly<Record<string | symbol, unknown>>;
      return type.create(
        new Proxy(host, { get: (of, key) => (key in own ? own[key] : (Reflect.get(of, key) as unknown)) }),
      );
    },
  };
}

/** The place of a service that is not there. Errands are numbered in their order: those of the others keep their numbers. */
function absentOf(type: ServiceType, errands: number): ServiceType {
  return {
    ...type,
    create: ({ days }) => {
      for (let errand = 0; errand < errands; errand++) {
        days.addErrand(
          () => false,
          () => {},
          () => 0,
        );
      }
      const nothing = { places: new Places(0), stationCount: 0, state: {} };
      return { id: type.id, ...nothing, stationsOf: () => [0, 0], open: () => {}, beginDay: () => {} };
    },
  };
}

/**
 * A day with these services: what is counted of each, the columns of its state, and the time of people. All is compared to the
 * last bit, and for each service of each registry: half the city finds what the whole would.
 */
function playDay(types: readonly ServiceType[]) {
  const scenario = smallScenario({ days: 1, scale: 4000, policy: BUSY().policy });
  const world = new World(scenario, scenario.policy, types);
  const tally = new Tally(world);
  world.facts.add(tally);
  world.runUntil(TICKS_PER_DAY);
  tally.closeDay();
  const { layout, run } = tally;
  const block = (name: string): Float64Array => {
    const { offset, length } = layout.blocks[name]!;
    return run.slice(offset, offset + length);
  };
  const counters: Record<string, unknown> = {};
  const state: Record<string, string> = {};
  for (const { id, sectors, counters: declared = {} } of types) {
    const own = Object.keys(declared).map((name) => [name, block(`${id}.${name}`)] as const);
    const shared = Object.entries(layout.blocks).flatMap(([name, { dimensions }]) => {
      if (dimensions[0] !== 'sector') return [];
      const values = block(name);
      const width = values.length / SECTORS.length;
      return sectors.map((sector) => {
        const at = SECTORS.indexOf(sector.id);
        return [`${name} ${sector.id}`, values.slice(at * width, (at + 1) * width)] as const;
      });
    });
    counters[id] = Object.fromEntries([...own, ...shared]);
    const digest = new Digest();
    for (const [name, column] of world.stateColumns()) if (name.startsWith(`${id}.`)) digest.addColumn(column);
    state[id] = digest.hex();
  }
  return { counters, state, ticks: world.people.ticks.copy() };
}

interface Name {
  readonly en: string;
  readonly zh: string;
}

/** Everything in a declaration that has an English and a Chinese name. */
function namesIn(value: unknown): Name[] {
  if (typeof value !== 'object' || value === null) return [];
  const { en, zh } = value as Partial<Name>;
  if (typeof en === 'string') return [{ en, zh: typeof zh === 'string' ? zh : '' }];
  return Object.values(value).flatMap(namesIn);
}

const isEnglish = (text: string): boolean => /\w/.test(text) && !/\p{Script=Han}/u.test(text);
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Measures of a service and of its enrolments. */
function ownMeasures({
  measures = [],
  enrolments = [],
}: ServiceType): readonly Pick<MeasureRow, 'name' | 'unit' | 'about' | 'aboutZh' | 'splits'>[] {
  const joined = ENROLMENTS.filter((one) => enrolments.some(({ id }) => id === one.id)).flatMap(({ measure, name }) =>
    [measure, `${measure}_share`].map((short) => ({
      name: `enrolment.${short}`,
      unit: short === measure ? 'persons' : 'share',
      about: name.en,
      aboutZh: name.zh,
      splits: [],
    })),
  );
  return [...measures, ...joined];
}

/** Dotted names of a measure: of the whole, and of the splits that its service declares. */
function namesOf({ name, splits }: Pick<MeasureRow, 'name' | 'splits'>): string[] {
  const parts = splits.filter((split) => split.length === 1).flatMap(([dimension]) => MEMBERS[dimension!] ?? []);
  return [name, ...parts.map((id) => `${name}.${id}`)];
}

/** What no golden run is long enough for: tests of these services reach it. */
const LATER = [
  'education.late_share',
  ...['change_trips', 'change_borrowed', 'collections', 'collection_fees', 'minutes_per_place_day.handing'].map(
    (name) => `backoffice.${name}`,
  ),
];

/** What the shipped scenarios come to, in both worlds: see test/golden. Read once: every service asks. */
let runsRead: readonly Readonly<Record<string, number | null>>[] | undefined;
const shippedRuns = () => (runsRead ??= readShippedRuns());

function readShippedRuns(): readonly Readonly<Record<string, number | null>>[] {
  const folder = join(ROOT, 'test/golden/measures');
  return readdirSync(folder).flatMap((file) => {
    const kept = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<
      string,
      { whole_run: Record<string, number | null> }
    >;
    return Object.values(kept).map((world) => world.whole_run);
  });
}
