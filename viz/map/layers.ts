/**
 * What moves on a map, kind by kind. Each layer puts its signs into a batch that both maps share, in pixels of the
 * canvas; nothing is allocated from picture to picture.
 */
import { SECTORS } from '../../sim/runner/vocabulary.ts';
import { VEHICLE, VEHICLE_STATE, FLASH, FLASH_ROWS_MAX, WAITING } from '../../sim/runner/protocol.ts';
import type { CityView, Frame } from '../../sim/runner/protocol.ts';
import { COLOUR, METHOD_COLOUR, hex } from '../theme.ts';
import { CELL } from './atlas.ts';
import type { Camera } from './camera.ts';
import { busPosition } from './motion.ts';
import type { Position } from './motion.ts';
import type { SignBatch } from './sign-batch.ts';

/** Pixels a kilometre from which shops show their kind and people are drawn one by one. */
export const DETAIL_ZOOM = 70;
const HOSPITAL = SECTORS.indexOf('hospital');

/** A rectangle of the canvas, in CSS pixels. */
export interface Pane {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function inside(pane: Pane, x: number, y: number, margin: number): boolean {
  return x > margin && y > margin && x < pane.width - margin && y < pane.height - margin;
}

const GREY = hex(COLOUR.place);
const MOBILE = hex(METHOD_COLOUR.mobile);
const QUEUE = hex(COLOUR.queue);
/** Signs that bring their own colours are tinted white. */
const WHITE = 0xffffff;

/** Pixels a sign of this nominal size takes at a zoom: it grows a little as one looks closer. */
function grown(px: number, zoom: number): number {
  return px * Math.min(1.5, Math.max(1, 0.75 + zoom / 160));
}

/** Shops and hospitals: dots from afar, icons from near; filled where mobile payment is taken. */
export function putPlaces(batch: SignBatch, city: CityView, frame: Frame | null, camera: Camera, pane: Pane): void {
  const near = camera.zoom >= DETAIL_ZOOM;
  const size = grown(15, camera.zoom);
  for (let place = 0; place < city.placeX.length; place++) {
    const sector = city.placeSector[place] as number;
    const icon = near || sector === HOSPITAL;
    const x = camera.pxX(city.placeX[place] as number);
    const y = camera.pxY(city.placeY[place] as number);
    if (!inside(pane, x, y, icon ? size / 2 : 2)) continue;
    const accepts = frame !== null && frame.placeAccepts[place] === 1;
    const [atX, atY] = [pane.x + x, pane.y + y];
    if (icon) {
      const px = sector === HOSPITAL ? size + 2 : size;
      batch.put(atX, atY, px, 0, (accepts ? CELL.placeQr : CELL.place) + sector, WHITE, 1);
    } else if (accepts) batch.put(atX, atY, 3.6, 0, CELL.disc, MOBILE, 0.6);
    else batch.put(atX, atY, 4, 0, CELL.ring, GREY, 0.75);
  }
}

/** How many people queue: discs whose area is in proportion, at stops and places. */
export function putQueues(batch: SignBatch, city: CityView, frame: Frame, camera: Camera, pane: Pane): void {
  const stops = city.stopX.length;
  const unit = grown(3.4, camera.zoom);
  for (let at = 0; at < stops + city.placeX.length; at++) {
    const stop = at < stops;
    const index = stop ? at : at - stops;
    const people = (stop ? frame.stopQueue[index] : frame.placeQueue[index]) as number;
    if (people === 0) continue;
    const x = camera.pxX((stop ? city.stopX[index] : city.placeX[index]) as number);
    const y = camera.pxY((stop ? city.stopY[index] : city.placeY[index]) as number);
    const px = Math.min(44, unit * Math.sqrt(people));
    if (inside(pane, x, y, px / 2)) batch.put(pane.x + x, pane.y + y, px, 0, CELL.disc, QUEUE, stop ? 0.3 : 0.2);
  }
}

/** People who queue, one dot each where the frame puts them. Only from near. */
export class PeopleLayer {
  /** Pixels in the pane of who is drawn, for pointing at them. */
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly person: number[] = [];

  put(batch: SignBatch, frame: Frame, camera: Camera, pane: Pane): void {
    const rows = camera.zoom >= DETAIL_ZOOM ? frame.waiting.length / WAITING.width : 0;
    let drawn = 0;
    for (let at = 0; at < rows; at++) {
      const row = at * WAITING.width;
      const x = camera.pxX(frame.waiting[row + WAITING.x] as number);
      const y = camera.pxY(frame.waiting[row + WAITING.y] as number);
      if (!inside(pane, x, y, 3)) continue;
      const served = frame.waiting[row + WAITING.served] === 1;
      batch.put(pane.x + x, pane.y + y, served ? 6 : 5, 0, served ? CELL.ring : CELL.disc, QUEUE, 0.85);
      this.x[drawn] = x;
      this.y[drawn] = y;
      this.person[drawn] = frame.waiting[row + WAITING.person] as number;
      drawn++;
    }
    this.x.length = drawn;
    this.y.length = drawn;
    this.person.length = drawn;
  }
}

/** Buses, each a little to the right of its line, so that the two directions do not cover one another. */
export class BusLayer {
  private readonly at: Position = { x: 0, y: 0, east: 1, north: 0 };
  /** Pixels in the pane of each bus, NaN where it is not to be seen. */
  x = new Float32Array(0);
  y = new Float32Array(0);
  drawn = 0;

