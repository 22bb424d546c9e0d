/** Trains in the frames that a page is told: where their timetable has them, and nowhere else. */
import { expect, it } from 'vitest';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { VEHICLE, VEHICLE_STATE } from '../../sim/runner/protocol.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { describeCity } from '../../sim/runner/view/city-view.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { inspect } from '../../sim/runner/view/inspect.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';

const { width, x0, y0, tick0, x1, y1, tick1, load, state } = VEHICLE;

it('trains run on their lines in service hours, forth and back without a leap, and none at night', () => {
  const simulation = new Simulation({ ...shippedScenario('wuhan-2017'), scale: 5000, days: 1 }, 'baseline');
  const recorder = new Recorder(simulation.world);
  const city = describeCity(simulation.world);
  const stations = new Map(city.metro.map(({ line, x, y }) => [line, Array.from(x, (km, at) => `${km} ${y[at]}`)]));
  const places = new Map<number, readonly [number, number]>();
  let aboard = 0;
  const out = (hour: number, minute = 0): number => {
    simulation.runUntil(hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE);
    const { trains, tick } = describeFrame(simulation, recorder);
    expect(trains.length).toBe(city.trains.length * width);
    let count = 0;
    city.trains.forEach(({ line }, train) => {
      const row = trains.subarray(train * width, (train + 1) * width);
      const isOut = row[state] !== VEHICLE_STATE.depot;
      const was = places.get(train);
      places.delete(train);
      // At a station of its line it is, or between two that follow each other.
      const at = stations.get(line.en)!;
      const ends = [
        `${row[x1]} ${row[y1]}`,
        ...(row[state] === VEHICLE_STATE.driving ? [`${row[x0]} ${row[y0]}`] : []),
      ];
      const numbers = ends.map((end) => at.indexOf(end));
      expect(Math.min(...numbers), line.en).toBeGreaterThanOrEqual(0);
      if (!isOut) return;
      count++;
      aboard += row[load]!;
      expect(row[tick0]).toBeLessThanOrEqual(tick);
      if (row[state] === VEHICLE_STATE.driving) {
        expect(Math.abs(numbers[0]! - numbers[1]!)).toBe(1);
        expect(row[tick1]).toBeGreaterThan(tick);
      }
      const share = row[tick1]! > row[tick0]! ? (tick - row[tick0]!) / (row[tick1]! - row[tick0]!) : 1;
      const [x, y] = [row[x0]! + (row[x1]! - row[x0]!) * share, row[y0]! + (row[y1]! - row[y0]!) * share];
      // A minute is no more than two kilometres.
      if (was !== undefined) expect(Math.hypot(x - was[0], y - was[1])).toBeLessThan(2);
      places.set(train, [x, y]);
    });
    return count;
  };
  expect(city.trains.length).toBeGreaterThan(50);
  expect(out(4)).toBe(0);
  const morning = Array.from({ length: 40 }, (_, minute) => out(8, minute));
  expect(Math.min(...morning)).toBeGreaterThan(50);
  expect(aboard).toBeGreaterThan(0);
  const target = { kind: 'vehicle', index: city.vehicles + [...places.keys()][0]! } as const;
  const { service, facts } = inspect(simulation.world, recorder, target)!;
  expect(service).toBe(city.trains[0]!.service);
  expect(facts).toContainEqual({ key: 'line', value: city.trains[[...places.keys()][0]!]!.line.en });
  expect(
    inspect(simulation.world, recorder, { kind: 'vehicle', index: city.vehicles + city.trains.length }),
  ).toBeNull();
  expect(out(24)).toBe(0);
});
