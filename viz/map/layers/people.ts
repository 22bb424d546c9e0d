/** People who queue, one dot each. Only from near. */
import { WAITING } from '../../../sim/runner/protocol.ts';
import type { Frame } from '../../../sim/runner/protocol.ts';
import { COLOUR, hex } from '../../theme.ts';
import { BETTER, EQUAL, WORSE } from '../palette.ts';
import type { SignBatch } from '../sign-batch.ts';
import { DETAIL_ZOOM, PANES, inside } from './layer.ts';
import type { Layer, View } from './layer.ts';

const QUEUE = hex(COLOUR.queue);
const GREY = hex(EQUAL);
const GAIN = hex(BETTER);
const LOSS = hex(WORSE);

/** Pixels in a pane of who is drawn there. */
class Drawn {
  x = new Float32Array(64);
  y = new Float32Array(64);
  person = new Int32Array(64);
  count = 0;

  add(x: number, y: number, person: number): void {
    if (this.count === this.person.length) {
      const room = 2 * this.count;
      const wider = <T extends Float32Array | Int32Array>(to: T, from: T): T => (to.set(from), to);
      this.x = wider(new Float32Array(room), this.x);
      this.y = wider(new Float32Array(room), this.y);
      this.person = wider(new Int32Array(room), this.person);
    }
    this.x[this.count] = x;
    this.y[this.count] = y;
    this.person[this.count++] = person;
  }
}

export function peopleLayer(people: number): Layer {
  const drawn = Array.from({ length: PANES }, () => new Drawn());
  /** Who waits in the world just looked at. */
  const waits = new Uint8Array(people);

  function mark(frame: Frame, value: number): void {
    for (let row = 0; row < frame.waiting.length; row += WAITING.width) {
      waits[frame.waiting[row + WAITING.person] as number] = value;
    }
  }

  /** Draws those who wait in `frame`; those who wait in the other world too are grey, or left out. */
  function put(signs: SignBatch, view: View, frame: Frame, colour: number, together: 'grey' | 'skip' | 'same'): void {
    const { camera, pane } = view;
    const seen = drawn[view.index] as Drawn;
    const { disc, ring } = signs.atlas.cells;
    for (let row = 0; row < frame.waiting.length; row += WAITING.width) {
      const person = frame.waiting[row + WAITING.person] as number;
      const both = together !== 'same' && waits[person] === 1;
      if (both && together === 'skip') continue;
      const x = camera.pxX(frame.waiting[row + WAITING.x] as number);
      const y = camera.pxY(frame.waiting[row + WAITING.y] as number);
      if (!inside(pane, x, y, 3)) continue;
      // Who would wait in the other world only is not there: an empty ring.
      signs.put(x, y, 5.4, 0, together === 'skip' ? ring : disc, both ? GREY : colour, 0.9);
      seen.add(x, y, person);
    }
  }

  return {
    id: 'people',
    still(signs, view, { after }) {
      (drawn[view.index] as Drawn).count = 0;
      if (after === null || view.camera.zoom < DETAIL_ZOOM) return;
      if (view.shows !== 'difference') {
        put(signs, view, after[view.shows], QUEUE, 'same');
        return;
      }
      mark(after.baseline, 1);
      put(signs, view, after.policy, LOSS, 'grey');
      mark(after.baseline, 0);
      mark(after.policy, 1);
      put(signs, view, after.baseline, GAIN, 'skip');
      mark(after.policy, 0);
    },
    offer(view, _moment, offer) {
      const { x, y, person, count } = drawn[view.index] as Drawn;
      // Hard to hit, and drawn on top.
      for (let i = 0; i < count; i++) offer('person', person[i] as number, x[i] as number, y[i] as number, 2);
    },
    locate(view, _moment, target, out) {
      if (target.kind !== 'person') return false;
      const { x, y, person, count } = drawn[view.index] as Drawn;
      for (let i = 0; i < count; i++) {
        if (person[i] !== target.index) continue;
        out.x = x[i] as number;
        out.y = y[i] as number;
        return true;
      }
      return false;
    },
  };
}
