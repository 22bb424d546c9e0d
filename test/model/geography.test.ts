import { Catchments } from '../../sim/model/kit/catchment.ts';
import { describe, expect, it } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { apportion, Geography, KM_PER_DEGREE_LATITUDE, planeOf } from '../../sim/model/geography.ts';
import { isInside } from '../../sim/model/polygon.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { BusLines } from '../../sim/model/services/bus/lines.ts';
import { service, tinyScenario, WUHAN } from './fixture.ts';
import { BUS_TABLE } from '../../sim/model/services/bus/parameters.ts';

const random = new RandomSource('geography');
const { parameters } = tinyScenario();
const SCALE = 20;
const geography = new Geography(WUHAN, SCALE, parameters, random);
const homes = Array.from(geography.homeX.keys());

describe('apportion', () => {
  const draw = random.purpose('test');
  it('shares out everything, each within one of its quota', () => {
    for (let trial = 0; trial < 200; trial++) {
      const weights = Array.from({ length: 1 + draw.below(trial, 0, 20) }, (_, i) => draw.uniform(trial, i + 1) * 1000);
      const total = draw.below(trial, 99, 5000);
      const counts = apportion(total, weights);
      const sum = weights.reduce((a, b) => a + b, 0);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(total);
      counts.forEach((count, i) => expect(Math.abs(count - (total * weights[i]) / sum)).toBeLessThan(1));
    }
  });

  it('gives what is left to the largest remainders, ties to the first', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [0.9, 3.1, 3])).toEqual([1, 3, 3]);
    expect(apportion(3, [1, 0, 1])).toEqual([2, 0, 1]);
    expect(apportion(0, [5, 1])).toEqual([0, 0]);
  });
});

describe('the plane', () => {
  it('is true to scale at the middle of the city', () => {
    const plane = planeOf(WUHAN);
    expect(plane.y(31) - plane.y(30)).toBeCloseTo(KM_PER_DEGREE_LATITUDE, 9);
    const latitudes = WUHAN.districts.flatMap((d) => d.rings.flatMap((ring) => ring.map(([, latitude]) => latitude)));
    const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
    const expected = KM_PER_DEGREE_LATITUDE * Math.cos((middle * Math.PI) / 180);
    expect(plane.x(115) - plane.x(114)).toBeCloseTo(expected, 6);
  });

  it('has nothing south or west of its corner', () => {
    const points = geography.rings.flat().flatMap((ring) => [...ring]);
    expect(Math.min(...points)).toBeGreaterThanOrEqual(-1e-9);
  });
});

describe('a district', () => {
  it('contains what lies in one of its rings', () => {
    const square = Float64Array.from([0, 0, 2, 0, 2, 2, 0, 2, 0, 0]);
    const far = Float64Array.from([10, 10, 11, 10, 11, 11, 10, 11, 10, 10]);
    expect(isInside([square, far], 1, 1)).toBe(true);
    expect(isInside([square, far], 10.5, 10.5)).toBe(true);
    for (const [x, y] of [
      [3, 1],
      [-1, 1],
      [1, 3],
      [1, -1],
      [9, 9],
    ]) {
      expect(isInside([square, far], x, y)).toBe(false);
    }
  });

  it('contains its centre and all its neighbourhoods', () => {
    WUHAN.districts.forEach(({ centre }, index) => {
      const [x, y] = [geography.plane.x(centre[0]), geography.plane.y(centre[1])];
      expect(isInside(geography.rings[index], x, y)).toBe(true);
    });
    const astray = homes.filter(
      (h) => !isInside(geography.rings[geography.homeDistrict[h]], geography.homeX[h], geography.homeY[h]),
    );
    expect(astray).toEqual([]);
    expect(homes.length).toBeGreaterThan(100);
  });

  it('has its residents in neighbourhoods of even size', () => {
    const counts = WUHAN.districts.map(() => 0);
    for (const h of homes) counts[geography.homeDistrict[h]] += geography.homePeople[h];
    expect(counts).toEqual(geography.districtPeople);
    WUHAN.districts.forEach((_, index) => {
      const sizes = homes.filter((h) => geography.homeDistrict[h] === index).map((h) => geography.homePeople[h]);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    });
  });

  it('has somebody in it at any scale', () => {
    const few = new Geography(WUHAN, 1_000_000, parameters, new RandomSource('few'));
    expect(few.districtPeople.reduce((a, b) => a + b, 0)).toBe(WUHAN.districts.length);
    expect(few.homePeople.reduce((a, b) => a + b, 0)).toBe(WUHAN.districts.length);
  });
});

describe('neighbourhoods', () => {
  it('that follow each other in number are near each other', () => {
    const distance = (a: number, b: number) =>
      Math.hypot(geography.homeX[a] - geography.homeX[b], geography.homeY[a] - geography.homeY[b]);
    const draw = random.purpose('pairs');
    const steps = homes.slice(1).reduce((sum, h) => sum + distance(h, h - 1), 0) / (homes.length - 1);
    const any = homes.reduce((sum, h) => sum + distance(h, draw.below(h, 0, homes.length)), 0) / homes.length;
    expect(steps).toBeLessThan(any / 5);
  });
});

