import { describe, expect, it } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Team } from '../../sim/kernel/team.ts';
import type { World } from '../../sim/model/world.ts';
import { PaymentLog } from '../../sim/runner/view/payment-log.ts';

const DECISION = { state: new Uint8Array(3), probability: new Float64Array(3), failed: -1 };
const PEOPLE = 3000;
const draw = new RandomSource('payments').purpose('draw');

/** As much of a world as the log needs: one place of every sector, and a clock. */
function worldOf(team: Team, memory: Memory) {
  const places = { x: Float32Array.of(1), y: Float32Array.of(2) };
  const engine = { now: 0 };
  const world = { team, memory, engine, placesOf: new Array(8).fill(places), fleetOf: [] };
  return { engine, log: new PaymentLog(world as unknown as World) };
}

/** Payments as `count` workers write them down, up to `ticks`, eleven a tick; read by the leader now and then. */
function record(count: number, ticks: number) {
  const leader = new Team(0, count);
  const memory = new Memory(count > 1);
  const workers = [worldOf(leader, memory)];
  for (let index = 1; index < count; index++) {
    workers.push(worldOf(new Team(index, count, leader.buffers!), new Memory(memory.shared)));
  }
  const { log } = workers[0]!;
  const taken = [];
  for (let tick = 1, n = 0; tick <= ticks; tick++) {
    for (const { engine } of workers) engine.now = tick;
    // In no order, but nobody twice in a tick.
    const first = draw.below(tick, 0, PEOPLE);
    for (let i = 11; i > 0; i--, n++) {
      const person = (first + 37 * i) % PEOPLE;
      workers[draw.below(n, 1, count)]!.log.write(n % 7, 0, person, n % 3, n, 10, DECISION);
    }
    if (draw.chance(tick, 2, 0.02)) taken.push(log.takeLatest(400));
  }
  return { log, taken };
}

describe.each([300, 2000])('payments of %i ticks', (ticks) => {
  const alone = record(1, ticks);

  it.each([2, 5])('are the same, whether one or %i have written them down', (count) => {
    const together = record(count, ticks);
    expect(together.taken).toEqual(alone.taken);
    const payments = ({ log }: typeof alone) => Array.from({ length: PEOPLE / 10 }, (_, i) => log.lastOfPerson(10 * i));
    const told = payments(alone);
    expect(payments(together)).toEqual(told);
    expect(told.some((payment) => payment === null)).toBe(true);
    expect(told.some((payment) => payment !== null && payment.tick < ticks - 250)).toBe(true);
    const sold = (log: PaymentLog) => log.lastOfPlace(0, (sector) => sector === 3);
    expect(sold(together.log)).toEqual(sold(alone.log));
    expect(sold(alone.log)?.tick).toBe(ticks);
  });
});

it('are told of no more than once, the oldest first, and then forgotten', () => {
  const { log, taken } = record(3, 300);
  for (const payments of taken) {
    expect(payments.length).toBeLessThanOrEqual(400);
    const order = payments.map(({ tick, person }) => tick * PEOPLE + person);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
  expect(Math.max(...taken.map(({ length }) => length))).toBe(400);
  log.takeLatest(400);
  expect(log.takeLatest(400)).toEqual([]);
  log.forget();
  expect(log.lastOfPlace(0, () => true)).toBeNull();
  log.write(3, 0, 17, 1, 500, 20, DECISION);
  expect(log.takeLatest(400)).toMatchObject([{ tick: 300, person: 17, sector: 3, method: 1, x: 1, y: 2 }]);
});