  put(batch: SignBatch, before: Frame, after: Frame, tick: number, camera: Camera, pane: Pane): void {
    const count = after.vehicles.length / VEHICLE.width;
    if (this.x.length !== count) {
      this.x = new Float32Array(count);
      this.y = new Float32Array(count);
    }
    const size = grown(13, camera.zoom);
    const aside = grown(3, camera.zoom);
    this.drawn = 0;
    for (let bus = 0; bus < count; bus++) {
      this.x[bus] = NaN;
      this.y[bus] = NaN;
      if (after.vehicles[bus * VEHICLE.width + VEHICLE.state] === VEHICLE_STATE.depot) continue;
      busPosition(before.vehicles, after.vehicles, bus, tick, this.at);
      const rotation = Math.atan2(-this.at.north, this.at.east);
      const x = camera.pxX(this.at.x) - Math.sin(rotation) * aside;
      const y = camera.pxY(this.at.y) + Math.cos(rotation) * aside;
      if (!inside(pane, x, y, size / 2)) continue;
      this.x[bus] = x;
      this.y[bus] = y;
      this.drawn++;
      const cell = after.vehicleAccepts[bus] === 1 ? CELL.busQr : CELL.bus;
      batch.put(pane.x + x, pane.y + y, size, rotation, cell, WHITE, 1);
    }
  }
}

const LIFE_MS = 900;
const WAITING_MAX = 2 * FLASH_ROWS_MAX;
const SHOWN_MAX = 500;

/** Payments as they happen: the method's sign appears where one paid, rises and fades. */
export class FlashLayer {
  // Payments that the picture has not reached yet.
  private readonly dueTick = new Float64Array(WAITING_MAX);
  private readonly due = new Float32Array(WAITING_MAX * 3);
  private dueCount = 0;
  // Payments on show, in a ring.
  private readonly age = new Float32Array(SHOWN_MAX).fill(LIFE_MS);
  private readonly kmX = new Float32Array(SHOWN_MAX);
  private readonly kmY = new Float32Array(SHOWN_MAX);
  private readonly method = new Uint8Array(SHOWN_MAX);
  private next = 0;

  /** Takes up the payments of a new frame. Where there are too many, the surplus is not shown. */
  add(frame: Frame): void {
    const rows = Math.min(frame.flashes.length / FLASH.width, WAITING_MAX - this.dueCount);
    for (let at = 0; at < rows; at++) {
      const row = at * FLASH.width;
      const slot = this.dueCount++;
      this.dueTick[slot] = frame.tick + (frame.flashes[row + FLASH.tick] as number);
      this.due[slot * 3] = frame.flashes[row + FLASH.x] as number;
      this.due[slot * 3 + 1] = frame.flashes[row + FLASH.y] as number;
      this.due[slot * 3 + 2] = frame.flashes[row + FLASH.method] as number;
    }
  }

  clear(): void {
    this.dueCount = 0;
    this.age.fill(LIFE_MS);
  }

  put(batch: SignBatch, tick: number, elapsedMs: number, camera: Camera, pane: Pane): void {
    this.light(tick);
    const size = grown(9, camera.zoom);
    for (let at = 0; at < SHOWN_MAX; at++) {
      const age = (this.age[at] as number) + elapsedMs;
      if (age >= LIFE_MS) continue;
      this.age[at] = age;
      const share = age / LIFE_MS;
      const x = camera.pxX(this.kmX[at] as number) + ((at * 7) % 9) - 4;
      const y = camera.pxY(this.kmY[at] as number) - 4 - 10 * share;
      if (!inside(pane, x, y, size)) continue;
      const px = size * (0.7 + 0.3 * Math.min(1, share * 6));
      const alpha = share < 0.5 ? 1 : 2 - 2 * share;
      batch.put(pane.x + x, pane.y + y, px, 0, CELL.payment + (this.method[at] as number), WHITE, alpha);
    }
  }

  /** Moves what has come due from waiting to show. */
  private light(tick: number): void {
    let left = 0;
    for (let at = 0; at < this.dueCount; at++) {
      if ((this.dueTick[at] as number) <= tick) {
        const slot = this.next;
        this.next = (this.next + 1) % SHOWN_MAX;
        this.age[slot] = 0;
        this.kmX[slot] = this.due[at * 3] as number;
        this.kmY[slot] = this.due[at * 3 + 1] as number;
        this.method[slot] = this.due[at * 3 + 2] as number;
      } else {
        this.dueTick[left] = this.dueTick[at] as number;
        this.due.copyWithin(left * 3, at * 3, at * 3 + 3);
        left++;
      }
    }
    this.dueCount = left;
  }
}
