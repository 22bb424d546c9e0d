import { describe, expect, test } from 'vitest';
import { VEHICLE } from '../../sim/runner/protocol.ts';
import { planeOf } from '../../sim/model/geography.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { Camera, ZOOM_MAX, coreBox, scaleBar } from '../../viz/map/camera.ts';
import { keyEntries } from '../../viz/map/key.ts';
import { vehiclePosition } from '../../viz/map/motion.ts';
import type { Position } from '../../viz/map/motion.ts';
import { nearestFirst, sameTarget } from '../../viz/map/pointing.ts';
import { MAP_WORDS } from '../../viz/map/words.ts';

describe('Camera', () => {
  const made = (): Camera => {
    const camera = new Camera();
    camera.resize(600, 400);
    camera.setCity([-50, -50, 50, 50], [-10, -10, 10, 10]);
    return camera;
  };

  test('the home view lies in the middle and fits', () => {
    const camera = made();
    expect([camera.pxX(0), camera.pxY(0)]).toEqual([300, 200]);
    expect(camera.pxY(10)).toBeGreaterThan(0);
    expect(camera.pxY(-10)).toBeLessThan(400);
    expect(camera.isHome).toBe(true);
  });
  test('north is up, east is right, pixels and kilometres are inverse', () => {
    const camera = made();
    expect(camera.pxY(1)).toBeLessThan(camera.pxY(0));
    expect(camera.pxX(1)).toBeGreaterThan(camera.pxX(0));
    expect(camera.kmX(camera.pxX(3.5))).toBeCloseTo(3.5, 12);
    expect(camera.kmY(camera.pxY(-2.25))).toBeCloseTo(-2.25, 12);
  });
  test('zooming keeps what is under the pointer in its place', () => {
    const camera = made();
    const [x, y] = [camera.kmX(100), camera.kmY(50)];
    camera.zoomAt(2, 100, 50);
    expect(camera.pxX(x)).toBeCloseTo(100, 9);
    expect(camera.pxY(y)).toBeCloseTo(50, 9);
    expect(camera.isHome).toBe(false);
  });
  test('neither zoom nor pan loses the city', () => {
    const camera = made();
    camera.zoomAt(1e9, 300, 200);
    expect(camera.zoom).toBe(ZOOM_MAX);
    camera.zoomAt(1e-9, 300, 200);
    expect(camera.zoom).toBe(camera.zoomMin);
    camera.panBy(1e7, -1e7);
    expect([camera.x, camera.y]).toEqual([-50, -50]);
  });
  test('brings into the middle what lies out of view, behind its edge or covered, and leaves the view else', () => {
    const camera = made();
    camera.bring(9, 9, 5);
    expect(camera.isHome).toBe(true);
    camera.zoomAt(4, 300, 200);
    const { zoom } = camera;
    camera.bring(-9, 2, 5);
    expect([camera.x, camera.y, camera.zoom]).toEqual([-9, 2, zoom]);
    camera.bring(camera.kmX(3), 2, 5);
    expect(camera.pxX(camera.x)).toBe(300);
    expect(camera.x).toBeLessThan(-9);
    const covered = made();
    covered.resize(600, 400, 200);
    covered.zoomAt(3, 200, 200);
    const [x, y] = [covered.kmX(450), covered.y];
    covered.bring(x, y, 5);
    expect(covered.x).toBeCloseTo(x, 9);
  });
  test('a view nobody moved stays fitted when the window changes', () => {
    const camera = made();
    const before = camera.zoom;
    camera.resize(300, 200);
    expect(camera.zoom).toBeCloseTo(before / 2, 9);
  });
});

test('a scale bar is a round length that fits', () => {
  for (const zoom of [0.8, 3, 10.4, 77, 600]) {
    const { km, px } = scaleBar(zoom, 110);
    expect(px).toBeLessThanOrEqual(110);
    expect(px).toBeGreaterThan(110 / 2.6);
    expect([1, 2, 5]).toContain(Math.round(km / 10 ** Math.floor(Math.log10(km) + 1e-9)));
  }
});

test('the core of a city lies where most people live close together, not between two towns', () => {
  // A city of 40 by 40 homes a kilometre apart, dense in its middle; a second town, half as large, 60 km off.
  const homes: [number, number, number][] = [];
  for (let x = 0; x < 40; x++) {
    for (let y = 0; y < 40; y++) homes.push([x, y, Math.hypot(x - 20, y - 20) < 8 ? 1000 : 20]);
  }
  for (let x = 0; x < 10; x++) for (let y = 0; y < 10; y++) homes.push([80 + x, 20 + y, 900]);
  const places = homes.map(([labelX, labelY, residents]) => ({ labelX, labelY, residents }));
  const [x0, y0, x1, y1] = coreBox(places, 12);
  expect((x0 + x1) / 2).toBeCloseTo(20, 0);
  expect((y0 + y1) / 2).toBeCloseTo(20, 0);
  expect(x1 - x0).toBeGreaterThanOrEqual(12);
  expect(x1 - x0).toBeLessThanOrEqual(36);
  expect(x1 - x0).toBeCloseTo(y1 - y0, 3);
  expect(coreBox([{ labelX: 5, labelY: 5, residents: 1 }], 4)).toEqual([3, 3, 7, 7]);
});

