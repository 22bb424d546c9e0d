/** A service that breaks the contract is found, and named. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { NUMBERS_OF_A_STEP } from '../../sim/model/days.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import type { Host } from '../../sim/model/host.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import type * as registry from '../../sim/model/services/registry.ts';
import type { ServiceType } from '../../sim/model/services/service.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { smallScenario } from './city.ts';
import { ferry, FerryService } from './ferry/ferry.ts';
import { Watch } from './watch.ts';

vi.mock('../../sim/model/services/registry.ts', async (original) => {
  const registered = (await original()) as typeof registry;
  const ferries = await import('./ferry/ferry.ts');
  return { SERVICES: [...registered.SERVICES, ferries.ferry] };
});

const SCENARIO = smallScenario();
const END = SCENARIO.days * TICKS_PER_DAY;

/** A host of which a part is another one. */
function hostWith<K extends keyof Host>(host: Host, key: K, changed: Partial<Host[K]>): Host {
  const part = new Proxy(host[key] as object, {
    get: (of, name) => (name in changed ? changed[name as keyof Host[K]] : (Reflect.get(of, name) as unknown)),
  });
  return new Proxy(host, { get: (of, name) => (name === key ? part : (Reflect.get(of, name) as unknown)) });
}

/** The registry with ferries that are made otherwise. */
const withFerries = (create: ServiceType['create']): readonly ServiceType[] => [
  ...SERVICES.slice(0, -1),
  { ...ferry, create },
];

function watched(create: ServiceType['create']): Watch {
  const watch = new Watch(SCENARIO, withFerries(create));
  watch.world.runUntil(END);
  watch.settle();
  return watch;
}

/** Stations of ferries, as numbers of the world's. */
function ferryStations({ world }: Watch): number[] {
  const all = Array.from({ length: world.queues.stationCount }, (_, station) => station);
  return all.slice(-world.services.at(-1)!.stationCount);
}

describe('what the contract finds', () => {
  it('nothing in ferries as they are', () => {
    const watch = watched((host) => new FerryService(host));
    expect([watch.strays(), watch.books(), watch.people, watch.untrue]).toEqual([[], [], [], []]);
    expect(watch.numbers.size).toBe(0);
    expect(watch.told).toEqual(watch.waited);
  });

  it('a place that is used outside the whereabouts of an activity, with the service and who used it', () => {
    class Stray extends FerryService {
      /** At home, where there is no pier. */
      protected override whereToPay(person: number): number {
        return this.host.people.home.get(person);
      }
    }
    const strays = watched((host) => new Stray(host)).strays();
    expect(strays.length).toBeGreaterThan(0);
    expect(strays.filter((line) => !line.startsWith('ferry: '))).toEqual([]);
    expect(strays.join('\n')).toMatch(
      /^ferry: station \d+ was touched in neighbourhood \d+ by .*ferry \(activity 4\)/m,
    );
  });

  it('waits of which nobody is told', () => {
    const watch = watched((host) => new FerryService(hostWith(host, 'facts', { walkedAway: () => {} })));
    const wrong = [...watch.told.keys()].filter((station) => watch.told[station] !== watch.waited[station]);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.filter((station) => !ferryStations(watch).includes(station))).toEqual([]);
  });

  it('people who never come back', () => {
    let kept = 0;
    const watch = watched((host) => {
      const done: typeof host.days.done = (person, end) => {
        if (kept++ !== 5) host.days.done(person, end);
      };
      return new FerryService(hostWith(host, 'days', { done }));
    });
    watch.world.engine.runUntil(END + TICKS_PER_DAY);
    expect([...watch.busy.values()]).toEqual(['ferry']);
  });

  it('money that is taken, or made', () => {
    class Thief extends FerryService {
      override beginDay(): void {
        super.beginDay();
        const { ledger } = this.host;
        ledger.transfer(ACCOUNT.residentBank, ledger.bank(this.host.sector('pier')), 500);
      }
    }
    expect(watched((host) => new Thief(host)).books()).toEqual([expect.stringMatching(/^paid in pier: /)]);
    class Forger extends FerryService {
      override beginDay(): void {
        super.beginDay();
        this.host.people.cash.add(0, 500);
      }
    }
    expect(watched((host) => new Forger(host)).books()).toEqual([expect.stringMatching(/^cash in hand: /)]);
  });
});

describe('numbers of payments', () => {
  /** Ferries that ask for other numbers of a step at the pier, where they have two payments. */
  const numbered = (more: number) =>
    watched((host) => {
      const changed = { counter: (person: number, number = 0) => host.days.counter(person, number && number + more) };
      return new FerryService(hostWith(host, 'days', changed));
    });

  it('beyond those that a service declares are found', () => {
    expect([...numbered(1).numbers]).toEqual(['ferry: payment 2 of a step in pier, declared are 2']);
  });

  it('that are those of the next step are found', () => {
    const found = [...numbered(NUMBERS_OF_A_STEP - 1).numbers];
    expect(found).toContain('ferry: payment 64 of a step in pier, declared are 2');
    expect(found).toContain('ferry.pier.done: number 64 of a step, which has 64');
  });
});

describe('a service that keeps what happens outside the columns', () => {
  class Forgetful extends FerryService {
    private days = 0;
    override beginDay(): void {
      super.beginDay();
      this.host.payments.stores.fetch(0, 100 * ++this.days);
    }
  }
  const registered = SERVICES as ServiceType[];
  const at = registered.length - 1;
  beforeEach(() => {
    registered[at] = { ...ferry, create: (host) => new Forgetful(host) };
  });
  afterEach(() => {
    registered[at] = ferry;
  });

  it('comes to something else from a state that was kept', () => {
    const digests = () => {
      const simulation = new Simulation(SCENARIO, 'policy');
      simulation.runUntil(TICKS_PER_DAY / 2);
      const saved = simulation.save();
      const straight = simulation.finish();
      const later = new Simulation(SCENARIO, 'policy');
      later.restore(saved);
      return [straight.digest, later.finish().digest];
    };
    const [straight, later] = digests();
    expect(later).not.toBe(straight);
    registered[at] = ferry;
    const [again, same] = digests();
    expect(same).toBe(again);
  });
});
