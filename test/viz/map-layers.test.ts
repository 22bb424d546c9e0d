/** The map's arithmetic: gestures, hexagons, light, who is ahead, scales, panes. */
import { describe, expect, test } from 'vitest';
import { VEHICLE, type CityView } from '../../sim/runner/protocol.ts';
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import { wheelFactor } from '../../viz/map/gestures.ts';
import { Formats } from '../../viz/format.ts';
import { HexGrid } from '../../viz/map/hexagons.ts';
import { keyScale } from '../../viz/map/key.ts';
import { Sky, daylight, sunDegrees } from '../../viz/map/light.ts';
import { mapCity, reachOut, type Fleet } from '../../viz/map/map-city.ts';
import { outageDistricts } from '../../viz/map/outage.ts';
import {
  BETTER,
  DIVERGING,
  EQUAL,
  LINE_COLOURS,
  NEUTRAL,
  WORSE,
  divergingClass,
  roundUp,
} from '../../viz/map/palette.ts';
import { insetOf, panesOf } from '../../viz/map/panes.ts';
import { Ways } from '../../viz/map/progress.ts';
import { measuresOf } from '../../viz/map/measures.ts';
import { MAP_WORDS } from '../../viz/map/words.ts';
import { contrast, hex } from '../../viz/theme.ts';

describe('a wheel', () => {
  const wheel = (deltaY: number, ctrlKey = false, deltaMode = 0) => wheelFactor({ deltaY, ctrlKey, deltaMode });
  test('a pinch by a factor zooms by it, in one step or in many', () => {
    expect(wheel(-100 * Math.log(2), true)).toBeCloseTo(2, 9);
    let factor = 1;
    for (let step = 0; step < 20; step++) factor *= wheel(-5 * Math.log(2), true);
    expect(factor).toBeCloseTo(2, 9);
    expect(wheel(100 * Math.log(2), true)).toBeCloseTo(0.5, 9);
  });
  test('a notch zooms alike with Ctrl and without, in pixels and in lines', () => {
    expect(wheel(-120, true)).toBe(wheel(-120));
    expect(wheel(-120)).toBeGreaterThan(1.1);
    expect(wheel(-120)).toBeLessThan(1.3);
    expect(wheel(-3, true, 1)).toBeGreaterThan(1);
    expect(wheel(-3, true, 1)).toBeLessThan(1.3);
  });
  test('one that turns sideways or not at all zooms nothing', () => {
    expect(wheel(0)).toBe(1);
    expect(wheel(0, true)).toBe(1);
    expect(wheel(NaN, true)).toBe(1);
  });
});

test('each point lies in the hexagon whose middle is nearest, and hexagons hold what lies in them', () => {
  const grid = new HexGrid();
  const cells = new Map<number, [number, number][]>();
  for (let at = 0; at < 4000; at++) {
    const [x, y] = [((at * 7919) % 1000) / 40, ((at * 104729) % 997) / 40];
    const cell = grid.cell(x, y);
    cells.set(cell, [...(cells.get(cell) ?? []), [x, y]]);
  }
  expect(cells.size).toBe(grid.size);
  const middles = [...cells.keys()].map((cell) => {
    const corners = grid.outline(cell);
    const mean = (from: number) => corners.filter((_, at) => at % 2 === from).reduce((a, b) => a + b, 0) / 6;
    return { cell, x: mean(0), y: mean(1) };
  });
  for (const [cell, points] of cells) {
    for (const [x, y] of points.slice(0, 5)) {
      const distance = (m: { x: number; y: number }) => Math.hypot(m.x - x, m.y - y);
      const own = middles.find((m) => m.cell === cell)!;
      expect(middles.every((m) => distance(m) >= distance(own) - 1e-9)).toBe(true);
    }
  }
});

