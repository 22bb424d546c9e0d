/**
 * What the map draws of two worlds: grey where they are equal, a colour where one is better off, a sign of its own for what stands in
 * one world only. All layers of the map draw, as they do on the page, onto paper that only remembers.
 */
import type { Graphics, Texture } from 'pixi.js';
import { expect, test } from 'vitest';
import { VEHICLE, VEHICLE_STATE, WAITING, type CityView, type Frame } from '../../sim/runner/protocol.ts';
import type { Cells } from '../../viz/map/atlas.ts';
import { Camera } from '../../viz/map/camera.ts';
import type { Moment, Shows, View } from '../../viz/map/layers/layer.ts';
import { layersOf, locate } from '../../viz/map/layers/registry.ts';
import { mapCity } from '../../viz/map/map-city.ts';
import { BETTER, DIVERGING, EQUAL, OUTAGE, PALE, WORSE } from '../../viz/map/palette.ts';
import type { SignBatch } from '../../viz/map/sign-batch.ts';
import { hex } from '../../viz/theme.ts';

const [GREY, GAIN, LOSS] = [hex(EQUAL), hex(BETTER), hex(WORSE)];
const PANE = { x: 0, y: 0, width: 800, height: 600 };
const square = (x: number, y: number): Float32Array =>
  Float32Array.of(x, y, x + 10, y, x + 10, y + 10, x, y + 10, x, y);

/** Two districts of ten kilometres, a line of two stops in the first, four places in the second, no two in one hexagon. */
const VIEW = {
  people: 9,
  districts: [0, 10].map((x, at) => ({
    ...{ id: `d${at}`, en: 'East', zh: '东', residents: 1, rings: [square(x, 0)], labelX: x + 5, labelY: 5 },
  })),
  fleets: [{ service: 'f', firstLine: 0, firstStop: 0, firstVehicle: 0 }],
  lines: [{ id: '1', stops: Int32Array.of(0, 1) }],
  ...{ stopX: Float32Array.of(2, 8), stopY: Float32Array.of(2, 8), vehicles: 2 },
  ...{ vehicleLine: Int32Array.of(0, 0), vehicleSector: Uint8Array.of(0, 0), trains: [] },
  ...{ placeSector: new Uint8Array(4), placeX: Float32Array.of(12, 12, 18, 18), placeY: Float32Array.of(2, 8, 2, 8) },
  ...{ placeDistrict: new Uint16Array(4).fill(1), homeX: new Float32Array(0), homeY: new Float32Array(0) },
  ...{ homePeople: new Int32Array(0), water: [], metro: [], bounds: [0, 0, 20, 10] },
} as unknown as CityView;
/** Pixel of each stop and place, by what the test calls it. */
const AT = {
  stop0: [2, 2],
  stop1: [8, 8],
  place0: [12, 2],
  place1: [12, 8],
  place2: [18, 2],
  place3: [18, 8],
} as const;
type Spot = keyof typeof AT;

interface World {
  readonly stopQueue?: readonly number[];
  readonly placeQueue?: readonly number[];
  readonly stopRefusals?: readonly number[];
  readonly placeRefusals?: readonly number[];
  readonly placeAccepts?: readonly number[];
  readonly vehicleAccepts?: readonly number[];
  /** Persons who wait, each at a place. */
  readonly waiting?: readonly (readonly [person: number, spot: Spot])[];
  /** How much of the way from one stop to the other each vehicle that is out has made. */
  readonly out?: readonly number[];
}

