import { SECTORS } from '../../sim/model/catalogue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { runWorld, SHOPS, tinyScenario, WUHAN } from './fixture.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';

type Measures = Record<string, number>;
interface City {
  readonly people: number;
  readonly facilities: readonly number[];
  readonly measures: Measures;
  readonly outcome: WorldOutcome;
}

function city(scale: number, days: number): City {
  const { simulation, measures, outcome } = runWorld(tinyScenario({ scale, days }), 'baseline');
  const facilities = SECTORS.map(() => 0);
  for (const places of simulation.world.places) for (const at of places.sector) facilities[at]++;
  return { people: simulation.people, facilities, measures, outcome };
}

const DAYS = 7;
let fine: City;
let coarse: City;
beforeAll(() => {
  fine = city(500, DAYS);
  coarse = city(2000, DAYS);
});

/** Counts of a name a person and day, and how far two cities may lie apart: five standard errors of a Poisson count. */
function expectSameRate(count: (measures: Measures) => number): void {
  const rates = [fine, coarse].map(({ measures, people }) => count(measures) / people / DAYS);
  const error = Math.sqrt(rates[0] / (coarse.people * DAYS));
  expect(rates[0]).toBeGreaterThan(0);
  expect(Math.abs(rates[1] - rates[0])).toBeLessThan(5 * error);
}

describe('at another scale', () => {
  it('people live the same days', () => {
    expectSameRate((m) => m['hospital.visits']);
    for (const at of SHOPS) {
      const id = SECTORS[at];
      expectSameRate((m) => m[`payments.count.${id}`] + m[`refusals.count.${id}`] + m[`walkaways.count.${id}`]);
    }
    expectSameRate((m) => m['payments.count.bus'] + m['walkaways.count.bus'] + m['refusals.count.bus']);
  });

  it('each facility bears the same load', () => {
    for (const at of [0, ...SHOPS]) {
      const load = ({ measures, facilities }: City) => measures[`payments.count.${SECTORS[at]}`] / facilities[at];
      // Facilities are whole: of few there is one too many or too few.
      const rounding = 0.5 / coarse.facilities[at] + 0.5 / fine.facilities[at];
      expect(Math.abs(load(coarse) / load(fine) - 1)).toBeLessThan(rounding + 0.06);
    }
    expect(coarse.people * 4).toBeGreaterThan(fine.people * 0.99);
  });

  it('people pay in the same ways', () => {
    for (const name of ['payments.mobile_share', 'enrolment.wallet_share', 'payments.mobile_share.restaurant']) {
      expect(Math.abs(coarse.measures[name] - fine.measures[name])).toBeLessThan(0.03);
    }
  });
});

describe('memory', () => {
  /** Bytes a person may take. */
  const BYTES_MAX = 80;

  // Simulation.bytes are all typed columns of a world on one worker, before its first day: people's records, the room for
  // those who wait and for events to come, and shops, hospitals and buses, of which there are more with more people.
  // What every world has, however many live in it, is in both and cancels.
  it('is within its budget for each person more', () => {
    const [some, more] = [20, 10].map((scale) => {
      const { people, bytes } = new Simulation(shippedScenario('wuhan-2017', { scale }), 'policy');
      return { people, bytes };
    });
    expect(more.people).toBeGreaterThan(1.9 * some.people);
    expect((more.bytes - some.bytes) / (more.people - some.people)).toBeLessThanOrEqual(BYTES_MAX);
  });
});

describe('Wuhan', () => {
  it('rides the bus as often as the city figure says', () => {
    const planned = fine.measures['city.bus_rides_per_person_day'];
    const { value } = WUHAN.figures.bus_rides_per_resident_day;
    expect(planned / value).toBeGreaterThan(0.9);
    expect(planned / value).toBeLessThan(1.05);
  });

  it('pays the bus by card and in cash about seven to three before there is a code', () => {
    const { 'payments.count.bus.card': card, 'payments.count.bus.cash': cash } = fine.measures;
    expect(fine.measures['payments.count.bus.mobile']).toBe(0);
    expect(card / (card + cash)).toBeGreaterThan(0.66);
    expect(card / (card + cash)).toBeLessThan(0.74);
  });

  it('pays 1.2 to 2 times an adult and day', () => {
    const people = AGE_BANDS.map((_, age) =>
      fine.outcome.personAge.reduce((sum, band) => sum + (band === age ? 1 : 0), 0),
    );
    let payments = 0;
    let adults = 0;
    AGE_BANDS.slice(1).forEach(({ id }, i) => {
      payments += fine.measures[`payments.count.${id}`];
      adults += people[i + 1];
    });
    expect(payments / adults / DAYS).toBeGreaterThan(1.2);
    expect(payments / adults / DAYS).toBeLessThan(2);
  });

  it('sees a doctor as often as the city figure says', () => {
    const perYear = (fine.measures['hospital.visits'] / fine.people / DAYS) * 365;
    const { value } = WUHAN.figures.hospital_visits_per_resident_year;
    expect(perYear / value).toBeGreaterThan(0.85);
    expect(perYear / value).toBeLessThan(1.08);
  });

  it('lives other days at the weekend', () => {
    const daily = (name: string, group: string) =>
      fine.outcome.values.filter((v) => v.day >= 0 && v.name === name && v.group === group).map((v) => v.value ?? NaN);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const ratio = (name: string, group: string) =>
      mean(daily(name, group).slice(5)) / mean(daily(name, group).slice(0, 5));
    expect(ratio('payments.count', 'sector=bus')).toBeLessThan(0.85);
    expect(ratio('hospital.visits', '')).toBeLessThan(0.8);
    expect(ratio('payments.count', 'sector=supermarket')).toBeGreaterThan(1.1);
    expect(ratio('bus.trips', '')).toBeLessThan(1);
  });

  it('keeps its week when the run begins on another day', () => {
    const bus = (start: string) =>
      runWorld(tinyScenario({ start, days: 2 }), 'baseline').outcome.values.filter(
        (v) => v.day >= 0 && v.name === 'payments.count' && v.group === 'sector=bus',
      );
    const [friday, saturday] = bus('2017-06-09').map((v) => v.value ?? NaN);
    const [sunday, monday] = bus('2017-06-11').map((v) => v.value ?? NaN);
    expect(Math.max(saturday, sunday)).toBeLessThan(0.9 * Math.min(friday, monday));
    // A week later is the same day of the week, and nothing else tells the weeks apart.
    expect(bus('2017-06-16')).toEqual(bus('2017-06-09'));
  });
});
