/** The queue one can play with: its figures are those of Erlang's formulas, however it is cut into slices. */
import { describe, expect, test } from 'vitest';
import { erlangC, erlangWait } from '../../../sim/runner/queue/erlang.ts';
import { LongRun, QueuePlay, ROOM } from '../../../sim/runner/queue/queue-play.ts';

describe('the long run agrees with Erlang C', () => {
  test.each([
    [1, 0.5],
    [1, 0.8],
    [1, 0.9],
    [3, 0.8],
    [8, 0.9],
  ])('%i servers at a load of %f', (servers, load) => {
    const run = new LongRun({ servers, load }, 'queue');
    let events = 0;
    while (!run.isDone) events += run.step();
    const { wait, waitShare, batches } = run.estimate!;
    expect(batches).toBe(20);
    expect(events).toBeGreaterThan(20_000);
    // Twice the interval: one in some ten thousand by chance, with a seed that stays.
    expect(Math.abs(wait.mean - erlangWait(servers, load * servers))).toBeLessThan(2 * wait.halfWidth);
    expect(Math.abs(waitShare.mean - erlangC(servers, load * servers))).toBeLessThan(2 * waitShare.halfWidth);
    // And the interval says something.
    expect(wait.halfWidth).toBeLessThan(0.25 * wait.mean);
  });
  test('an overload has none', () => {
    expect(() => new LongRun({ servers: 1, load: 1 }, 'queue')).toThrow(/found a load of 1, expected less than 1/);
  });
});

describe('a queue that is looked at', () => {
  test('is the same in one piece and in many', () => {
    const [whole, pieces] = [1, 2].map(() => new QueuePlay({ servers: 2, load: 0.9 }, 'seed')) as [
      QueuePlay,
      QueuePlay,
    ];
    whole.runTo(300);
    for (let units = 0; units <= 300; units += 0.37) pieces.runTo(units);
    pieces.runTo(300);
    const state = ({ arrived, begun, waitSum, waiting, serving }: QueuePlay) => [
      arrived,
      begun,
      waitSum,
      waiting,
      serving,
    ];
    expect(state(pieces)).toEqual(state(whole));
    expect(whole.arrived).toBeGreaterThan(400);
  });
  test('explodes above a load of 1, by what comes in beyond what goes out', () => {
    const play = new QueuePlay({ servers: 1, load: 1.2 }, 'seed');
    play.runTo(10_000);
    expect(play.waiting).toBeGreaterThan(0.15 * 10_000);
    expect(play.waiting).toBeLessThan(0.25 * 10_000);
    expect(play.serving).toBe(1);
    expect(play.arrived - play.begun).toBe(play.waiting);
  });
  test('ends where nobody more fits in', () => {
    const play = new QueuePlay({ servers: 1, load: 20 }, 'seed');
    play.runTo(2000);
    expect(play.isOver).toBe(true);
    expect(play.waiting + play.serving).toBeLessThanOrEqual(ROOM);
    const { arrived } = play;
    play.runTo(3000);
    expect(play.arrived).toBe(arrived);
  });
  test.each([
    [{ servers: 0, load: 0.5 }, /found 0 servers/],
    [{ servers: 1.5, load: 0.5 }, /found 1.5 servers/],
    [{ servers: 1, load: NaN }, /found a load of NaN/],
  ])('%j is no queue', (setting, fault) => {
    expect(() => new QueuePlay(setting, 'seed')).toThrow(fault);
  });
});