describe('light', () => {
  test('the sun of 30.6° north: high at noon in June, low in December, down at midnight', () => {
    expect(sunDegrees(171, 0.5)).toBeCloseTo(90 - 30.6 + 23.4, 0);
    expect(sunDegrees(354, 0.5)).toBeCloseTo(90 - 30.6 - 23.4, 0);
    expect(sunDegrees(171, 0)).toBeLessThan(-30);
    expect(daylight(sunDegrees(171, 0.5))).toBe(1);
    expect(daylight(sunDegrees(171, 0))).toBe(0);
  });
  test('at night coloured areas keep the colours of their key but for a breath of blue', () => {
    const sky = new Sky('2017-06-01');
    const plain = { ...sky.at(0) };
    const over = { ...sky.at(0, true) };
    for (const part of ['red', 'green', 'blue'] as const) {
      expect(over[part]).toBeGreaterThan(plain[part]);
      expect(over[part]).toBeGreaterThan(0.9);
    }
    expect(sky.at(TICKS_PER_DAY / 2, true)).toEqual({ red: 1, green: 1, blue: 1 });
  });
  test('days are light and nights are dark, yet never too dark to read', () => {
    const sky = new Sky('2017-06-01');
    const at = (hour: number) => ({ ...sky.at(TICKS_PER_DAY + (hour / 24) * TICKS_PER_DAY) });
    expect(at(12)).toEqual({ red: 1, green: 1, blue: 1 });
    expect(at(0).red).toBeLessThan(0.75);
    expect(at(0).blue).toBeGreaterThan(at(0).red);
    expect(at(0).red).toBeGreaterThan(0.5);
  });
});

describe('who is ahead', () => {
  const fleet: Fleet = {
    ...{ firstStop: 0, firstVehicle: 0, colour: '#000000', size: 1, lineOf: [0], lines: [Int32Array.of(0, 1, 2)] },
    ...{ stopX: Float32Array.of(0, 3, 3), stopY: Float32Array.of(0, 0, 4) },
  };
  const ways = new Ways(fleet);
  const row = (x0: number, y0: number, tick0: number, x1: number, y1: number, tick1: number): Float64Array => {
    const values = new Float64Array(VEHICLE.width);
    values.set([x0, y0, tick0, x1, y1, tick1, 0, 1]);
    return values;
  };
  test('kilometres count along the line, there and back', () => {
    expect(ways.progress(row(0, 0, 0, 3, 0, 100), 0, 50)).toBe(1.5);
    expect(ways.progress(row(3, 0, 0, 3, 4, 100), 0, 25)).toBe(4);
    expect(ways.progress(row(3, 4, 0, 3, 0, 100), 0, 25)).toBe(8);
    // Standing at the second stop, heading for the third.
    expect(ways.progress(row(3, -4, 9, 3, 0, 9), 0, 20)).toBe(3);
  });
  test('the shorter way round decides, and what cannot be told is no difference', () => {
    const [late, early] = [row(3, 0, 0, 0, 0, 100), row(0, 0, 0, 3, 0, 100)];
    expect(ways.ahead(row(0, 0, 0, 3, 0, 100), row(3, 0, 0, 3, 4, 100), 0, 50)).toBe(3.5);
    expect(ways.ahead(late, early, 0, 90)).toBeCloseTo(3, 9);
    expect(ways.ahead(early, late, 0, 90)).toBeCloseTo(-3, 9);
    expect(ways.ahead(row(9, 9, 0, 8, 8, 100), early, 0, 50)).toBe(0);
  });
});

test('a diverging scale: grey in the middle, the sign of what is better decides the side', () => {
  expect(divergingClass(0, 10, 1)).toBe(3);
  expect(divergingClass(0.5, 10, 1)).toBe(3);
  expect(divergingClass(10, 10, 1)).toBe(6);
  expect(divergingClass(10, 10, -1)).toBe(0);
  expect(divergingClass(-5, 10, -1)).toBe(5);
  expect([0.3, 1, 1.2, 47, 0].map(roundUp)).toEqual([0.5, 1, 2, 50, 1]);
});