function frameOf(world: World): Frame {
  const vehicles = new Float64Array(2 * VEHICLE.width);
  world.out?.forEach((share, at) => {
    vehicles.set([...AT.stop0, 0, ...AT.stop1, 100 / share, 0, VEHICLE_STATE.driving], at * VEHICLE.width);
  });
  const rows = world.waiting?.flatMap(([person, spot]) => {
    const row: number[] = Array.from({ length: WAITING.width }, () => 0);
    [row[WAITING.person], row[WAITING.x], row[WAITING.y]] = [person, ...AT[spot]];
    return row;
  });
  return {
    ...{ tick: 100, vehicles, trains: new Float64Array(0), flashes: new Float32Array(0) },
    stopQueue: Uint16Array.from(world.stopQueue ?? [0, 0]),
    placeQueue: Uint16Array.from(world.placeQueue ?? [0, 0, 0, 0]),
    stopRefusals: Uint16Array.from(world.stopRefusals ?? [0, 0]),
    placeRefusals: Uint16Array.from(world.placeRefusals ?? [0, 0, 0, 0]),
    placeAccepts: Uint8Array.from(world.placeAccepts ?? [0, 0, 0, 0]),
    vehicleAccepts: Uint8Array.from(world.vehicleAccepts ?? [0, 0]),
    waiting: Float32Array.from(rows ?? []),
    ...{ live: new Float64Array(0), queueing: new Uint32Array(0) },
  };
}

interface Sign {
  readonly cell: string;
  readonly colour: number;
  readonly px: number;
  readonly x: number;
  readonly y: number;
}
interface Fill {
  readonly colour: number | string | undefined;
  readonly alpha: number;
  readonly hatch: 'weak' | 'strong' | null;
  /** First corners, km, of what is filled. */
  readonly corners: readonly (readonly [number, number])[];
}
interface Drawn {
  /** What is part of the ground's picture, and what lies above it. */
  readonly settled: readonly Sign[];
  readonly above: readonly Sign[];
  readonly fills: readonly Fill[];
  readonly moment: Moment;
  readonly view: View;
  readonly layers: ReturnType<typeof layersOf>['all'];
  /** Signs at a stop or place. */
  at(spot: Spot, ...cells: string[]): Sign[];
}

/** Cells are known by their names. */
const NAMES: string[] = [];
const CELLS = new Proxy({} as Cells, {
  get: (_, name: string) => (NAMES.includes(name) ? NAMES.indexOf(name) : NAMES.push(name) - 1) + 1000,
});

function batch(into: Sign[]): SignBatch {
  const put: SignBatch['put'] = (x, y, px, _rotation, cell, colour) =>
    void into.push({ cell: NAMES[cell - 1000] ?? `icon ${cell}`, colour, px, x, y });
  return { atlas: { cells: CELLS }, put } as unknown as SignBatch;
}

function draw(
  shows: Shows,
  worlds: { readonly baseline?: World; readonly policy?: World },
  zoom: number,
  more: Partial<Moment> = {},
): Drawn {
  const city = mapCity(VIEW);
  const camera = new Camera();
  camera.resize(PANE.width, PANE.height);
  camera.setCity([-200, -200, 220, 210], [0, 0, 20, 10]);
  camera.lookAt(10, 5, zoom);
  const view: View = { index: 0, shows, camera, pane: PANE };
  const frames = { baseline: frameOf(worlds.baseline ?? {}), policy: frameOf(worlds.policy ?? {}) };
  const moment: Moment = {
    ...{ city, locale: 'en', before: frames, after: frames, tick: 100, elapsedMs: 0, flashes: false, scale: 1 },
    ...{ outage: [], measure: '', areas: null, areaScale: null },
    ...more,
  };
  const fills: Fill[] = [];
  let corners: [number, number][] = [];
  const pen: object = new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        (...args: unknown[]): object => {
          if (name === 'poly') corners.push((args[0] as number[]).slice(0, 2) as [number, number]);
          if (name === 'fill' || name === 'stroke') {
            const style = (typeof args[0] === 'object' ? args[0] : { color: args[0] }) as Record<string, unknown>;
            const hatch = (style['texture'] ?? null) as Fill['hatch'];
            const [colour, alpha] = [style['color'] as Fill['colour'], (style['alpha'] ?? 1) as number];
            if (name === 'fill') fills.push({ colour, alpha, hatch, corners });
            corners = [];
          }
          return pen;
        },
    },
  );
  const { all } = layersOf(city);
  const [settled, above]: [Sign[], Sign[]] = [[], []];
  const ground = {
    ...{ shapes: pen as Graphics, zoom: camera.zoom, x: (km: number) => km, y: (km: number) => km },
    ...{ hatch: 'weak' as unknown as Texture, hatchStrong: 'strong' as unknown as Texture },
  };
  for (const layer of all) layer.take?.(moment);
  for (const layer of all) layer.ground?.(ground, moment, shows);
  for (const layer of all) layer.settled?.(batch(settled), view, moment);
  for (const layer of all) layer.still?.(batch(above), view, moment);
  for (const layer of all) layer.moving?.(batch(above), view, moment);
  const at: Drawn['at'] = (spot, ...cells) => {
    const [x, y] = [camera.pxX(AT[spot][0]), camera.pxY(AT[spot][1])];
    return [...settled, ...above].filter(
      (sign) => cells.includes(sign.cell) && Math.hypot(sign.x - x, sign.y - y) < 1e-3,
    );
  };
  return { settled, above, fills, moment, view, layers: all, at };
}
const colours = (signs: readonly Sign[]): number[] => signs.map(({ colour }) => colour);

