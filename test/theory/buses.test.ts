/**
 * Buses on one line against what is known of them: dwell times, the growth of headway deviations, waits and bunching.
 *
 * Notation. People come to a stop at random, `rate` a tick; each takes b ticks to board; ρ = rate · b. A bus that
 * arrives at A takes on those who have come since the doors of the bus before closed, at L', and those who come
 * meanwhile, and closes its doors when nobody is left: L = A + b · (number who came in (L', L]). In expectation,
 *
 *     L = A + ρ (L − L')        and        L − L° = (A − A° − ρ (L' − L'°)) / (1 − ρ)
 *
 * where ° marks the same line on which nothing was delayed. That is the recursion of G. F. Newell and R. B. Potts,
 * "Maintaining a bus schedule", Proceedings of the 2nd Conference of the Australian Road Research Board, 1964: every
 * stop multiplies a delay by 1 + ρ / (1 − ρ), and the bus behind runs early by ρ / (1 − ρ) of it. With Poisson arrivals
 * it is exact as long as buses do not catch up with each other: a delay begins a delay busy period of an M/D/1 queue.
 *
 * Intervals are Student t intervals over replications (days and directions, or disturbed trips), each at level
 * 1 − 0.01 / m where a test looks at m of them (Bonferroni). Seeds are fixed: what passes always passes.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  BOARDING_TICKS,
  callsByStop,
  dayOf,
  DOOR_TICKS,
  hourOf,
  lineScenario,
  runLine,
  SEGMENT_SECONDS,
  STOPS,
  ticksOf,
  type Call,
  type LineRecord,
} from './bus-line.ts';

const SEGMENT_TICKS = ticksOf(SEGMENT_SECONDS);
/** Stops where people board: the shortest ride is two stops long. */
const BOARDING_STOPS = Array.from({ length: STOPS - 2 }, (_, position) => position);
const LAST_STOP = STOPS - 3;
/** A Monday to the Friday after the next; of these the working days, in two directions, are replications. */
const DAYS = 12;
const REPLICATIONS = 20;
/** Two-sided Student t quantiles at 19 degrees of freedom, and for more than 150, at 1 − 0.01 / m. */
const T = { 3: 3.354, 6: 3.66 };
const Z = { 3: 2.94, 15: 3.48 };

/** Hours over which the timetable keeps one headway, on working days. */
const isMidday = (tick: number): boolean => hourOf(tick) >= 10 && hourOf(tick) < 15 && dayOf(tick) % 7 < 5;

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
const square = (x: number): number => x * x;

interface Estimate {
  readonly mean: number;
  readonly error: number;
}