test('better, worse and the same stand out on land, and are told apart without colour by words in the key', () => {
  for (const colour of [BETTER, WORSE]) expect(contrast(colour, '#f8f7f3')).toBeGreaterThan(4.5);
  expect(contrast(EQUAL, '#f8f7f3')).toBeGreaterThan(3);
});

/** A colour as people see it who lack one kind of cone (Machado, Oliveira and Fernandes 2009), linear red, green, blue. */
const SEEN = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};
/** Lightness and two opponents (Oklab, Ottosson 2020), in which distances are about as they are seen. */
function lab(colour: string, by: readonly number[]): [number, number, number] {
  const linear = [16, 8, 0].map((shift) => {
    const value = ((hex(colour) >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const times = (rows: readonly number[], of: readonly number[]) =>
    [0, 3, 6].map((row) => Math.max(0, rows[row]! * of[0]! + rows[row + 1]! * of[1]! + rows[row + 2]! * of[2]!));
  const cones = [0.4122, 0.5363, 0.0514, 0.2119, 0.6807, 0.1074, 0.0883, 0.2817, 0.63];
  const [l, m, s] = times(cones, times(by, linear)).map(Math.cbrt) as [number, number, number];
  return [
    0.2105 * l + 0.7936 * m - 0.0041 * s,
    1.978 * l - 2.4286 * m + 0.4506 * s,
    0.0259 * l + 0.7828 * m - 0.8087 * s,
  ];
}
const distance = (one: string, other: string, by: readonly number[]) => {
  const [a, b] = [lab(one, by), lab(other, by)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

test('lines of a railway are told apart by everybody, and are neither better nor worse', () => {
  for (const [kind, by] of Object.entries(SEEN)) {
    LINE_COLOURS.forEach((colour, at) => {
      for (const other of LINE_COLOURS.slice(at + 1)) {
        expect(distance(colour, other, by), `${colour} ${other} ${kind}`).toBeGreaterThan(0.06);
      }
      for (const other of [BETTER, WORSE]) {
        expect(distance(colour, other, by), `${colour} ${other} ${kind}`).toBeGreaterThan(0.085);
      }
    });
  }
  for (const colour of LINE_COLOURS) expect(contrast(colour, '#ffffff')).toBeGreaterThan(4.5);
});

test('each line of a city has its colour, on all its branches', () => {
  const line = (id: string) => ({ line: id, stations: [], x: [], y: [] });
  const metro = ['2', '11', '1', '11'].map(line);
  const view = { metro, water: [], fleets: [], trains: [], placeSector: [] } as unknown as CityView;
  const colours = mapCity(view).display.metro.map(({ colour }) => colour);
  expect(colours[3]).toBe(colours[1]);
  expect(new Set(colours).size).toBe(3);
});

test('what is neither better nor worse has colours of its own, as many and as far apart', () => {
  expect(NEUTRAL).toHaveLength(DIVERGING.length);
  expect(NEUTRAL.filter((colour) => DIVERGING.some((other) => other === colour))).toEqual([NEUTRAL[3]]);
  for (const end of [NEUTRAL[0], NEUTRAL.at(-1)!]) expect(contrast(end, NEUTRAL[3])).toBeGreaterThan(4.5);
});

test('an outage reigns from its first tick to before its last, each district once', () => {
  const outages = [
    { from: 10, to: 20, districts: [2, 0] },
    { from: 15, to: 30, districts: [2] },
  ];
  expect(outageDistricts(outages, 9, 3)).toEqual([]);
  expect(outageDistricts(outages, 10, 3)).toEqual([0, 2]);
  expect(outageDistricts(outages, 20, 3)).toEqual([2]);
  expect(outageDistricts(outages, 30, 3)).toEqual([]);
});

describe('panes', () => {
  const box = { x: 0, y: 0, width: 1000, height: 500 };
  test('a swipe shows each world on its side of the handle, and all of the map together', () => {
    const [left, right] = panesOf('swipe', [box], 0.3, null);
    expect([left?.shows, left?.left, left?.right]).toEqual(['baseline', 0, 300]);
    expect([right?.shows, right?.left, right?.right]).toEqual(['policy', 300, 1000]);
    expect(left?.pane).toEqual(right?.pane);
  });
  test('two maps side by side are equally large', () => {
    const [one, other] = panesOf('side', [box, { ...box, x: 1010, width: 999 }], 0.5, null);
    expect(other?.pane.width).toBe(one?.pane.width);
  });
  test('an inset lies inside its map and leaves more than half of it; a narrow map has none', () => {
    const inset = insetOf(box)!;
    expect(inset.x).toBeGreaterThan(500);
    expect(inset.x + inset.width).toBeLessThan(1000);
    expect(insetOf({ ...box, width: 390 })).toBeNull();
  });
});

describe('the key to coloured areas', () => {
  const of = { areas: 'districts', colours: DIVERGING } as const;
  const scale = { ...of, most: 0.0105, good: -1, told: 3, noise: 0, isPale: false } as const;
  const measure = { title: 'Time', unit: 'minutes a resident and day' };
  test('numbers with words of the page have their unit, others a true minus and the unit in the title', () => {
    const formats = new Formats('en');
    const plain = keyScale(scale, measure, MAP_WORDS.en, formats);
    expect(plain.title).toBe('Time, by district (minutes a resident and day)');
    expect(plain.limits.join()).not.toContain('-');
    expect(plain.limits.join()).toContain('−');
    const written = keyScale(scale, { ...measure, written: (value) => `${value} s` }, MAP_WORDS.en, formats);
    expect(written.title).toBe('Time, by district');
    for (const limit of written.limits) expect(limit).toMatch(/ s$/);
  });
  test('says whether it is of several seeds or of one run, whose colours are pale', () => {
    const formats = new Formats('en');
    const made = keyScale(scale, { ...measure, of: '10 seeds' }, MAP_WORDS.en, formats);
    expect(made.title).toMatch(/ · 10 seeds$/);
    expect(made.opacity).toBe(1);
    expect(keyScale({ ...scale, isPale: true }, measure, MAP_WORDS.en, formats).opacity).toBeLessThan(0.5);
    // What the map counts itself is of the run on the screen.
    for (const { of } of measuresOf(MAP_WORDS.en, [])) expect(of).toBe('one run');
  });
  test('has no classes where no area has a colour', () => {
    const formats = new Formats('en');
    const said = (told: number, noise: number) =>
      keyScale({ ...scale, told, noise }, measure, MAP_WORDS.en, formats).nothing;
    expect(said(0, 0)).toBe('No difference');
    expect(said(0, 4)).toBe('Too small to tell in every area');
    expect(said(1, 4)).toBeNull();
  });
  test('in Chinese its marks are Chinese', () => {
    const { title } = keyScale(scale, { title: '用时', unit: '分钟' }, MAP_WORDS.zh, new Formats('zh'));
    expect(title).toBe('用时，按区（分钟）');
  });
});

test('the sea goes on where its data end; a river that only touches their edge does not', () => {
  const sea = Float32Array.of(60, 0, 100, 0, 100, 50, 70, 40);
  const river = Float32Array.of(0, 60, 1, 60, 1, 61, 0, 61);
  const island = Float32Array.of(80, 10, 81, 10, 81, 11);
  const [first, second] = reachOut([
    { kind: 'area', rings: [sea, island] },
    { kind: 'area', rings: [river] },
  ]);
  expect([...first!.rings[0]!]).toEqual([60, -1000, 1100, -1000, 1100, 50, 70, 40]);
  expect([...first!.rings[1]!]).toEqual([...island]);
  expect([...second!.rings[0]!]).toEqual([...river]);
});
