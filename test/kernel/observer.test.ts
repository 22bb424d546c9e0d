import { describe, expect, it } from 'vitest';
import { Engine, type EventObserver } from '../../sim/kernel/engine.ts';
import { Purpose } from '../../sim/kernel/random.ts';

const random = new Purpose(21, 22);

/** Two kinds of events that keep scheduling each other until tick 5000, with ties. */
function build(): { engine: Engine; handled: string[] } {
  const engine = new Engine(2);
  const handled: string[] = [];
  let n = 0;
  for (let kind = 0; kind < 2; kind++) {
    engine.on(kind, (entity) => {
      handled.push(`${engine.now} ${kind} ${entity}`);
      if (engine.now < 5000) engine.schedule(engine.now + 1 + random.below(1, n++, 9), 1 - kind, random.below(2, n, 8));
    });
  }
  for (let i = 0; i < 40; i++) engine.schedule(1 + (i % 7), i % 2, i);
  return { engine, handled };
}

describe('an observer of the engine', () => {
  it('is told of every event once it has been handled, and changes nothing', () => {
    const alone = build();
    alone.engine.runUntil(6000);
    const { engine, handled } = build();
    const seen: string[] = [];
    let late = 0;
    engine.observer = {
      dispatched: (tick, kind, entity) => {
        seen.push(`${tick} ${kind} ${entity}`);
        if (engine.now !== tick || handled.length !== seen.length) late++;
      },
    };
    engine.runUntil(6000);
    expect(late).toBe(0);
    expect(seen.length).toBeGreaterThan(1000);
    expect(seen).toEqual(alone.handled);
    expect(engine.digest.hex()).toBe(alone.engine.digest.hex());
    expect(engine.dispatched).toBe(alone.engine.dispatched);
  });

  it('may come and go between runs', () => {
    const { engine, handled } = build();
    const ticks: number[] = [];
    const observer: EventObserver = { dispatched: (tick) => ticks.push(tick) };
    engine.runUntil(100);
    engine.observer = observer;
    engine.runUntil(200);
    engine.observer = null;
    engine.runUntil(6000);
    expect(ticks).toEqual(handled.map((line) => parseInt(line, 10)).filter((tick) => tick >= 100 && tick < 200));
    expect(ticks.length).toBeGreaterThan(10);
  });
});
