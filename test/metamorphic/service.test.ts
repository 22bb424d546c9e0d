/** What more servers, and slower ones, must do to the whole city. */
import { STAGES } from '../../sim/model/services/hospital/measures.ts';
import { SECTOR_GROUPS, SECTORS } from '../../sim/model/catalogue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { IDLE, listener, QUIET_WUHAN, sector } from '../model/fixture.ts';
import { read } from './written.ts';

const CASHIER = STAGES.indexOf('cashier');

describe('another cashier at a hospital', () => {
  /** Ticks waited, and who did. */
  interface Waits {
    wait: number;
    patients: number;
  }
  interface Hospital {
    readonly cashier: Waits;
    /** At every counter, the cashiers included; a patient counts once at each. */
    readonly all: Waits;
  }

  /** What was waited in each hospital, with some more cashiers at the first one. */
  function waitsOf(seed: string, more: number): Hospital[] {
    const simulation = new Simulation(read({ scale: 200, days: 1, seed }), 'policy');
    const { queues, facts, services } = simulation.world;
    const hospital = services.find(({ id }) => id === 'hospital')!;
    // Some more in every shift.
    const cashier = hospital.stationsOf(0)[0] + CASHIER;
    const set = queues.setServers.bind(queues);
    queues.setServers = (station, n) => set(station, station === cashier ? n + more : n);
    set(cashier, queues.servers.get(cashier) + more);
    const none = (): Waits => ({ wait: 0, patients: 0 });
    const hospitals = Array.from({ length: hospital.places.count }, () => ({ cashier: none(), all: none() }));
    facts.add(
      listener({
        stageWaited: (place, ticks, stage) => {
          const { cashier, all } = hospitals[place];
          for (const waits of stage === CASHIER ? [cashier, all] : [all]) {
            waits.wait += ticks;
            waits.patients++;
          }
        },
      }),
    );
    simulation.finish();
    return hospitals;
  }
  const mean = ({ wait, patients }: Waits) => wait / patients;

  it.each(['a', 'b', 'c'])('never lengthens the mean wait there, nor changes it elsewhere (seed %s)', (seed) => {
    const [before, after, afterTwo] = [0, 1, 2].map((more) => waitsOf(seed, more));
    expect(before[0].cashier.patients).toBeGreaterThan(200);
    expect(before).toHaveLength(2);
    // These queues are long: another cashier, here one more than one, must show.
    expect(mean(before[0].cashier)).toBeGreaterThan(500);
    expect(mean(after[0].cashier)).toBeLessThan(mean(before[0].cashier) / 2);
    expect(after[1]).toEqual(before[1]);
    expect(mean(afterTwo[0].cashier)).toBeLessThanOrEqual(mean(after[0].cashier));
    // Nor is what is saved there waited elsewhere: whoever has paid earlier stands earlier at the next counter.
    expect(mean(after[0].all)).toBeLessThanOrEqual(mean(before[0].all));
    expect(mean(afterTwo[0].all)).toBeLessThanOrEqual(mean(after[0].all));
  });
});

describe('service times twice as long, at light load', () => {
  /** Ticks of each service, by person, activity and counter, and in which order there. */
  type Services = Map<string, number>;
  /** Parameters in seconds that a service takes; the others are of driving and of the timetable. */
  const times = PARAMETERS.filter(({ id, unit }) => unit === 's' && !/^bus\.(segment|planned_dwell)_/.test(id));
  /** So short that twice as much is in range too. */
  const short = times.map(({ id, value, low, high }) => [id, Math.max(low, Math.min(value, high / 2))] as const);

  /** So many places and servers that hardly anybody waits, and nobody weighs how long a way to pay takes. */
  const LIGHT: Readonly<Record<string, number>> = {
    ...Object.fromEntries(SECTOR_GROUPS.shops.map((id) => [`retail.per_10000_residents.${id}`, 200])),
    ...Object.fromEntries(SECTOR_GROUPS.shops.map((id) => [`retail.tills.${id}`, 10])),
    ...Object.fromEntries(STAGES.map((id) => [`hospital.peak_load.${id}`, 0.2])),
    'hospital.windows_open_queue': 1,
    'hospital.windows_more_share': 2,
    'hospital.windows_review_minutes': 2,
    'payment.choice_per_second': 0,
    'bus.capacity': 200,
    'bus.patience_minutes': 120,
  };

  function services(factor: number): { all: Services; ticks: number[]; waits: number } {
    const parameters = { ...LIGHT, ...Object.fromEntries(short.map(([id, seconds]) => [id, seconds * factor])) };
    const scenario = read({ days: 3, scale: 2000, parameters }, new Map([['wuhan', QUIET_WUHAN]]));
    const simulation = new Simulation({ ...scenario, parameters: { ...scenario.parameters, ...IDLE } }, 'policy');
    const { days, facts } = simulation.world;
    const all: Services = new Map();
    const ticks = SECTORS.map(() => 0);
    let waits = 0;
    facts.add(
      listener({
        served: (at, _place, person, served) => {
          let turn = 0;
          const key = () => `${person} ${days.counter(person)} ${at} ${turn}`;
          while (all.has(key())) turn++;
          all.set(key(), served);
          ticks[at] += served;
        },
        waited: (at, _place, _person, waited) => void (at !== sector('bus') && (waits += waited)),
      }),
    );
    simulation.finish();
    return { all, ticks, waits };
  }

  let once: ReturnType<typeof services>;
  let twice: ReturnType<typeof services>;
  beforeAll(() => {
    once = services(1);
    twice = services(2);
  }, 60_000);

  it('are twice as long for every service, but for rounding', () => {
    // What comes before payment is rounded up to a tick and payment to the nearest one: each is within a tick of twice
    // the other. Who pays how and who is refused is the same: nothing of it looks at seconds. For hardly anybody the till has
    // other change, where somebody else has come first.
    const wrong: string[] = [];
    let same = 0;
    for (const [key, ticks] of once.all) {
      const other = twice.all.get(key);
      if (other === undefined) continue;
      same++;
      if (Math.abs(other - 2 * ticks) > 2) wrong.push(`${key}: ${ticks}, then ${other}`);
    }
    const union = new Set([...once.all.keys(), ...twice.all.keys()]).size;
    expect(wrong.length, wrong.join(', ')).toBeLessThan(union / 5000);
    // Buses that stand longer come later: for a few that is too late, or just in time, for something else.
    expect(union - same).toBeLessThan(union / 2000);
    expect(union).toBeGreaterThan(20_000);
  });

  it('are twice as many service minutes in every sector', () => {
    for (const id of ['bus', ...SECTOR_GROUPS.shops, 'hospital']) {
      const at = sector(id);
      const [some, others] = [once, twice].map(({ all }) =>
        [...all].filter(([key]) => Number(key.split(' ')[2]) === at),
      );
      const unpaired = Math.abs(some.length - others.length);
      const longest = Math.max(...others.map(([, ticks]) => ticks));
      const tolerance = 2 * some.length + (unpaired + some.length / 2000) * longest;
      expect(Math.abs(twice.ticks[at] - 2 * once.ticks[at]), id).toBeLessThanOrEqual(tolerance);
      expect(tolerance / twice.ticks[at], id).toBeLessThan(0.06);
    }
  });

  it('were measured at light load: next to nobody waited in a shop or hospital', () => {
    for (const { waits, ticks } of [once, twice]) {
      expect(waits / ticks.slice(1).reduce((a, b) => a + b)).toBeLessThan(0.01);
    }
  });
});
