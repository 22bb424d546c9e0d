/** Lines that are laid out cross wide water at few places, which are its bridges. */
import { describe, expect, it } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Geography } from '../../sim/model/geography.ts';
import { BusLines } from '../../sim/model/services/bus/lines.ts';
import { BUS_TABLE } from '../../sim/model/services/bus/parameters.ts';
import { middleOf, Water, type Point } from '../../sim/model/services/bus/water.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { tinyScenario } from '../model/fixture.ts';

const { parameters } = tinyScenario();
/** Bridges in each city, at most. */
const CITIES = { wuhan: 60, hangzhou: 40, tianjin: 30, fuzhou: 40 } as const;
const km = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

describe.each(Object.entries(CITIES))('lines of %s', (id, most) => {
  const layOut = (dry: boolean) => {
    const city = shippedCities().get(id)!;
    const random = new RandomSource('7');
    const geography = new Geography(city, 1, parameters, random);
    // People live where they do.
    if (dry) Object.defineProperty(geography, 'water', { value: [] });
    const count = city.figures['bus_lines']!.value;
    const p = BUS_TABLE.read(parameters);
    const net = new BusLines(geography, count, p, random.purpose('bus.line'), new Memory());
    const { lines } = net;
    const paths = Array.from({ length: lines.count }, (_, line) =>
      Array.from({ length: lines.stopsOf(line) }, (_, i): Point => {
        const stop = lines.firstStop[line]! + i;
        return [lines.x[stop]!, lines.y[stop]!];
      }),
    );
    return { ...net, net, geography, paths };
  };
  const { net, paths, geography } = layOut(false);
  const free = layOut(true);
  const water = new Water(geography);
  /** The middle of each way over water, between stops on land. */
  const overWater = (all: readonly (readonly Point[])[]) =>
    all.flatMap((path) => {
      const first = path.findIndex((stop) => !water.isWet(stop));
      return water
        .crossings(path.slice(Math.max(0, first)))
        .flatMap(({ from, to }) => (to === null ? [] : [[from, to] as const]));
    });
  const middles = (all: readonly (readonly Point[])[]) =>
    overWater(all).map(([from, to]): Point => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);

  it('cross wide water at its bridges, which are few and apart', () => {
    expect(net.bridges.length).toBeGreaterThan(0);
    expect(net.bridges.length).toBeLessThanOrEqual(most);
    net.bridges.forEach((one, i) => {
      for (const other of net.bridges.slice(0, i)) {
        if (other.body === one.body) expect(km(middleOf(one), middleOf(other))).toBeGreaterThanOrEqual(3);
      }
    });
    const wide = overWater(paths)
      .map(([from, to]) => ({ from, to, km: km(from, to) }))
      .filter((one) => one.km > 0.3);
    const astray = wide.filter(({ from, to }) =>
      net.bridges.every((bridge) => km(middleOf(bridge), [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]) > 1),
    );
    expect(astray.length / Math.max(1, wide.length)).toBeLessThan(0.03);
    // Without bridges they cross everywhere.
    const before = middles(free.paths).filter((at) => net.bridges.every((bridge) => km(middleOf(bridge), at) > 1));
    expect(before.length).toBeGreaterThan(10 * astray.length);
  });

  it('stand on land, in the city, as far apart as before', () => {
    const wet = (all: readonly (readonly Point[])[]) => all.flat().filter((stop) => water.isWet(stop)).length;
    expect(wet(paths)).toBeLessThan(0.25 * wet(free.paths));
    expect(paths.flat().filter(([x, y]) => !geography.isInCity(x, y))).toEqual([]);
    const gap = (all: readonly (readonly Point[])[]) => {
      const gaps = all.flatMap((path) => path.slice(1).map((stop, i) => km(path[i]!, stop)));
      return gaps.reduce((sum, one) => sum + one, 0) / gaps.length;
    };
    expect(Math.abs(gap(paths) / gap(free.paths) - 1)).toBeLessThan(0.08);
  });

  it('are otherwise where they were', () => {
    const same = paths.filter((path, line) => path.every((stop, i) => km(stop, free.paths[line]![i]!) === 0));
    expect(same.length / paths.length).toBeGreaterThan(0.3);
  });
});
