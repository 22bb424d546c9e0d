/** A visit to a hospital is a route through counters, with bills on the way. */
import { enrolmentIndex } from '../../sim/model/catalogue.ts';
import { STAGES } from '../../sim/model/services/hospital/measures.ts';
import { describe, expect, it } from 'vitest';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { action, method, NO_SHOPPING, sector, tinyScenario, WUHAN, type Overrides } from '../model/fixture.ts';
import { meanOf, record, sumOf, type Recording, type Span } from './record.ts';

const HOSPITAL = sector('hospital');
/** One examination at most, and nobody pays at machines. */
const PLAIN = { 'hospital.further_examination_share': 0, 'hospital.machine_share': 0 };
const visitsOf = ({ parameters, ...more }: Overrides) =>
  record(tinyScenario({ scale: 500, days: 1, ...more, parameters: { ...NO_SHOPPING, ...PLAIN, ...parameters } }));
/** Everybody can pay by phone. */
const WALLETS = Object.fromEntries(
  ['smartphone_share', 'bank_account_share', 'wallet_share'].flatMap((family) =>
    AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, 1]),
  ),
);

const NO_ACCOUNTS = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.bank_account_share.${id}`, 0]));

/** Counters that each patient whose visit is complete was served at, in order. */
function routes({ served, visited }: Recording): Map<number, string[]> {
  const done = new Set(visited.map(({ person }) => person));
  const route = new Map<number, string[]>();
  for (const { sector: at, person, stage } of served) {
    if (at !== HOSPITAL || !done.has(person)) continue;
    route.set(person, [...(route.get(person) ?? []), STAGES[stage]!]);
  }
  return route;
}
const kindsOf = (run: Recording) => new Set([...routes(run).values()].map((route) => route.join(' ')));
const shareThat = <T>(items: Iterable<T>, holds: (item: T) => boolean) =>
  meanOf([...items].map((item) => (holds(item) ? 1 : 0)));

describe('a visit', () => {
  const run = visitsOf({});

  it('goes from the registration to the doctor, pays for what was prescribed, and gets it', () => {
    const first = 'registration doctor';
    expect(kindsOf(run)).toEqual(
      new Set([
        first,
        `${first} cashier examination`,
        `${first} cashier pharmacy`,
        `${first} cashier examination cashier pharmacy`,
      ]),
    );
  });

  it('has examinations and drugs as often as they say', () => {
    const all = [...routes(run).values()];
    expect(shareThat(all, (route) => route.includes('examination'))).toBeCloseTo(0.65, 1);
    expect(shareThat(all, (route) => route.includes('pharmacy'))).toBeCloseTo(0.85, 1);
  });

  it('takes the time of its counters, its queues and its walks', () => {
    const spans = new Map<number, number>();
    const add = ({ sector: at, person, ticks }: Span) => {
      if (at === HOSPITAL) spans.set(person, (spans.get(person) ?? 0) + ticks);
    };
    run.waited.forEach(add);
    run.served.forEach(add);
    const off = run.visited.filter(({ person, ticks, walking }) => Math.abs(ticks - walking - spans.get(person)!) > 1);
    expect(off).toEqual([]);
    expect(run.visited.length).toBeGreaterThan(150);
    // Walks between counters, as many as there are counters after the first.
    const walks = sumOf([...routes(run).values()].map((route) => route.length - 1));
    expect(sumOf(run.visited.map(({ walking }) => walking)) / walks / 600).toBeCloseTo(2.5, 0);
  });

  it('begins in opening hours', () => {
    const starts = run.waited
      .filter(({ sector: at, stage }) => at === HOSPITAL && stage === 0)
      .map(({ time, ticks }) => time - ticks);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(7 * TICKS_PER_HOUR);
    expect(Math.max(...starts)).toBeLessThan(18 * TICKS_PER_HOUR);
  });

  it('is the more frequent the older people are, and comes to the figure of the city', () => {
    const { people, city } = run.model;
    const came = new Set(run.waited.filter(({ sector: at }) => at === HOSPITAL).map(({ person }) => person));
    const rate = (band: number) => {
      const all = Array.from({ length: people.count }, (_, person) => person).filter(
        (person) => people.age(person) === band,
      );
      return all.filter((person) => came.has(person)).length / all.length;
    };
    expect(rate(6)).toBeGreaterThan(2 * rate(1));
    expect(rate(5)).toBeGreaterThan(rate(2));
    const perDay = city.figures.hospital_visits_per_resident_year.value / 365;
    // A working day has a quarter more than the average day.
    expect(came.size / people.count / (perDay * 1.25)).toBeGreaterThan(0.85);
    expect(came.size / people.count / (perDay * 1.25)).toBeLessThan(1.15);
  });

  it('is rarer at the weekend', () => {
    const sunday = visitsOf({ start: '2017-06-11' });
    expect(sunday.visited.length).toBeLessThan(0.6 * run.visited.length);
  });
});

describe('a bill', () => {
  it('is the fee at the registration and what was prescribed at the cashier', () => {
    const even = {
      'hospital.bill_cv': 0,
      'hospital.registration_yuan': 7,
      'hospital.examination_yuan': 100,
      'hospital.drugs_yuan': 50,
    };
    const sums = (more: Readonly<Record<string, number>> = {}) => {
      const { payments } = visitsOf({ parameters: { ...even, ...more } });
      return new Set(payments.filter((payment) => payment.sector === HOSPITAL).map(({ fen }) => fen));
    };
    expect(sums()).toEqual(new Set([700, 10_000, 5_000]));
    expect(sums({ 'hospital.pay_later_share': 1 })).toEqual(new Set([700, 10_000, 5_000, 15_000]));
  });

  it('can be paid with a bank card by whoever has too little cash', () => {
    const poor = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.cash_norm_yuan.${id}`, 10]));
    const { refused, payments } = visitsOf({ parameters: poor });
    expect(refused.filter((one) => one.sector === HOSPITAL)).toEqual([]);
    expect(payments.filter((one) => one.sector === HOSPITAL && one.fen > 1000).length).toBeGreaterThan(50);
  });

  it('that cannot be paid breaks the visit off', () => {
    const policy = [action('no_cash', { sectors: [HOSPITAL] })];
    const run = visitsOf({ policy, parameters: NO_ACCOUNTS });
    const refused = run.refused.filter((one) => one.sector === HOSPITAL);
    expect(refused.length).toBeGreaterThan(100);
    // Hospitals take no phones here: nobody gets past the registration.
    expect(run.visited).toEqual([]);
    expect(run.served.filter((one) => one.sector === HOSPITAL && one.stage > 0)).toEqual([]);
  });
});

