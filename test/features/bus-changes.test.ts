/** Bus trips on which the line is changed: how they are found, and how they are made. */
import { describe, expect, it } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Geography } from '../../sim/model/geography.ts';
import { BusLines } from '../../sim/model/services/bus/lines.ts';
import { BUS_TABLE } from '../../sim/model/services/bus/parameters.ts';
import { Routes } from '../../sim/model/services/bus/routes.ts';
import type { Simulation } from '../../sim/runner/simulate.ts';
import {
  action,
  listener,
  NO_SHOPPING,
  sector,
  service,
  tinyScenario,
  WUHAN,
  type Overrides,
} from '../model/fixture.ts';
import { record } from './record.ts';

const BUS = sector('bus');

describe('the trip that is found', () => {
  const random = new RandomSource('changes');
  const { parameters } = tinyScenario();
  const p = BUS_TABLE.read(parameters);
  const geography = new Geography(WUHAN, 20, parameters, random);
  const net = new BusLines(geography, 60, p, random.purpose('bus.line'), new Memory());
  const { lines } = net;
  const routes = new Routes(geography, lines, net.gaps, p);
  const draw = random.purpose('pairs');
  const stops = Array.from({ length: lines.stops }, (_, stop) => stop);
  const km = (x: number, y: number, stop: number) => Math.hypot(lines.x[stop] - x, lines.y[stop] - y);
  const between = (from: number, to: number) => {
    const gaps = net.gaps.subarray(Math.min(from, to), Math.max(from, to));
    return gaps.reduce((sum, gap) => sum + (p.segment_seconds * gap + p.planned_dwell_seconds) / 60, 0);
  };

  /** The stop of each line nearest to a point, of those within reach; of the two nearest lines where there are fewer. */
  function nearestOf(x: number, y: number, reach: number, least: number): number[] {
    const best = Array.from({ length: lines.count }, (_, line) =>
      stops.filter((stop) => lines.lineOf(stop) === line).reduce((a, b) => (km(x, y, b) < km(x, y, a) ? b : a)),
    ).sort((a, b) => km(x, y, a) - km(x, y, b));
    const near = best.filter((stop) => km(x, y, stop) <= reach);
    return near.length < least ? best.slice(0, least) : near;
  }
  const atHome = (home: number) => nearestOf(geography.homeX[home]!, geography.homeY[home]!, p.reach_km, 2);

  /** All trips with one change at most, one by one. */
  function fewestMinutes(from: number, to: number): number {
    const on = (home: number, stop: number) =>
      km(geography.homeX[home]!, geography.homeY[home]!, stop) * p.walk_minutes_a_km;
    let best = routes.kmBetween(from, to) * p.walk_minutes_a_km;
    for (const first of atHome(from)) {
      const line = lines.lineOf(first);
      for (const last of atHome(to)) {
        const ends = on(from, first) + on(to, last);
        if (lines.lineOf(last) === line && last !== first) {
          best = Math.min(best, ends + between(first, last));
        }
        for (let off = lines.firstStop[line]!; off < lines.firstStop[line + 1]!; off++) {
          if (off === first) continue;
          const [x, y] = [lines.x[off]!, lines.y[off]!];
          for (const board of changes[off]!) {
            if (lines.lineOf(board) !== lines.lineOf(last) || board === last) continue;
            const rides = between(first, off) + between(board, last);
            best = Math.min(best, ends + rides + p.change_minutes + km(x, y, board) * p.walk_minutes_a_km);
          }
        }
      }
    }
    return best;
  }
  const changes = stops.map((stop) =>
    nearestOf(lines.x[stop]!, lines.y[stop]!, p.change_km, 0).filter((one) => lines.lineOf(one) !== lines.lineOf(stop)),
  );

  it('is the shortest of all with one change at most', () => {
    let [direct, changed] = [0, 0];
    for (let i = 0; i < 60; i++) {
      const from = draw.below(i, 0, geography.neighbourhoods);
      routes.lookFrom(from);
      for (let j = 0; j < 6; j++) {
        const to = (from + 1 + draw.below(i, 1 + j, 40)) % geography.neighbourhoods;
        const found = routes.leadsTo(to, routes.kmBetween(from, to));
        expect(routes.minutes).toBeCloseTo(fewestMinutes(from, to), 3);
        if (!found) continue;
        expect(lines.lineOf(routes.from)).toBe(lines.lineOf(routes.off));
        if (routes.on < 0) direct++;
        else {
          changed++;
          expect(lines.lineOf(routes.on)).toBe(lines.lineOf(routes.to));
          expect(lines.lineOf(routes.on)).not.toBe(lines.lineOf(routes.off));
          expect(km(lines.x[routes.off]!, lines.y[routes.off]!, routes.on)).toBeLessThanOrEqual(p.change_km);
        }
      }
    }
    expect(direct).toBeGreaterThan(20);
    expect(changed).toBeGreaterThan(10);
  });
});