test.each([
  ['wuhan', 114.29, 30.58],
  ['hangzhou', 120.17, 30.26],
  ['tianjin', 117.2, 39.13],
])('the core of %s is the old town, whatever the seed and the scale', (id, longitude, latitude) => {
  const city = shippedCities().get(id)!;
  const plane = planeOf(city);
  const places = city.districts.map(({ centre: [lon, lat], residents }) => {
    return { labelX: plane.x(lon), labelY: plane.y(lat), residents };
  });
  const [x0, y0, x1, y1] = coreBox(places, 12);
  expect(plane.longitude((x0 + x1) / 2)).toBeCloseTo(longitude, 1);
  expect(plane.latitude((y0 + y1) / 2)).toBeCloseTo(latitude, 1);
});

describe('vehiclePosition', () => {
  const row = (x0: number, y0: number, tick0: number, x1: number, y1: number, tick1: number): Float64Array => {
    const values = new Float64Array(VEHICLE.width);
    values.set([x0, y0, tick0, x1, y1, tick1, 0, 1]);
    return values;
  };
  const at = (before: Float64Array, after: Float64Array, tick: number): number[] => {
    const out: Position = { x: 0, y: 0, east: 0, north: 0 };
    vehiclePosition(before, after, 0, tick, out);
    return [out.x, out.y];
  };

  test('on one segment a bus goes evenly', () => {
    const segment = row(0, 0, 100, 10, 20, 200);
    expect(at(segment, segment, 100)).toEqual([0, 0]);
    expect(at(segment, segment, 150)).toEqual([5, 10]);
    expect(at(segment, segment, 200)).toEqual([10, 20]);
    expect(at(segment, segment, 260)).toEqual([10, 20]);
  });
  test('at a change of segments it passes through the stop without a jump', () => {
    const [first, second] = [row(0, 0, 0, 10, 0, 100), row(10, 0, 140, 10, 30, 240)];
    expect(at(first, second, 90)).toEqual([9, 0]);
    expect(at(first, second, 100)).toEqual([10, 0]);
    expect(at(first, second, 120)).toEqual([10, 0]);
    expect(at(first, second, 190)).toEqual([10, 15]);
  });
  test('where segments between two frames are missing it goes straight across', () => {
    const [first, third] = [row(0, 0, 0, 10, 0, 100), row(30, 0, 300, 40, 0, 400)];
    expect(at(first, third, 200)).toEqual([20, 0]);
    expect(at(first, third, 300)).toEqual([30, 0]);
  });
  test('a bus that stands is where it stands', () => {
    const standing = row(7, 8, 50, 7, 8, 50);
    expect(at(standing, standing, 49)).toEqual([7, 8]);
    expect(at(standing, standing, 99)).toEqual([7, 8]);
  });
  test('a bus that stands heads where it goes next, whatever it was drawn as before', () => {
    const heading = (before: Float64Array, after: Float64Array, tick: number): number[] => {
      const out: Position = { x: 0, y: 0, east: 1, north: 1 };
      vehiclePosition(before, after, 0, tick, out);
      return [out.east, out.north];
    };
    const [standing, leaving] = [row(4, 8, 50, 7, 8, 50), row(7, 8, 90, 7, 30, 190)];
    expect(at(standing, standing, 60)).toEqual([7, 8]);
    expect(heading(standing, standing, 60)).toEqual([3, 0]);
    expect(at(standing, leaving, 70)).toEqual([7, 8]);
    expect(heading(standing, leaving, 70)).toEqual([0, 22]);
  });
});

test('pointing: nearest first, equals in a fixed order', () => {
  const found = [
    { kind: 'place', index: 4, rank: 2 },
    { kind: 'stop', index: 9, rank: 2 },
    { kind: 'vehicle', index: 1, rank: 7 },
    { kind: 'stop', index: 3, rank: 2 },
  ] as const;
  const order = nearestFirst(found).map(({ kind, index }) => `${kind}${index}`);
  expect(order).toEqual(['stop3', 'stop9', 'place4', 'vehicle1']);
  expect(nearestFirst([...found].reverse()).map(({ kind, index }) => `${kind}${index}`)).toEqual(order);
  expect(sameTarget({ kind: 'vehicle', index: 1 }, { kind: 'vehicle', index: 1 })).toBe(true);
  expect(sameTarget({ kind: 'vehicle', index: 1 }, null)).toBe(false);
});

describe('the key', () => {
  const facts = { mode: 'difference', methodNames: [], railways: 0, isOutage: false, hasAreas: false } as const;
  const afar = { isNear: false, isClose: false, isDetail: false } as const;
  test('tells of queues and stops where they are drawn all over the map, of people where they are drawn one by one', () => {
    const ids = (nearness: Partial<Record<keyof typeof afar, boolean>>) =>
      keyEntries({ ...facts, ...afar, ...nearness, timetabled: [], words: MAP_WORDS.en }).map(({ id }) => id);
    expect(ids({ isNear: true })).not.toContain('queue');
    expect(ids({ isNear: true, isClose: true })).toEqual(expect.arrayContaining(['queue', 'stop']));
    expect(ids({ isNear: true, isClose: true })).not.toContain('spared');
    expect(ids({ isNear: true, isClose: true, isDetail: true })).toContain('spared');
  });
  test('calls vehicles that keep to a timetable what their service calls them, each once', () => {
    const said = (timetabled: readonly string[], locale: 'en' | 'zh') =>
      keyEntries({ ...facts, ...afar, timetabled, words: MAP_WORDS[locale] }).map(({ text }) => text);
    expect(said(['tram', 'ferry', 'tram'], 'en').slice(-2)).toEqual([
      'Tram, the same in both',
      'Ferry, the same in both',
    ]);
    expect(said(['列车'], 'zh').at(-1)).toBe('列车，两边相同');
    expect(said([], 'en').join()).not.toMatch(/, the same in both/);
  });
});