describe('where hospitals collect at the end', () => {
  const run = visitsOf({ parameters: { 'hospital.pay_later_share': 1 } });

  it('there is one way to the cashier, after everything', () => {
    const first = 'registration doctor';
    expect(kindsOf(run)).toEqual(
      new Set([
        first,
        `${first} examination cashier`,
        `${first} pharmacy cashier`,
        `${first} examination pharmacy cashier`,
      ]),
    );
  });

  it('elsewhere patients pay on the way, where half of them do', () => {
    const { figures } = WUHAN;
    const city = { ...WUHAN, figures: { ...figures, hospitals: { ...figures.hospitals, value: 10 * 500 } } };
    const half = visitsOf({ city, parameters: { 'hospital.pay_later_share': 0.5 } });
    const kinds = kindsOf(half);
    expect(kinds).toContain('registration doctor cashier pharmacy');
    expect(kinds).toContain('registration doctor pharmacy cashier');
  });
});

describe('paying by phone', () => {
  const all = {
    ...WALLETS,
    'hospital.accepting_share': 1,
    'people.hospital_enrolled_share': 1,
    'payment.choice_shop_mobile': 3,
    'payment.choice_habit': 8,
  };

  it('spares the linked the counters at which one only pays', () => {
    const run = visitsOf({ parameters: { ...all, 'payment.mobile_failure_share': 0, 'payment.phone_empty_share': 0 } });
    const cashier = shareThat(routes(run).values(), (route) => route.includes('cashier'));
    expect(cashier).toBeLessThan(0.2);
    const direct = [...routes(run).values()].filter((route) => route[0] === 'doctor').length;
    expect(direct).toBeGreaterThan(50);
  });

  it('sends them to the counter when it fails, later by the attempt', () => {
    const policy = [action('outage', { fromDay: 0, fromMinute: 0, toMinute: 1440, sectors: [HOSPITAL] })];
    const run = visitsOf({ parameters: all, policy });
    expect(run.payments.filter((one) => one.sector === HOSPITAL && one.method === method('mobile'))).toEqual([]);
    expect(run.failed.filter((one) => one.sector === HOSPITAL).length).toBeGreaterThan(100);
    expect(run.visited.length).toBeGreaterThan(150);
    const straight = visitsOf({ parameters: { ...all, 'hospital.accepting_share': 0 } });
    expect(meanOf(run.visited.map(({ ticks }) => ticks))).toBeGreaterThan(
      meanOf(straight.visited.map(({ ticks }) => ticks)),
    );
  });

  it('links people on a visit where it can be used, those who trust it more often', () => {
    const linking = (parameters: Readonly<Record<string, number>>) => {
      const run = visitsOf({ parameters: { ...WALLETS, 'hospital.accepting_share': 1, ...parameters } });
      return { run, linked: run.enrolled.filter((one) => one.enrolment === enrolmentIndex('hospital')) };
    };
    const { run, linked } = linking({ 'hospital.enrol_at_visit_share': 1 });
    const visitors = new Set(run.waited.filter((one) => one.sector === HOSPITAL).map(({ person }) => person));
    for (const { person } of run.payments.filter((one) => one.sector === HOSPITAL)) visitors.add(person);
    expect(linked.length).toBeGreaterThan(100);
    expect(linked.every(({ person }) => visitors.has(person))).toBe(true);
    expect(linked.length).toBeLessThan(visitors.size);
    expect(linking({ 'hospital.enrol_at_visit_share': 0 }).linked).toEqual([]);
    expect(linking({ 'hospital.enrol_at_visit_share': 1, 'hospital.accepting_share': 0 }).linked).toEqual([]);
  });
});

it('whoever waits too long at a counter goes home', () => {
  const hasty = visitsOf({ parameters: { 'hospital.patience_minutes': 20, 'hospital.peak_load.doctor': 2 } });
  const left = hasty.walkedAway.filter((one) => one.sector === HOSPITAL && one.ticks > 0);
  expect(left.length).toBeGreaterThan(20);
  const gone = new Set(left.map(({ person }) => person));
  expect(hasty.visited.filter(({ person }) => gone.has(person))).toEqual([]);
  // They have waited as long as they were ready to, about.
  expect(meanOf(left.map(({ ticks }) => ticks)) / 600).toBeGreaterThan(10);
  expect(meanOf(left.map(({ ticks }) => ticks)) / 600).toBeLessThan(25);
});
