/**
 * Areas by what the two worlds differ in: districts from afar, hexagons from nearer. Too small to tell from noise: grey and
 * hatched.
 */
import type { Frame } from '../../../sim/runner/protocol.ts';
import type { Pair } from '../../../sim/runner/client.ts';
import { stopQueues, stopRefusals } from '../map-city.ts';
import type { MapCity } from '../map-city.ts';
import { DIVERGING, EQUAL, NEUTRAL, PALE, divergingClass, roundUp } from '../palette.ts';
import { points } from './districts.ts';
import { HexGrid } from '../hexagons.ts';
import { COUNTED } from '../props.ts';
import { isInside } from '../shores.ts';
import type { AreaMeasure, Counted } from '../props.ts';
import { DISTRICT_ZOOM, HEXAGON_ZOOM } from './layer.ts';
import type { Ground, Layer, Moment } from './layer.ts';

/** What the colours of areas mean just now, for a key. */
export interface AreaScale {
  readonly areas: 'districts' | 'hexagons';
  /** Greatest difference of the scale, in the measure's unit. */
  readonly most: number;
  /** From the left end of the scale to the right one, and the sign of a difference that stands right. */
  readonly colours: readonly string[];
  readonly good: 1 | -1;
  /** How many areas differ, and how many may by chance. */
  readonly told: number;
  readonly noise: number;
  /** Whether it is no result yet, and pale for that. */
  readonly isPale: boolean;
}

/** An area differs surely where the difference is more than so many times the root of both counts together. */
const SURE_ROOTS = 2;
/** A share of fewer places than this says nothing. */
const PLACES_MIN = 5;

/** Differences by area, and where they may be noise. Kept between frames: nothing is allocated. */
class Tally {
  readonly without: Float64Array;
  readonly withPolicy: Float64Array;
  readonly places: Uint32Array;
  readonly difference: Float64Array;
  readonly noise: Uint8Array;

  constructor(
    readonly count: number,
    /** Area of each stop of each fleet and of each place. */
    private readonly ofStop: readonly Int32Array[],
    private readonly ofPlace: Int32Array,
  ) {
    this.without = new Float64Array(count);
    this.withPolicy = new Float64Array(count);
    this.places = new Uint32Array(count);
    this.difference = new Float64Array(count);
    this.noise = new Uint8Array(count);
  }

  /** @param scale each simulated person stands for so many */
  compute(measure: Counted, city: MapCity, frames: Pair<Frame>, scale: number): void {
    this.sum(measure, city, frames.baseline, this.without);
    this.sum(measure, city, frames.policy, this.withPolicy);
    for (let at = 0; at < this.count; at++) {
      const [a, b] = [this.without[at] as number, this.withPolicy[at] as number];
      if (measure === 'accepting') {
        const places = this.places[at] as number;
        this.difference[at] = places === 0 ? NaN : (100 * (b - a)) / places;
        this.noise[at] = a !== b && places < PLACES_MIN ? 1 : 0;
      } else {
        this.difference[at] = (b - a) * scale;
        this.noise[at] = a !== b && Math.abs(b - a) < SURE_ROOTS * Math.sqrt(a + b) ? 1 : 0;
      }
    }
  }

  private sum(measure: Counted, city: MapCity, frame: Frame, into: Float64Array): void {
    into.fill(0);
    const add = (counts: ArrayLike<number>, areas: Int32Array): void => {
      for (let i = 0; i < areas.length; i++) {
        const area = areas[i] as number;
        if (area >= 0) into[area] = (into[area] as number) + (counts[i] as number);
      }
    };
    if (measure === 'accepting') {
      this.places.fill(0);
      for (const area of this.ofPlace) if (area >= 0) this.places[area] = (this.places[area] as number) + 1;
      add(frame.placeAccepts, this.ofPlace);
      return;
    }
    const stops = measure === 'queueing' ? stopQueues : stopRefusals;
    city.fleets.forEach((fleet, at) => add(stops(frame, fleet), this.ofStop[at] as Int32Array));
    add(measure === 'queueing' ? frame.placeQueue : frame.placeRefusals, this.ofPlace);
  }
}

