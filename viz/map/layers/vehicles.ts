/** Vehicles, each a little to the right of its line, so that the two directions do not cover one another. */
import { COLOUR, METHOD_COLOUR, hex } from '../../theme.ts';
import { isOut, vehicleAccepts, vehicleRows } from '../map-city.ts';
import type { Fleet, MapCity } from '../map-city.ts';
import { vehiclePosition } from '../motion.ts';
import type { Position } from '../motion.ts';
import { BETTER, EQUAL, WORSE } from '../palette.ts';
import { Ways } from '../progress.ts';
import type { SignBatch } from '../sign-batch.ts';
import { PANES, grown, inside } from './layer.ts';
import type { Layer, Moment, View } from './layer.ts';

const WHITE = 0xffffff;
const GREY = hex(EQUAL);
const GAIN = hex(BETTER);
const LOSS = hex(WORSE);
const MOBILE = hex(METHOD_COLOUR.mobile);
const GHOST = hex(COLOUR.muted);
/** A vehicle no farther ahead or behind than this is where it would be anyway. */
const SAME_KM = 0.15;
/** From this zoom on, where a vehicle would be without the policy is drawn too. */
const GHOST_ZOOM = 30;

interface Traffic {
  readonly fleet: Fleet;
  readonly ways: Ways;
  readonly body: number;
  /** Kilometres each vehicle is ahead with the policy, at the newest frame. */
  readonly ahead: Float32Array;
  /** Pixels in each pane, NaN where it is not to be seen. */
  readonly x: readonly Float32Array[];
  readonly y: readonly Float32Array[];
  readonly drawn: number[];
}

export interface VehiclesLayer extends Layer {
  /** How many vehicles a pane shows, and the sum of their pixels: it changes when they move. */
  seen(pane: number): { count: number; sum: number };
}