/** Pixels a kilometre: whole city in colours of districts and of hexagons, from near, and near enough for single people. */
const [DISTRICTS, HEXAGONS, NEAR, CLOSE] = [5, 12, 38, 72];

test('refusals are crosses: grey where as many, in the colour of the world that has more, larger the more', () => {
  const worlds = {
    baseline: { stopRefusals: [2, 0], placeRefusals: [0, 5, 0, 0] },
    policy: { stopRefusals: [2, 0], placeRefusals: [3, 1, 0, 12] },
  };
  for (const zoom of [DISTRICTS, HEXAGONS, NEAR]) {
    const drawn = draw('difference', worlds, zoom);
    expect(colours(drawn.at('stop0', 'cross'))).toEqual([GREY]);
    expect(colours(drawn.at('place0', 'cross'))).toEqual([LOSS]);
    expect(colours(drawn.at('place1', 'cross'))).toEqual([GAIN]);
    for (const none of ['stop1', 'place2'] as const) expect(drawn.at(none, 'cross', 'crossCase')).toEqual([]);
    expect(drawn.at('place3', 'cross')[0]!.px).toBeGreaterThan(drawn.at('place0', 'cross')[0]!.px);
    // Each on a casing of its own, above the ground and so above what is hatched there.
    expect(drawn.above.filter(({ cell }) => cell.startsWith('cross')).map(({ cell }) => cell)).toEqual(
      Array.from({ length: 4 }, () => ['crossCase', 'cross']).flat(),
    );
  }
  expect(draw('baseline', worlds, NEAR).at('place1', 'cross')).toHaveLength(1);
  expect(draw('baseline', worlds, NEAR).at('place0', 'cross')).toEqual([]);
  expect(draw('policy', worlds, NEAR).at('place0', 'cross')).toHaveLength(1);
});

test('what takes phones in one world only has a halo in that world’s colour', () => {
  const worlds = { baseline: { placeAccepts: [0, 1, 1, 0] }, policy: { placeAccepts: [1, 0, 1, 0] } };
  for (const zoom of [HEXAGONS, NEAR, CLOSE]) {
    const drawn = draw('difference', worlds, zoom);
    expect(colours(drawn.settled.filter(({ cell }) => cell === 'halo'))).toEqual([GAIN, LOSS]);
    expect(colours(drawn.at('place0', 'halo'))).toEqual([GAIN]);
    expect(colours(drawn.at('place1', 'halo'))).toEqual([LOSS]);
    expect(drawn.at('place2', 'halo')).toEqual([]);
  }
  for (const shows of ['baseline', 'policy'] as const) {
    expect(draw(shows, worlds, NEAR).settled.filter(({ cell }) => cell === 'halo')).toEqual([]);
  }
});

test('an outage is hatched over its districts, above their colours, in the worlds that have it and while it reigns', () => {
  const worlds = { policy: { placeQueue: [90, 90, 90, 90] } };
  const outage = { outage: [1], measure: 'queueing' };
  const hatched = ({ fills }: Drawn) => fills.filter(({ hatch }) => hatch === 'strong');
  for (const zoom of [DISTRICTS, HEXAGONS, NEAR]) {
    for (const shows of ['difference', 'policy'] as const) {
      const found = hatched(draw(shows, worlds, zoom, outage));
      expect(found.map(({ colour, corners }) => ({ colour, corners }))).toEqual([
        { colour: OUTAGE, corners: [[10, 0]] },
      ]);
      expect(found[0]!.alpha).toBeGreaterThan(0.1);
      expect(found[0]!.alpha).toBeLessThan(0.5);
    }
    expect(hatched(draw('baseline', worlds, zoom, outage))).toEqual([]);
    expect(hatched(draw('difference', worlds, zoom))).toEqual([]);
  }
  const { fills } = draw('difference', worlds, DISTRICTS, outage);
  const coloured = fills.findIndex(({ colour }) => colour === DIVERGING[0]);
  expect(coloured).toBeGreaterThan(-1);
  expect(fills.findIndex(({ hatch }) => hatch === 'strong')).toBeGreaterThan(coloured);
});

