/** That the race is fair: the contenders keep the same events. How fast they are is no matter for a test. */
import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { BinaryHeap } from './binary-heap.ts';
import { enter } from './queue-race.ts';

describe('binary heap', () => {
  it('gives events in the order of tick and id, whatever is pushed in between', () => {
    const purpose = new RandomSource('heap').purpose('events');
    const heap = new BinaryHeap(1);
    let pending: { tick: number; id: number }[] = [];
    for (let i = 0; i < 3000; i++) {
      if (purpose.chance(i, 0, i < 1500 ? 0.6 : 0.4)) {
        const event = { tick: purpose.below(i, 1, 50), id: purpose.below(i, 2, 2 ** 32) };
        heap.push(event.tick, event.id);
        pending.push(event);
      } else {
        pending = pending.sort((a, b) => a.tick - b.tick || a.id - b.id);
        expect(heap.firstTick).toBe(pending[0]?.tick);
        expect(heap.pop()).toBe(pending.shift()?.id);
      }
      expect(heap.length).toBe(pending.length);
    }
  });
});

describe('contenders', () => {
  it.each([1, 1000])('come to the same tick, %i pending', (pending) => {
    const { eventList, flatQueue, binaryHeap } = enter(pending);
    // The event list takes all of a tick at once, so the heaps are let catch up hold by hold.
    const done = eventList.hold(20_000);
    expect(flatQueue.hold(done - 1)).toBe(done - 1);
    expect(binaryHeap.hold(done - 1)).toBe(done - 1);
    // Which event of a tick comes first decides about which distance it gets, but not about the distances taken.
    expect(binaryHeap.now).toBe(eventList.now);
    expect(Math.abs(flatQueue.now / eventList.now - 1)).toBeLessThan(0.01);
  });
});