describe('shops', () => {
  const map = new Catchments(geography, [20, 3, 0.001], random.purpose('shops'), SCALE, new Memory());
  const shops = Array.from(map.kind.keys());
  const people = geography.homePeople.reduce((a, b) => a + b, 0);

  it('are as many as asked for, and at least one of a kind', () => {
    const count = (kind: number) => shops.filter((shop) => map.kind[shop] === kind).length;
    expect([count(0), count(1), count(2)]).toEqual([
      Math.round((20 * people) / 10_000),
      Math.round((3 * people) / 10_000),
      1,
    ]);
  });

  it('stand in the district of their neighbourhood', () => {
    const astray = shops.filter(
      (s) => !isInside(geography.rings[geography.homeDistrict[map.home[s]]], map.x[s], map.y[s]),
    );
    expect(astray).toEqual([]);
  });

  it('are chosen near home, each of a kind by about as many residents', () => {
    const customers = new Map<number, number>();
    const draw = random.purpose('choose');
    homes.forEach((home) => {
      for (let i = 0; i < geography.homePeople[home]; i += 40) {
        const shop = map.choose(1, home, draw.uniform(home, i));
        expect(map.kind[shop]).toBe(1);
        customers.set(shop, (customers.get(shop) ?? 0) + 1);
      }
    });
    const counts = [...customers.values()];
    const mean = people / 40 / shops.filter((shop) => map.kind[shop] === 1).length;
    expect(customers.size).toBe(shops.filter((shop) => map.kind[shop] === 1).length);
    expect(Math.max(...counts)).toBeLessThan(1.8 * mean);
    expect(Math.min(...counts)).toBeGreaterThan(0.4 * mean);
    expect(map.choose(2, homes.length - 1, 0.999999)).toBe(map.count - 1);
    expect(map.choose(0, homes.length - 1, 1 - 1e-10)).toBeLessThan(map.count);
  });
});

/** A point inside a ring; none where those that are tried lie outside. */
function insideOf(ring: Float64Array): number[] {
  for (let i = 0; i + 5 < ring.length; i += 2) {
    const [x, y] = [0, 1].map((axis) => (ring[i + axis]! + ring[i + 2 + axis]! + ring[i + 4 + axis]!) / 3);
    if (isInside([ring], x!, y!)) return [x!, y!];
  }
  return [];
}

describe('wide water', () => {
  it.each(['wuhan', 'hangzhou', 'fuzhou', 'tianjin'])('of %s is where nobody lives, and nothing stands', (id) => {
    const city = shippedCities().get(id)!;
    const { parameters } = tinyScenario();
    const random = new RandomSource('7');
    const geography = new Geography(city, 1, parameters, random);
    expect(geography.water.length).toBeGreaterThan(0);
    const homes = Array.from(geography.homeX, (x, home) => geography.isWet(x, geography.homeY[home]!));
    expect(homes.filter(Boolean)).toEqual([]);
    const map = new Catchments(geography, [1], random.purpose('water'), 1, new Memory());
    expect(Array.from(map.x, (x, place) => geography.isWet(x, map.y[place]!)).filter(Boolean)).toEqual([]);
    // Not that all would be called dry.
    const [x, y] = geography.water.reduce<number[]>(
      (all, { rings: [ring] }) => (all.length > 0 ? all : insideOf(ring!)),
      [],
    );
    expect(geography.isWet(x!, y!)).toBe(true);
  });
});

describe('bus stops', () => {
  it('are on lines of different lengths that cross, near where people live', () => {
    const random = new RandomSource('7');
    const { parameters } = tinyScenario();
    const geography = new Geography(WUHAN, 1, parameters, random);
    const net = new BusLines(geography, 430, BUS_TABLE.read(parameters), random.purpose('bus.line'), new Memory());
    const { lines } = net;
    const lengths = Array.from({ length: lines.count }, (_, line) => lines.stopsOf(line));
    expect(Math.max(...lengths)).toBeGreaterThan(2 * Math.min(...lengths));
    expect(lines.stops / lines.count).toBeCloseTo(22, 0);
    const gaps = Array.from({ length: lines.stops - 1 }, (_, stop) => stop).filter(
      (stop) => lines.lineOf(stop) === lines.lineOf(stop + 1),
    );
    const km = (a: number, b: number) => Math.hypot(lines.x[a] - lines.x[b], lines.y[a] - lines.y[b]);
    const usual = gaps.filter((stop) => km(stop, stop + 1) > 0.35 && km(stop, stop + 1) < 0.9);
    expect(usual.length / gaps.length).toBeGreaterThan(0.9);
    // Lines that have stops of others within 300 m.
    const cells = new Map<string, Set<number>>();
    const cellOf = (stop: number) => `${Math.floor(lines.x[stop] / 0.3)} ${Math.floor(lines.y[stop] / 0.3)}`;
    for (let stop = 0; stop < lines.stops; stop++) {
      cells.set(cellOf(stop), (cells.get(cellOf(stop)) ?? new Set()).add(lines.lineOf(stop)));
    }
    const met = new Set([...cells.values()].filter(({ size }) => size > 1).flatMap((together) => [...together]));
    expect(met.size / lines.count).toBeGreaterThan(0.9);
    // Residents within 500 m of a stop, by every tenth neighbourhood.
    const homes = Array.from({ length: geography.neighbourhoods / 10 }, (_, i) => i * 10);
    const served = homes.filter((home) =>
      lines.x.some((x, stop) => Math.hypot(x - geography.homeX[home], lines.y[stop] - geography.homeY[home]) < 0.5),
    );
    expect(served.length / homes.length).toBeGreaterThan(0.8);
  });

  it('stand in the city, and are the same in both directions', () => {
    const { world } = new Simulation(tinyScenario({ scale: 200 }), 'baseline');
    const fleet = service(world, 'bus').fleet!;
    const { lines } = fleet;
    const last = lines.stopsOf(0) - 1;
    const astray = Array.from(lines.x.keys()).filter((stop) => !world.geography.isInCity(lines.x[stop], lines.y[stop]));
    expect(astray).toEqual([]);
    // Both directions call at the same stops, in opposite order.
    for (let position = 0; position <= last; position++) {
      expect(lines.stopAt(1, last - position)).toBe(lines.stopAt(0, position));
    }
    expect([...new Set(fleet.lineOf)].length).toBe(lines.count);
  });
});