test('queues are discs: what both worlds have is grey, what one has more lies around it in its colour', () => {
  const worlds = {
    baseline: { stopQueue: [4, 9], placeQueue: [0, 0, 0, 6] },
    policy: { stopQueue: [4, 4], placeQueue: [5, 0, 0, 20] },
  };
  for (const zoom of [HEXAGONS, NEAR]) {
    const drawn = draw('difference', worlds, zoom);
    const discs = (spot: Spot) =>
      drawn.at(spot, 'disc').filter((sign) => drawn.above.includes(sign) && [GREY, GAIN, LOSS].includes(sign.colour));
    expect(colours(discs('stop0'))).toEqual([GREY]);
    expect(colours(discs('stop1'))).toEqual([GAIN, GREY]);
    expect(colours(discs('place0'))).toEqual([LOSS]);
    expect(colours(discs('place3'))).toEqual([LOSS, GREY]);
    expect(discs('place1')).toEqual([]);
    const [more, same] = discs('place3') as [Sign, Sign];
    // The area is in proportion to the people.
    expect((more.px / same.px) ** 2).toBeCloseTo(20 / 6, 6);
  }
  expect(draw('difference', worlds, DISTRICTS).above).toEqual([]);
  for (const shows of ['baseline', 'policy'] as const) {
    const [disc, ...others] = draw(shows, worlds, NEAR).at('stop0', 'disc');
    expect(others).toEqual([]);
    expect([GREY, GAIN, LOSS]).not.toContain(disc!.colour);
  }
});

test('who waits in both worlds is a grey dot; with the policy only, one in colour; without it only, an empty ring', () => {
  const worlds = {
    baseline: { waiting: [[1, 'place0'] as const, [2, 'place1'] as const] },
    policy: { waiting: [[1, 'place0'] as const, [3, 'stop1'] as const] },
  };
  const drawn = draw('difference', worlds, CLOSE);
  const people = (spot: Spot) => drawn.at(spot, 'disc', 'ring').filter((sign) => drawn.above.includes(sign));
  expect(people('place0').map(({ cell, colour }) => [cell, colour])).toEqual([['disc', GREY]]);
  expect(people('place1').map(({ cell, colour }) => [cell, colour])).toEqual([['ring', GAIN]]);
  expect(people('stop1').map(({ cell, colour }) => [cell, colour])).toEqual([['disc', LOSS]]);
  expect(draw('difference', worlds, NEAR).above).toEqual([]);
});

test('a resident is marked where the queue is, and at home while no queue shows them', () => {
  const worlds = { baseline: {}, policy: { waiting: [[3, 'place1'] as const] } };
  const home = { x: 3, y: 9 };
  const marked = ({ layers, view, moment }: Drawn, index: number, spot: typeof home | null) => {
    const out = { x: 0, y: 0 };
    const isThere = locate(layers, view, moment, { kind: 'person', index }, spot, out);
    return isThere ? [view.camera.kmX(out.x), view.camera.kmY(out.y)].map((km) => Math.round(1e4 * km) / 1e4) : null;
  };
  const close = draw('policy', worlds, CLOSE);
  expect(marked(close, 3, home)).toEqual([...AT.place1]);
  expect(marked(close, 4, home)).toEqual([3, 9]);
  expect(marked(close, 4, null)).toBeNull();
  // From afar no queue shows single people: whoever is asked says where the queue is.
  expect(marked(draw('policy', worlds, DISTRICTS), 3, { x: 12, y: 8 })).toEqual([...AT.place1]);
  expect(marked(draw('baseline', worlds, CLOSE), 3, home)).toEqual([3, 9]);
});