export function vehiclesLayer(city: MapCity): VehiclesLayer {
  const at: Position = { x: 0, y: 0, east: 1, north: 0 };
  const traffic: Traffic[] = city.fleets.map((fleet) => {
    const columns = (): Float32Array[] => Array.from({ length: PANES }, () => new Float32Array(fleet.size).fill(NaN));
    const ahead = new Float32Array(fleet.size);
    return {
      ...{ fleet, ways: new Ways(fleet), body: hex(fleet.colour), ahead },
      ...{ x: columns(), y: columns(), drawn: Array.from({ length: PANES }, () => 0) },
    };
  });

  /** Where a vehicle is drawn in a pane; false where it is out of sight. Rotation comes as the third value. */
  const spot = { x: 0, y: 0, rotation: 0 };
  function place(view: View, before: Float64Array, after: Float64Array, vehicle: number, tick: number): boolean {
    vehiclePosition(before, after, vehicle, tick, at);
    const { camera, pane } = view;
    const rotation = Math.atan2(-at.north, at.east);
    const aside = camera.zoom < 6 ? 0 : grown(3, camera.zoom);
    spot.rotation = rotation;
    spot.x = camera.pxX(at.x) - Math.sin(rotation) * aside;
    spot.y = camera.pxY(at.y) + Math.cos(rotation) * aside;
    return inside(pane, spot.x, spot.y, 14);
  }

  function body(signs: SignBatch, size: number, colour: number, front: number): void {
    const { x, y, rotation } = spot;
    const { vehicleCase, vehicleBody } = signs.atlas.cells;
    signs.put(x, y, size, rotation, vehicleCase, WHITE, 1);
    signs.put(x, y, size, rotation, vehicleBody, colour, 1);
    if (size > 8) signs.put(x, y, size, rotation, front, WHITE, 1);
  }

  function one(signs: SignBatch, view: View, moment: Moment, { fleet, body: colour, x, y, drawn }: Traffic): void {
    const world = view.shows === 'baseline' ? 'baseline' : 'policy';
    const after = vehicleRows(moment.after![world], fleet);
    const before = vehicleRows(moment.before![world], fleet);
    const accepts = vehicleAccepts(moment.after![world], fleet);
    const [xs, ys] = [x[view.index] as Float32Array, y[view.index] as Float32Array];
    const size = grown(12, view.camera.zoom);
    const { vehicleFront, vehiclePhone } = signs.atlas.cells;
    let count = 0;
    for (let vehicle = 0; vehicle < fleet.size; vehicle++) {
      xs[vehicle] = NaN;
      if (!isOut(after, vehicle) || !place(view, before, after, vehicle, moment.tick)) continue;
      xs[vehicle] = spot.x;
      ys[vehicle] = spot.y;
      count++;
      const phone = accepts[vehicle] === 1;
      body(signs, size, phone ? MOBILE : colour, phone ? vehiclePhone : vehicleFront);
    }
    drawn[view.index] = count;
  }

  function both(signs: SignBatch, view: View, moment: Moment, { fleet, ahead, x, y, drawn }: Traffic): void {
    const rows = vehicleRows(moment.after!.policy, fleet);
    const rowsBefore = vehicleRows(moment.before!.policy, fleet);
    const without = vehicleRows(moment.after!.baseline, fleet);
    const withoutBefore = vehicleRows(moment.before!.baseline, fleet);
    const accepts = vehicleAccepts(moment.after!.policy, fleet);
    const acceptedOnce = vehicleAccepts(moment.after!.baseline, fleet);
    const [xs, ys] = [x[view.index] as Float32Array, y[view.index] as Float32Array];
    const size = grown(12, view.camera.zoom);
    const { vehicleFront, vehiclePhone, vehicleGhost, halo } = signs.atlas.cells;
    let count = 0;
    for (let vehicle = 0; vehicle < fleet.size; vehicle++) {
      xs[vehicle] = NaN;
      const out = isOut(rows, vehicle);
      const outWithout = isOut(without, vehicle);
      const lead = out && outWithout ? (ahead[vehicle] as number) : 0;
      const differs = Math.abs(lead) > SAME_KM || out !== outWithout;
      if (differs && outWithout && (view.camera.zoom >= GHOST_ZOOM || !out)) {
        if (place(view, withoutBefore, without, vehicle, moment.tick)) {
          signs.put(spot.x, spot.y, size, spot.rotation, vehicleGhost, GHOST, 0.8);
        }
      }
      if (!out || !place(view, rowsBefore, rows, vehicle, moment.tick)) continue;
      xs[vehicle] = spot.x;
      ys[vehicle] = spot.y;
      count++;
      const gain = (accepts[vehicle] as number) - (acceptedOnce[vehicle] as number);
      if (gain !== 0 && size > 8) {
        signs.put(spot.x, spot.y, size * 1.55, 0, halo, gain > 0 ? GAIN : LOSS, 0.85);
      }
      const colour = !differs ? GREY : lead > 0 ? GAIN : lead < 0 ? LOSS : GREY;
      body(signs, size, colour, accepts[vehicle] === 1 ? vehiclePhone : vehicleFront);
    }
    drawn[view.index] = count;
  }

  return {
    id: 'vehicles',
    take({ after }) {
      if (after === null) return;
      for (const { fleet, ways, ahead } of traffic) {
        const [without, rows] = [vehicleRows(after.baseline, fleet), vehicleRows(after.policy, fleet)];
        for (let vehicle = 0; vehicle < fleet.size; vehicle++) {
          ahead[vehicle] = ways.ahead(without, rows, vehicle, after.baseline.tick);
        }
      }
    },
    moving(signs, view, moment) {
      if (moment.after === null || moment.before === null) return;
      const draw = view.shows === 'difference' ? both : one;
      for (const one of traffic) draw(signs, view, moment, one);
    },
    offer(view, _moment, offer) {
      for (const { fleet, x, y } of traffic) {
        const [xs, ys] = [x[view.index] as Float32Array, y[view.index] as Float32Array];
        for (let vehicle = 0; vehicle < fleet.size; vehicle++) {
          offer('vehicle', fleet.firstVehicle + vehicle, xs[vehicle] as number, ys[vehicle] as number, 4);
        }
      }
    },
    locate(view, _moment, target, out) {
      if (target.kind !== 'vehicle') return false;
      for (const { fleet, x, y } of traffic) {
        const vehicle = target.index - fleet.firstVehicle;
        const px = x[view.index]?.[vehicle];
        if (px === undefined || Number.isNaN(px)) continue;
        out.x = px;
        out.y = y[view.index]?.[vehicle] ?? 0;
        return true;
      }
      return false;
    },
    seen(pane) {
      let [count, sum] = [0, 0];
      for (const { x, y, drawn } of traffic) {
        count += drawn[pane] ?? 0;
        const [xs, ys] = [x[pane] as Float32Array, y[pane] as Float32Array];
        for (let vehicle = 0; vehicle < xs.length; vehicle++) {
          const px = xs[vehicle] as number;
          if (!Number.isNaN(px)) sum += px + (ys[vehicle] as number);
        }
      }
      return { count, sum };
    },
  };
}
