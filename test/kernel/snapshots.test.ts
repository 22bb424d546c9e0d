import { describe, expect, it } from 'vitest';
import { Snapshots, type OtherEngines } from '../../sim/kernel/snapshots.ts';
import { applyDelta, encodeDelta } from '../../sim/kernel/delta.ts';
import { Engine } from '../../sim/kernel/engine.ts';
import { EventList } from '../../sim/kernel/event-list.ts';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Stations } from '../../sim/kernel/stations.ts';

const source = () => new RandomSource('snapshots');

describe('a delta', () => {
  const draw = source().purpose('delta');
  it.each([0, 1, 15, 16, 17, 1000, 70_000])('takes a column of %i words from one state to the other', (length) => {
    const from = Int32Array.from({ length }, (_, i) => draw.bits(i, 0) | 0);
    const to = from.map((word, i) =>
      draw.chance(i, 1, 0.3) ? word ^ (draw.bits(i, 2) >>> draw.below(i, 3, 32)) : word,
    );
    const delta = encodeDelta(from, to);
    const column = from.slice();
    applyDelta(column, delta);
    expect(column).toEqual(to);
    applyDelta(column, delta);
    expect(column).toEqual(from);
  });

  it('is short where little has changed', () => {
    const from = new Int32Array(16_000);
    const to = from.slice();
    to[9000] = 1;
    expect(encodeDelta(from, from).length).toBe(2000);
    expect(encodeDelta(from, to).length).toBe(2002);
  });

  it('of another column is refused', () => {
    const delta = encodeDelta(new Int32Array(40), new Int32Array(40).fill(7));
    expect(() => applyDelta(new Int32Array(10), delta)).toThrow(/column of 10 words/);
    expect(() => applyDelta(new Int32Array(16), delta)).toThrow(/bytes of changes/);
  });
});

describe('the entries of an event list', () => {
  const draw = source().purpose('entries');
  /** An event list with events on all its levels, some of them taken. */
  function busy(): EventList {
    const list = new EventList();
    for (let i = 0; i < 5000; i++) list.schedule(1 + draw.below(i, 0, 2 ** draw.below(i, 1, 32)), i % 700);
    for (let i = 0; i < 600; i++) list.takeNext(2 ** 32);
    return list;
  }
  const drain = (list: EventList): number[] => {
    const order: number[] = [];
    for (let tick = list.takeNext(2 ** 32); tick >= 0; tick = list.takeNext(2 ** 32)) {
      order.push(tick, ...list.batch.subarray(0, list.batchLength));
    }
    return order;
  };

  it('are all that is pending, and another list made of them takes them in the same order', () => {
    const list = busy();
    const entries = list.entries();
    expect(entries.length).toBe(2 * list.pending);
    const copy = busy();
    const from = Math.min(...entries.filter((_, i) => i % 2 === 0));
    copy.reset(from);
    expect([copy.pending, copy.entries().length]).toEqual([0, 0]);
    for (let i = 0; i < entries.length; i += 2) copy.schedule(entries[i], entries[i + 1]);
    expect(copy.pending).toBe(list.pending);
    expect(drain(copy)).toEqual(drain(list));
  });
});

/** A queue with memory: customers come again and again, and some of them walk away. */
function shop() {
  const customers = 300;
  const engine = new Engine(3);
  const memory = new Memory();
  const visits = memory.column(Uint16Array, customers);
  const stations = new Stations(3, customers, memory);
  const random = source();
  const [gap, service, patience] = ['gap', 'service', 'patience'].map((name) => random.purpose(name));
  for (let station = 0; station < 3; station++) stations.setServers(station, 2);
  const begin = (customer: number): void => {
    engine.schedule(engine.now + 1 + service.below(customer, visits[customer], 40), 1, customer);
  };
  engine.on(0, (customer) => {
    visits[customer]++;
    if (stations.join(customer % 3, customer, engine.now)) begin(customer);
    else engine.schedule(engine.now + 1 + patience.below(customer, visits[customer], 900), 2, customer);
  });
  const again = (customer: number): void =>
    engine.schedule(engine.now + 1 + gap.below(customer, visits[customer], 2000), 0, customer);
  engine.on(1, (customer) => {
    const next = stations.release(stations.servedAt(customer));
    if (next >= 0) begin(next);
    again(customer);
  });
  engine.on(2, (customer) => {
    if (stations.leave(customer)) again(customer);
  });
  for (let customer = 0; customer < customers; customer++) {
    engine.schedule(1 + gap.below(customer, 0, 2000), 0, customer);
  }
  return { engine, memory, customers };
}