test('vehicles are grey where they would be anyway; one that is behind, ahead, or takes phones in one world is told', () => {
  const bodies = (baseline: World, policy: World) => {
    const { above } = draw('difference', { baseline, policy }, NEAR);
    const of = (cell: string) => colours(above.filter((sign) => sign.cell === cell));
    return { bodies: of('vehicleBody'), halos: of('halo'), ghosts: of('vehicleGhost').length };
  };
  expect(bodies({ out: [0.2] }, { out: [0.2] })).toEqual({ bodies: [GREY], halos: [], ghosts: 0 });
  expect(bodies({ out: [0.6] }, { out: [0.2] })).toEqual({ bodies: [LOSS], halos: [], ghosts: 1 });
  expect(bodies({ out: [0.2] }, { out: [0.6] })).toEqual({ bodies: [GAIN], halos: [], ghosts: 1 });
  const phones = { out: [0.2], vehicleAccepts: [1, 0] };
  expect(bodies({ out: [0.2] }, phones).halos).toEqual([GAIN]);
  expect(bodies(phones, { out: [0.2] }).halos).toEqual([LOSS]);
});

test('areas: a difference too small to tell is hatched grey, a sure one has its colour, none has neither', () => {
  // Of 104 and 100 nothing can be told; of 100 and none, that it is worse.
  const worlds = {
    baseline: { placeQueue: [100, 0, 0, 0] },
    policy: { placeQueue: [104, 0, 0, 0], stopQueue: [60, 40] },
  };
  const areasOf = ({ fills }: Drawn) =>
    fills.filter(({ hatch, colour }) => hatch === 'weak' || DIVERGING.some((of) => of === colour));
  const drawn = draw('difference', worlds, DISTRICTS, { measure: 'queueing' });
  expect(areasOf(drawn).map(({ hatch, colour, corners }) => ({ hatch, colour, corners }))).toEqual([
    { hatch: null, colour: DIVERGING[0], corners: [[0, 0]] },
    { hatch: 'weak', colour: EQUAL, corners: [[10, 0]] },
  ]);
  expect(drawn.moment.areaScale).toMatchObject({ areas: 'districts', told: 1, noise: 1, most: 100 });
  const hexagons = draw('difference', worlds, HEXAGONS, { measure: 'queueing' });
  expect(hexagons.moment.areaScale).toMatchObject({ areas: 'hexagons', told: 2, noise: 1 });
  expect(areasOf(hexagons).flatMap(({ hatch, corners }) => corners.map(() => hatch))).toEqual([null, null, 'weak']);
  // Neither from nearer, where vehicles and queues are to be seen, nor in a world by itself, nor where nothing differs.
  expect(areasOf(draw('difference', worlds, NEAR, { measure: 'queueing' }))).toEqual([]);
  expect(areasOf(draw('policy', worlds, DISTRICTS, { measure: 'queueing' }))).toEqual([]);
  const same = { baseline: worlds.policy, policy: worlds.policy };
  expect(areasOf(draw('difference', same, DISTRICTS, { measure: 'queueing' }))).toEqual([]);
});

test('areas by a measure of the page: its noise is hatched, and what is no result yet is pale', () => {
  const areas = {
    ...{ id: 'time', title: 'Time', unit: 's', written: String, of: '10 seeds' },
    ...{ differences: [3, -8], noise: [1, 0] },
  } as const;
  const hatchedAndColoured = (isPale: boolean) =>
    draw('difference', {}, NEAR / 2, { measure: 'time', areas: { ...areas, better: 'less', isPale } }).fills.filter(
      ({ hatch, colour }) => hatch === 'weak' || colour === DIVERGING[6],
    );
  const [coloured, hatched] = hatchedAndColoured(false);
  expect([coloured?.corners, hatched?.corners]).toEqual([[[10, 0]], [[0, 0]]]);
  expect(hatched).toMatchObject({ hatch: 'weak', colour: EQUAL });
  expect(hatchedAndColoured(true)[0]!.alpha).toBeCloseTo(PALE * coloured!.alpha, 9);
});