/** A run, and who changed, when. */
function ride({ parameters, ...more }: Overrides = {}) {
  const changed: { person: number; tick: number }[] = [];
  const arrived: { person: number; changes: number }[] = [];
  const note = ({ world }: Simulation) =>
    world.facts.add(
      listener({
        changed: (person: number) => void changed.push({ person, tick: world.engine.now }),
        arrived: (person: number, changes: number) => void arrived.push({ person, changes }),
      } as Parameters<typeof listener>[0]),
    );
  const scenario = tinyScenario({
    scale: 200,
    days: 1,
    ...more,
    city: { ...WUHAN, metro: [] },
    parameters: { ...NO_SHOPPING, ...parameters },
  });
  return { ...record(scenario, 'policy', note), changed, arrived };
}

describe('whoever changes', () => {
  const day = ride();
  const fares = day.payments.filter((one) => one.sector === BUS);
  const fleet = service(day.model, 'bus').fleet!;

  it('boards and pays again, after a walk and a wait', () => {
    expect(day.changed.length).toBeGreaterThan(1000);
    const boardings = new Map<number, number[]>();
    for (const { person, tick } of fares) boardings.set(person, [...(boardings.get(person) ?? []), tick]);
    const waits = day.changed.flatMap(({ person, tick }) => {
      const next = boardings.get(person)!.find((later) => later > tick);
      return next === undefined ? [] : [(next - tick) / 600];
    });
    // Others have tired of waiting, or wait at midnight.
    expect(waits.length / day.changed.length).toBeGreaterThan(0.97);
    expect(Math.min(...waits)).toBeGreaterThan(2);
  });

  it('is counted: changes a trip, and the share of trips with one', () => {
    const twice = day.arrived.filter(({ changes }) => changes === 1).length;
    expect(day.measures['bus.transfer_share']).toBeCloseTo(twice / day.arrived.length, 9);
    const trips = day.arrived.length + day.changed.length - twice;
    expect(day.measures['bus.transfers_per_trip']).toBeCloseTo(day.changed.length / trips, 9);
    expect(day.measures['bus.transfers_per_trip']).toBeGreaterThan(0.2);
    expect(day.measures['bus.transfers_per_trip']).toBeLessThan(0.5);
  });

  it('comes from a home whose people take different lines', () => {
    const linesOf = new Map<number, Set<number>>();
    for (const { person, place } of fares) {
      const home = day.model.people.home.get(person);
      linesOf.set(home, (linesOf.get(home) ?? new Set()).add(fleet.lineOf[place]!));
    }
    expect([...linesOf.values()].filter(({ size }) => size > 1).length / linesOf.size).toBeGreaterThan(0.8);
  });

  it('is as usual at another scale', () => {
    const small = ride({ scale: 1000 });
    const difference = small.measures['bus.transfers_per_trip']! - day.measures['bus.transfers_per_trip']!;
    expect(Math.abs(difference)).toBeLessThan(0.08);
  });

  it('goes another way for both rides where the first cannot be made', () => {
    const refusing = [action('no_cash', { sectors: [BUS] })];
    const none = ride({ scale: 1000, policy: refusing, parameters: { 'bus.other_way_minutes': 0 } });
    // Refused at the first farebox, nobody comes to the second.
    const boarded = new Set(none.payments.filter((one) => one.sector === BUS).map(({ person }) => person));
    expect(none.changed.filter(({ person }) => !boarded.has(person))).toEqual([]);
    expect(none.refused.length).toBeGreaterThan(100);
  });
});