describe('snapshots', () => {
  const TICKS = 40_000;
  /** All there is to see of a shop: its events so far, its columns, its pending events. */
  const look = ({ engine, memory }: ReturnType<typeof shop>) => ({
    now: engine.now,
    dispatched: engine.dispatched,
    digest: engine.digest.hex(),
    pending: engine.pending,
    // The tickets of a queue may lie in any order: all other columns are compared.
    columns: memory.state.slice(0, 2).map((buffer) => [...new Uint8Array(buffer)]),
  });

  it('take a run to any instant, in any order, and on to the same end', () => {
    const straight = shop();
    const seen = new Map<number, ReturnType<typeof look>>();
    for (let tick = 500; tick <= TICKS; tick += 500) {
      straight.engine.runUntil(tick);
      seen.set(tick, look(straight));
    }
    const travelling = shop();
    const snapshots = new Snapshots(travelling.engine, travelling.memory, travelling.customers, Infinity);
    for (let tick = 1000; tick <= TICKS; tick += 1000) {
      travelling.engine.runUntil(tick);
      snapshots.save();
    }
    expect(snapshots.count).toBe(TICKS / 1000 + 1);
    const order = source().purpose('order');
    for (let i = 0; i < 60; i++) {
      const tick = 500 + 500 * order.below(i, 0, TICKS / 500);
      expect(snapshots.restore(tick)).toBe(tick - (tick % 1000));
      travelling.engine.runUntil(tick);
      expect(look(travelling)).toEqual(seen.get(tick));
    }
    travelling.engine.runUntil(TICKS);
    expect(look(travelling)).toEqual(seen.get(TICKS));
  });

  it('stay within their budget by forgetting the oldest, but go everywhere all the same', () => {
    const travelling = shop();
    const { engine, memory, customers } = travelling;
    const budget = 60_000;
    const snapshots = new Snapshots(engine, memory, customers, budget);
    const fixed = snapshots.bytes;
    for (let tick = 500; tick <= TICKS; tick += 500) {
      engine.runUntil(tick);
      snapshots.save();
      if (tick < TICKS / 4) expect(snapshots.count).toBe(tick / 500 + 1);
    }
    expect(snapshots.count).toBeLessThan(TICKS / 500);
    expect(snapshots.bytes - fixed).toBeLessThan(budget * 1.2);
    expect(snapshots.restore(TICKS)).toBe(TICKS);
    const far = snapshots.restore(900);
    expect(far).toBe(0);
    engine.runUntil(900);
    const straight = shop();
    straight.engine.runUntil(900);
    expect(look(travelling)).toEqual(look(straight));
  });

  it('stay within a budget that is smaller than a few of them, spread over the run, and go everywhere all the same', () => {
    const travelling = shop();
    const { engine, memory, customers } = travelling;
    const seen = new Map([[0, look(travelling)]]);
    const budget = 12_000;
    const snapshots = new Snapshots(engine, memory, customers, budget);
    const fixed = snapshots.bytes;
    let most = 0;
    for (let tick = 250; tick <= TICKS; tick += 250) {
      engine.runUntil(tick);
      seen.set(tick, look(travelling));
      snapshots.save();
      most = Math.max(most, snapshots.bytes - fixed);
    }
    // The last chapter is never given up.
    expect(most).toBeLessThan(budget * 2);
    const kept = [...seen.keys()].filter((tick) => snapshots.before(tick) === tick);
    expect(kept.length).toBe(snapshots.count);
    const middle = kept.slice(0, -6);
    const gaps = middle.slice(1).map((tick, i) => tick - middle[i]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * 2 * Math.min(...gaps));
    for (const tick of kept) {
      expect(snapshots.restore(tick)).toBe(tick);
      expect(look(travelling)).toEqual(seen.get(tick));
    }
  });

  it('of several engines are kept, gone back to and forgotten together', () => {
    const [one, other, alone] = [shop(), shop(), shop()];
    const seen = new Map<number, ReturnType<typeof look>>();
    let kept: Snapshots | undefined;
    const others: OtherEngines = {
      together: (what, tick, own) => {
        own();
        if (what !== 'save') kept![what](tick);
        else if (kept === undefined) kept = new Snapshots(other.engine, { state: [] }, other.customers, Infinity);
        else kept.save();
      },
      get held() {
        return kept!.held;
      },
    };
    const snapshots = new Snapshots(one.engine, one.memory, one.customers, 60_000, others);
    const own = new Snapshots(alone.engine, alone.memory, alone.customers, Infinity);
    for (let tick = 500; tick <= TICKS; tick += 500) {
      for (const { engine } of [one, other, alone]) engine.runUntil(tick);
      seen.set(tick, look(one));
      snapshots.save();
      own.save();
      if (tick === 2000) expect(snapshots.held).toBe(own.held + kept!.held);
      expect(kept!.count).toBe(snapshots.count);
    }
    expect(snapshots.count).toBeLessThan(TICKS / 500);
    // The last chapter is never forgotten.
    expect(snapshots.held).toBeLessThan(60_000 * 1.4);
    for (const tick of [TICKS - 1, TICKS / 2, TICKS, 20]) {
      const found = snapshots.restore(tick);
      expect([one.engine.now, other.engine.now]).toEqual([found, found]);
      expect(other.engine.pending).toBe(one.engine.pending);
      if (found > 0) expect(look(one)).toEqual(seen.get(found));
    }
  });

  it('are none that cannot be gone back to, however small the budget', () => {
    const travelling = shop();
    const snapshots = new Snapshots(travelling.engine, travelling.memory, travelling.customers, 1);
    const straight = shop();
    for (let tick = 500; tick <= TICKS / 2; tick += 500) {
      travelling.engine.runUntil(tick);
      snapshots.save();
      straight.engine.runUntil(tick);
      expect(snapshots.restore(tick)).toBe(tick);
      expect(look(travelling)).toEqual(look(straight));
    }
    expect(snapshots.count).toBeLessThan(TICKS / 1000 / 2);
  });
});