export function areasLayer(city: MapCity): Layer {
  const grid = new HexGrid();
  const districtOf = (x: number, y: number): number => city.districts.findIndex(({ rings }) => isInside(rings, x, y));
  const over = (find: (x: number, y: number) => number, xs: Float32Array, ys: Float32Array): Int32Array =>
    Int32Array.from(xs, (x, i) => find(x, ys[i] as number));
  const cell = (x: number, y: number): number => grid.cell(x, y);
  const districts = new Tally(
    city.districts.length,
    city.fleets.map(({ stopX, stopY }) => over(districtOf, stopX, stopY)),
    Int32Array.from(city.placeDistrict),
  );
  const stopCells = city.fleets.map(({ stopX, stopY }) => over(cell, stopX, stopY));
  const placeCells = over(cell, city.placeX, city.placeY);
  const hexagons = new Tally(grid.size, stopCells, placeCells);

  const shape = (ground: Ground, isDistrict: boolean, area: number): void => {
    if (!isDistrict) {
      ground.shapes.poly(points(ground, grid.outline(area)), true);
      return;
    }
    for (const ring of city.districts[area]?.rings ?? []) {
      if (ring.length >= 6) ground.shapes.poly(points(ground, ring), true);
    }
  };

  function scaleOf(
    difference: ArrayLike<number>,
    noise: ArrayLike<number>,
    better: AreaMeasure['better'],
    isDistrict: boolean,
    isPale: boolean,
  ): AreaScale {
    let [most, told, unsure] = [0, 0, 0];
    for (let at = 0; at < difference.length; at++) {
      const value = difference[at] as number;
      if (Number.isNaN(value)) continue;
      if (noise[at] === 1) unsure++;
      else if (value !== 0) {
        told++;
        most = Math.max(most, Math.abs(value));
      }
    }
    const areas = isDistrict ? 'districts' : 'hexagons';
    const colours = better === null ? NEUTRAL : DIVERGING;
    const good = better === 'less' ? -1 : 1;
    return { areas, most: roundUp(most), colours, good, told, noise: unsure, isPale };
  }

  function draw(ground: Ground, moment: Moment): AreaScale | null {
    const { areas, measure, after, scale } = moment;
    const counted = COUNTED.find((id) => id === measure);
    const isDistrict = ground.zoom < DISTRICT_ZOOM || counted === undefined;
    let difference: ArrayLike<number>;
    let noise: ArrayLike<number>;
    let better: AreaMeasure['better'];
    if (counted !== undefined) {
      if (after === null) return null;
      const tally = isDistrict ? districts : hexagons;
      tally.compute(counted, city, after, scale);
      ({ difference, noise } = tally);
      better = counted === 'accepting' ? 'more' : 'less';
    } else if (areas !== null && areas.id === measure) {
      difference = areas.differences;
      ({ noise, better } = areas);
    } else return null;
    const isPale = counted === undefined && areas?.isPale === true;
    const key = scaleOf(difference, noise, better, isDistrict, isPale);
    const alpha = (isDistrict ? 0.85 : 0.7) * (isPale ? PALE : 1);
    for (let colour = 0; colour < key.colours.length; colour++) {
      let found = 0;
      for (let at = 0; at < difference.length; at++) {
        const value = difference[at] as number;
        if (Number.isNaN(value) || value === 0 || noise[at] === 1) continue;
        if (divergingClass(value, key.most, key.good) !== colour) continue;
        shape(ground, isDistrict, at);
        found++;
      }
      if (found > 0) ground.shapes.fill({ color: key.colours[colour] ?? EQUAL, alpha });
    }
    let unsure = 0;
    for (let at = 0; at < difference.length; at++) {
      // A mean may be 0 by rounding, and is no less unsure for that.
      if (noise[at] !== 1 || Number.isNaN(difference[at])) continue;
      shape(ground, isDistrict, at);
      unsure++;
    }
    if (unsure > 0) ground.shapes.fill({ texture: ground.hatch, textureSpace: 'global', color: EQUAL, alpha: 0.55 });
    return key;
  }

  return {
    id: 'areas',
    ground(ground, moment, shows) {
      moment.areaScale = null;
      if (shows === 'difference' && ground.zoom < HEXAGON_ZOOM) moment.areaScale = draw(ground, moment);
    },
  };
}