function estimate(values: readonly number[]): Estimate {
  const mean = meanOf(values);
  const squares = sumOf(values.map((value) => square(value - mean)));
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Passengers a tick who come to a stop in an hour of the day, as counted over a run. */
function arrivalRates({ boardings }: LineRecord, days: number) {
  const at = (route: number, position: number, hour: number) => (route * STOPS + position) * 24 + hour;
  const count = new Float64Array(2 * STOPS * 24);
  for (const { route, position, came } of boardings) count[at(route, position, hourOf(came))]++;
  return (route: number, position: number, hour: number) => count[at(route, position, hour)] / (days * ticksOf(3600));
}

/** Intervals between the closing doors of consecutive midday trips at a stop, by day and route. */
function middayHeadways(calls: readonly Call[], position: number): number[][] {
  const groups = callsByStop(calls.filter((call) => call.position === position && isMidday(call.arrival)));
  return groups.map((group) => group.slice(1).map((call, i) => call.closing - group[i].closing));
}

describe('a bus at a stop', () => {
  const line = (alightSeconds: number) =>
    runLine(
      lineScenario({
        ridesPerResidentDay: 0.8,
        parameters: { 'bus.alight_seconds': alightSeconds, 'bus.segment_cv': 0.2 },
      }),
    );

  // As in the Transit Capacity and Quality of Service Manual (TCRP Report 165, 2013, chapter 6): the passenger flow
  // time of the door that takes longest, and the time for opening and closing.
  it.each([0, 5])(
    'stands for its boardings, or for alightings of %d s where they take longer, and its doors',
    (each) => {
      const { calls } = line(each);
      const alighting = ticksOf(each);
      const flows = calls.map(({ boarded, alighted }) => Math.max(boarded * BOARDING_TICKS, alighted * alighting));
      expect(calls.map(({ dwell }) => dwell)).toEqual(flows.map((flow) => flow + DOOR_TICKS));
      expect(calls.filter(({ boarded }) => boarded > 1).length).toBeGreaterThan(300);
      const longer = calls.filter(({ boarded, alighted }) => alighted * alighting > boarded * BOARDING_TICKS);
      expect(longer.length > 100).toBe(each > 0);
    },
  );

  it('takes on those who have come since the bus before closed its doors, and nobody else', () => {
    const { calls, boardings } = line(0);
    let looked = 0;
    for (const group of callsByStop(calls)) {
      group.sort((a, b) => a.closing - b.closing);
      let boarded = 0;
      let since = -1;
      group.forEach((call, i) => {
        boarded += call.boarded;
        // Two buses at the stop at once take turns.
        if (group[i + 1]?.arrival <= call.closing) return;
        const { route, position, closing } = call;
        const came = boardings.filter(
          (one) => one.route === route && one.position === position && one.came > since && one.came <= closing,
        );
        expect(came.length).toBe(boarded);
        looked += boarded;
        boarded = 0;
        since = closing;
      });
    }
    expect(looked).toBe(boardings.length);
    expect(looked).toBeGreaterThan(5000);
  });
});

describe('a bus that is late', () => {
  const delayTicks = ticksOf(60);
  const EVERY = 4;
  const isDisturbed = (trip: number, tick: number) => trip % EVERY === 0 && isMidday(tick);
  const key = ({ route, trip, position }: Pick<Call, 'route' | 'trip' | 'position'>) => `${route} ${trip} ${position}`;
  let on: LineRecord;
  let off: LineRecord;
  beforeAll(() => {
    const scenario = lineScenario({ ridesPerResidentDay: 0.7, days: DAYS });
    off = runLine(scenario);
    on = runLine(scenario, (_route, trip, tick) => (isDisturbed(trip, tick) ? delayTicks : 0));
  }, 60_000);

  /** How much later the recursion expects each trip to close its doors at each stop. */
  function expectedShifts(): Map<string, number> {
    const rate = arrivalRates(off, DAYS);
    const shifts = new Map<string, number>();
    const calls = [...off.calls].sort((a, b) => a.route - b.route || a.trip - b.trip || a.position - b.position);
    for (const call of calls) {
      const { route, trip, position, closing } = call;
      const late = position === 1 && isDisturbed(trip, closing) ? delayTicks : 0;
      const arrival = late + (shifts.get(key({ ...call, position: position - 1 })) ?? 0);
      const before = shifts.get(key({ ...call, trip: trip - 1 })) ?? 0;
      const rho = rate(route, position, hourOf(closing)) * BOARDING_TICKS;
      shifts.set(key(call), (arrival - rho * before) / (1 - rho));
    }
    return shifts;
  }

  /** Shifts seen, and how far from those expected, of disturbed trips (0 behind) and of the first and second behind. */
  function shiftsBehind(): Map<string, { seen: number; miss: number }[]> {
    const expected = expectedShifts();
    const closings = new Map(off.calls.map((call) => [key(call), call.closing]));
    const shifts = new Map<string, { seen: number; miss: number }[]>();
    for (const call of on.calls) {
      const behind = call.trip % EVERY;
      const head = closings.get(key({ ...call, trip: call.trip - behind, position: 1 }));
      if (call.position === 0 || call.position > LAST_STOP || behind === EVERY - 1) continue;
      if (head === undefined || !isDisturbed(call.trip - behind, head)) continue;
      const seen = call.closing - closings.get(key(call))!;
      const name = `${behind} behind, stop ${call.position}`;
      shifts.set(name, [...(shifts.get(name) ?? []), { seen, miss: seen - expected.get(key(call))! }]);
    }
    return shifts;
  }

  it('gets later by 1 / (1 − ρ) at every stop, and those behind it early and late in turn: Newell and Potts', () => {
    const shifts = shiftsBehind();
    expect(shifts.size).toBe(15);
    for (const [name, of] of shifts) {
      const { mean, error } = estimate(of.map(({ miss }) => miss));
      expect(of.length).toBeGreaterThan(150);
      expect(Math.abs(mean), `${name}: ${mean} ± ${error} ticks`).toBeLessThan(Z[15] * error);
    }
    // What has been shown is growth: the delay itself, carried along, would be far off; so would punctual followers.
    const seen = (behind: number) => estimate(shifts.get(`${behind} behind, stop ${LAST_STOP}`)!.map((s) => s.seen));
    const [late, early, lateAgain] = [seen(0), seen(1), seen(2)];
    expect(late.mean).toBeGreaterThan(1.5 * delayTicks);
    expect(late.mean - delayTicks).toBeGreaterThan(2 * Z[15] * late.error);
    expect(-early.mean).toBeGreaterThan(2 * Z[15] * early.error);
    expect(lateAgain.mean).toBeGreaterThan(Z[15] * lateAgain.error);
  });
});

describe('headways', () => {
  /** Squares of what a tick of delay at an earlier stop does to all headways at a later one, by the recursion. */
  function response(rho: readonly number[], from: number, to: number): number {
    let shifts: number[] = Array.from({ length: 40 }, (_, trip) => (trip === 0 ? 1 : 0));
    for (let position = from; position <= to; position++) {
      const closings: number[] = [];
      for (const [trip, shift] of shifts.entries()) {
        closings.push((shift - rho[position] * (closings[trip - 1] ?? 0)) / (1 - rho[position]));
      }
      shifts = closings;
    }
    return sumOf(shifts.map((shift, trip) => square(shift - (shifts[trip - 1] ?? 0))));
  }

  it('vary as the recursion carries the noise of running times and of Poisson arrivals along', () => {
    const cv = 0.1;
    const scenario = lineScenario({ ridesPerResidentDay: 0.6, days: DAYS, parameters: { 'bus.segment_cv': cv } });
    const record = runLine(scenario);
    const rate = arrivalRates(record, DAYS);
    const cells = [0, 1].flatMap((route) => [10, 11, 12, 13, 14].map((hour) => ({ route, hour })));
    const rates = BOARDING_STOPS.map((stop) => meanOf(cells.map(({ route, hour }) => rate(route, stop, hour))));
    const rho = rates.map((one) => one * BOARDING_TICKS);
    const headway = meanOf(middayHeadways(record.calls, 0).flat());
    const running = square(cv * SEGMENT_TICKS);
    for (const stop of BOARDING_STOPS) {
      let expected = 0;
      for (let from = 0; from <= stop; from++) {
        const boarding = square(BOARDING_TICKS) * rates[from] * headway;
        expected += ((from === 0 ? 0 : running) + boarding) * response(rho, from, stop);
      }
      const variances = middayHeadways(record.calls, stop).map((day) => meanOf(day.map((h) => square(h - headway))));
      const { mean, error } = estimate(variances);
      expect(variances).toHaveLength(REPLICATIONS);
      expect(Math.abs(mean - expected), `${stop}: ${mean} ± ${error}, not ${expected}`).toBeLessThan(T[6] * error);
      // Buses that took on nobody would have headways as even as their running times, far outside.
      expect(mean - 2 * stop * running).toBeGreaterThan(2 * T[6] * error);
    }
  });

  // J. C. Tanner, "A derivation of the Borel distribution", Biometrika 48, 1961: those served in a busy period that n
  // customers begin. With a Poisson n of mean rate · g: P. C. Consul and G. C. Jain, Technometrics 15, 1973.
  it('decide how many board: after a gap g rate · g / (1 − ρ), with a variance of rate · g / (1 − ρ)³', () => {
    const scenario = lineScenario({ ridesPerResidentDay: 0.6, days: DAYS, parameters: { 'bus.segment_cv': 0.2 } });
    const record = runLine(scenario);
    const rate = arrivalRates(record, DAYS);
    const headway = meanOf(middayHeadways(record.calls, 0).flat());
    const deviations: number[] = [];
    const slope = { noise: 0, scale: 0 };
    for (const group of callsByStop(record.calls.filter(({ position }) => position <= LAST_STOP))) {
      group.slice(1).forEach(({ route, position, arrival, closing, boarded }, i) => {
        const from = group[i].closing;
        if (arrival <= from || !isMidday(from) || !isMidday(closing)) return;
        // Rates change on the hour.
        const hour = closing - (closing % ticksOf(3600));
        const after = Math.max(0, arrival - Math.max(hour, from));
        const begin =
          (arrival - from - after) * rate(route, position, hourOf(from)) +
          after * rate(route, position, hourOf(closing));
        const rho = rate(route, position, hourOf(closing)) * BOARDING_TICKS;
        const deviation = boarded - begin / (1 - rho);
        const variance = begin / (1 - rho) ** 3;
        deviations.push(deviation / Math.sqrt(variance));
        // Least squares of what the formula leaves on the gap: it must leave no slope.
        slope.noise += (deviation * (arrival - from - headway)) / variance;
        slope.scale += square(arrival - from - headway) / variance;
      });
    }
    const n = deviations.length;
    expect(n).toBeGreaterThan(4000);
    expect(Math.abs(meanOf(deviations))).toBeLessThan(Z[3] / Math.sqrt(n));
    expect(Math.abs(slope.noise) / Math.sqrt(slope.scale)).toBeLessThan(Z[3]);
    const squares = estimate(deviations.map(square));
    expect(Math.abs(squares.mean - 1)).toBeLessThan(Z[3] * squares.error);
  });
});

describe('people who come at random', () => {
  const seconds = 3.1;
  const line = (cv: number) =>
    runLine(
      lineScenario({
        ridesPerResidentDay: 0.4,
        residents: 5000,
        days: DAYS,
        parameters: { 'bus.segment_cv': cv, 'payment.bus_cash_ready_seconds': seconds },
      }),
    );

  /** Mean waits, by day and direction, of those who came between the first and the last midday bus; by the formula. */
  function meanWaits({ calls, boardings }: LineRecord): { seen: number; formula: number; regular: number }[] {
    const sums = Array.from({ length: 2 * DAYS }, () => ({ waits: 0, people: 0, squares: 0, time: 0, intervals: 0 }));
    for (const group of callsByStop(calls.filter((call) => call.position <= LAST_STOP && isMidday(call.arrival)))) {
      group.sort((a, b) => a.closing - b.closing);
      const { route, position, closing: from } = group[0];
      const to = group.at(-1)!.closing;
      const of = sums[dayOf(from) * 2 + route];
      group.slice(1).forEach(({ closing, boarded }, i) => {
        of.squares += square(closing - group[i].closing);
        of.time += closing - group[i].closing;
        of.intervals++;
        // Waits end when it is one's turn, intervals when the doors close: after one's own boarding and those behind.
        of.waits += ((boarded * (boarded + 1)) / 2) * ticksOf(seconds);
      });
      for (const one of boardings) {
        if (one.route !== route || one.position !== position || one.came <= from || one.came > to) continue;
        of.waits += one.waited;
        of.people++;
      }
    }
    return sums
      .filter(({ people }) => people > 0)
      .map(({ waits, people, squares, time, intervals }) => {
        const headway = time / intervals;
        const cv2 = squares / intervals / square(headway) - 1;
        return { seen: waits / people, formula: (headway / 2) * (1 + cv2), regular: headway / 2 };
      });
  }

  // P. I. Welding, "The instability of a close-interval service", Operational Research Quarterly 8, 1957; E. E. Osuna
  // and G. F. Newell, "Control strategies for an idealized public transportation system", Transportation Science 6,
  // 1972.
  it.each([0, 0.3, 0.6])('wait H / 2 · (1 + cv²) for a bus, with running times that vary by %d', (cv) => {
    const record = line(cv);
    const waits = meanWaits(record);
    expect(waits).toHaveLength(REPLICATIONS);
    const { mean, error } = estimate(waits.map(({ seen, formula }) => seen / formula));
    expect(Math.abs(mean - 1)).toBeLessThan(T[3] * error);
    expect(error).toBeLessThan(0.01);
    if (cv < 0.6) return;
    // Half a headway, as if buses came evenly, is far too little.
    const regular = estimate(waits.map(({ seen, regular: half }) => seen / half));
    expect(regular.mean - 1).toBeGreaterThan(2 * T[3] * regular.error);
  });
});

describe('buses bunch', () => {
  /** Coefficient of variation of midday headways at a stop, and the share of headways below half the mean. */
  function regularity(ridesPerResidentDay: number, cv: number, stop: number, parameters = {}) {
    const scenario = lineScenario({
      ridesPerResidentDay,
      days: 3,
      parameters: { 'bus.segment_cv': cv, ...parameters },
    });
    const headways = middayHeadways(runLine(scenario).calls, stop).flat();
    const mean = meanOf(headways);
    const bunched = headways.filter((h) => h < mean / 2).length / headways.length;
    return { cv: Math.sqrt(meanOf(headways.map((h) => square(h / mean - 1)))), bunched };
  }

  // By the levels of service for headway adherence of the manual's second edition (TCRP Report 100, 2003, part 3), a
  // coefficient up to 0.21 is like clockwork, and from 0.75 on most vehicles are bunched.
  it('where many board and traffic varies, and run like clockwork where few board and it does not', () => {
    const calm = regularity(0.1, 0.1, LAST_STOP);
    const both = regularity(1.2, 0.5, LAST_STOP);
    const noisy = regularity(0.1, 0.5, LAST_STOP);
    const crowded = regularity(1.2, 0.1, LAST_STOP);
    expect(calm.cv).toBeLessThan(0.21);
    expect(calm.bunched).toBe(0);
    expect(both.cv).toBeGreaterThan(0.75);
    expect(both.bunched).toBeGreaterThan(1 / 3);
    for (const one of [noisy, crowded]) {
      expect(one.cv).toBeGreaterThan(2 * calm.cv);
      expect(one.cv).toBeLessThan(both.cv);
      expect(one.bunched).toBeLessThan(both.bunched);
    }
  });

  it('no more where a trip begins: buses are held at the terminals until they are due', () => {
    const scenario = lineScenario({ ridesPerResidentDay: 1.2, days: 3, parameters: { 'bus.segment_cv': 0.5 } });
    const { calls } = runLine(scenario);
    const departures = callsByStop(calls.filter(({ position, arrival }) => position === 0 && isMidday(arrival)));
    const gaps = departures.flatMap((group) => group.slice(1).map((call, i) => call.arrival - group[i].arrival));
    expect(gaps.length).toBeGreaterThan(200);
    expect(new Set(gaps).size).toBe(1);
  });
});

describe('lateness', () => {
  const even = { 'bus.door_seconds': 0, 'bus.planned_dwell_seconds': 0 };

  it('is exactly nothing without dwell times and with even traffic: where nobody rides', () => {
    const { trips, calls } = runLine(lineScenario({ ridesPerResidentDay: 0, parameters: even }));
    expect(trips.length).toBeGreaterThan(300);
    expect(new Set(trips.map(({ late }) => late))).toEqual(new Set([0]));
    expect(new Set(calls.map(({ dwell }) => dwell))).toEqual(new Set([0]));
    expect(new Set(trips.map(({ running }) => running))).toEqual(new Set([(STOPS - 1) * SEGMENT_TICKS]));
  });

  it('is exactly nothing also where thousands wait and none takes time to be sent away', () => {
    const policy = ['{ measure: no_cash, sectors: [bus], from: 2017-06-05 }'];
    // Nobody buys a card and rides with it the next day.
    const parameters = { ...even, 'payment.card_buy_share': 0 };
    const { trips, refused, boardings } = runLine(lineScenario({ ridesPerResidentDay: 1.2, policy, parameters }));
    expect(new Set(trips.map(({ late }) => late))).toEqual(new Set([0]));
    expect(refused.length).toBeGreaterThan(5000);
    expect(boardings).toEqual([]);
  });

  it('is what buses stand beyond the timetable, to the tick, where traffic is even and trips begin on time', () => {
    const planned = 40;
    const parameters = { 'bus.planned_dwell_seconds': planned };
    const { trips, calls } = runLine(lineScenario({ ridesPerResidentDay: 0.6, parameters }));
    const stood = new Map<string, number>();
    for (const { route, trip, dwell } of calls) {
      stood.set(`${route} ${trip}`, (stood.get(`${route} ${trip}`) ?? 0) + dwell);
    }
    const midday = trips.filter(({ ended }) => isMidday(ended));
    const dwells = midday.map(({ route, trip }) => stood.get(`${route} ${trip}`)!);
    expect(midday.map(({ late }) => late)).toEqual(dwells.map((sum) => sum - (STOPS - 1) * ticksOf(planned)));
    expect(midday.map(({ running }) => running)).toEqual(dwells.map((sum) => sum + (STOPS - 1) * SEGMENT_TICKS));
    expect(midday.some(({ late }) => late > 0) && midday.some(({ late }) => late < 0)).toBe(true);
  });
});
