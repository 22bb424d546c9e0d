/** Payments as they happen: the method's sign appears where one paid, rises and fades. */
import { FLASH, FLASH_ROWS_MAX, WORLDS } from '../../../sim/runner/protocol.ts';
import type { Frame, WorldName } from '../../../sim/runner/protocol.ts';
import { TICKS_PER_MINUTE } from '../../../sim/runner/vocabulary.ts';
import { COLOUR, hex } from '../../theme.ts';
import { EQUAL } from '../palette.ts';
import { grown, inside } from './layer.ts';
import type { Layer, View } from './layer.ts';
import type { SignBatch } from '../sign-batch.ts';

const LIFE_MS = 900;
const WAITING_MAX = 2 * FLASH_ROWS_MAX;
const SHOWN_MAX = 400;
const WHITE = 0xffffff;
const GREY = hex(EQUAL);
const INK = hex(COLOUR.ink);
const FROM_ZOOM = 9;
/** Two payments of one person no farther apart than this are the same one in two worlds. */
const SAME_TICKS = 20 * TICKS_PER_MINUTE;

/** One world's payments: those the picture has not reached yet, and those on show in a ring. */
class World {
  private readonly dueTick = new Float64Array(WAITING_MAX);
  private readonly due = new Float32Array(WAITING_MAX * 4);
  private dueCount = 0;
  private next = 0;
  readonly age = new Float32Array(SHOWN_MAX).fill(LIFE_MS);
  readonly kmX = new Float32Array(SHOWN_MAX);
  readonly kmY = new Float32Array(SHOWN_MAX);
  readonly method = new Uint8Array(SHOWN_MAX);
  readonly isOther = new Uint8Array(SHOWN_MAX);
  shown = 0;

  /** Takes up the payments of a new frame. Where there are too many, the surplus is not shown. */
  add(frame: Frame, isOther: (person: number, method: number, tick: number) => boolean): void {
    const { flashes } = frame;
    for (let row = 0; row < flashes.length && this.dueCount < WAITING_MAX; row += FLASH.width) {
      const slot = this.dueCount++;
      const tick = frame.tick + (flashes[row + FLASH.tick] as number);
      const method = flashes[row + FLASH.method] as number;
      this.dueTick[slot] = tick;
      this.due[slot * 4] = flashes[row + FLASH.x] as number;
      this.due[slot * 4 + 1] = flashes[row + FLASH.y] as number;
      this.due[slot * 4 + 2] = method;
      this.due[slot * 4 + 3] = isOther(flashes[row + FLASH.person] as number, method, tick) ? 1 : 0;
    }
  }

  clear(): void {
    this.dueCount = 0;
    this.age.fill(LIFE_MS);
  }

  /** Moves what has come due from waiting to show, and lets what is shown grow older. */
  pass(tick: number, elapsedMs: number): void {
    let left = 0;
    for (let at = 0; at < this.dueCount; at++) {
      if ((this.dueTick[at] as number) <= tick) {
        const slot = this.next;
        this.next = (this.next + 1) % SHOWN_MAX;
        this.age[slot] = -elapsedMs;
        this.kmX[slot] = this.due[at * 4] as number;
        this.kmY[slot] = this.due[at * 4 + 1] as number;
        this.method[slot] = this.due[at * 4 + 2] as number;
        this.isOther[slot] = this.due[at * 4 + 3] as number;
      } else {
        this.dueTick[left] = this.dueTick[at] as number;
        this.due.copyWithin(left * 4, at * 4, at * 4 + 4);
        left++;
      }
    }
    this.dueCount = left;
    for (let at = 0; at < SHOWN_MAX; at++) this.age[at] = (this.age[at] as number) + elapsedMs;
  }
}

export function paymentsLayer(people: number): Layer {
  const worlds = { baseline: new World(), policy: new World() };
  /** What each person paid with last in the world without the policy (method + 1), and when. */
  const method = new Uint8Array(people);
  const when = new Float64Array(people);
  let passed = NaN;

  const remember = (frame: Frame): void => {
    const { flashes } = frame;
    for (let row = 0; row < flashes.length; row += FLASH.width) {
      const person = flashes[row + FLASH.person] as number;
      method[person] = (flashes[row + FLASH.method] as number) + 1;
      when[person] = frame.tick + (flashes[row + FLASH.tick] as number);
    }
  };
  const isOther = (person: number, paid: number, tick: number): boolean =>
    method[person] !== 0 && method[person] !== paid + 1 && Math.abs((when[person] as number) - tick) < SAME_TICKS;
  const never = (): boolean => false;

  function put(signs: SignBatch, { camera, pane, shows }: View, world: WorldName): void {
    const { age: ages, kmX, kmY, method: methods, isOther: others } = worlds[world];
    const size = grown(9, camera.zoom);
    const { payment, paymentMark } = signs.atlas.cells;
    for (let at = 0; at < SHOWN_MAX; at++) {
      const age = Math.max(0, ages[at] as number);
      if (age >= LIFE_MS) continue;
      const share = age / LIFE_MS;
      const x = camera.pxX(kmX[at] as number) + ((at * 7) % 9) - 4;
      const y = camera.pxY(kmY[at] as number) - 4 - 10 * share;
      if (!inside(pane, x, y, size)) continue;
      const alpha = share < 0.5 ? 1 : 2 - 2 * share;
      const way = methods[at] as number;
      if (shows !== 'difference') {
        signs.put(x, y, size * (0.7 + 0.3 * Math.min(1, share * 6)), 0, payment + way, WHITE, alpha);
      }
      // Paid as in the other world: no news. Paid otherwise: the shape says how.
      else if (others[at] === 1) signs.put(x, y, size, 0, paymentMark + way, INK, alpha);
      else signs.put(x, y, size * 0.62, 0, paymentMark + way, GREY, 0.6 * alpha);
    }
  }

  return {
    id: 'payments',
    take({ after, flashes }) {
      if (after === null || !flashes) return;
      remember(after.baseline);
      worlds.baseline.add(after.baseline, never);
      worlds.policy.add(after.policy, isOther);
    },
    forget() {
      for (const world of WORLDS) worlds[world].clear();
      method.fill(0);
    },
    moving(signs, view, { after, tick, elapsedMs }) {
      if (after === null) return;
      // Panes share what is on show: time passes once a picture.
      if (view.index === 0 && (elapsedMs > 0 || tick !== passed)) {
        for (const world of WORLDS) worlds[world].pass(tick, elapsedMs);
        passed = tick;
      }
      if (view.camera.zoom >= FROM_ZOOM) put(signs, view, view.shows === 'baseline' ? 'baseline' : 'policy');
    },
  };
}
