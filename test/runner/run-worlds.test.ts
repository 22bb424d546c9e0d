/** Threads that go wrong: whoever waits for a world hears of it, however it ends. */
import { fileURLToPath } from 'node:url';
import type * as Threads from 'node:worker_threads';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Interrupted, NoSuchState, runWorlds } from '../../sim/runner/node/run-worlds.ts';
import { tinyScenario } from '../model/fixture.ts';

/** The program of each world's thread, in place of the one that is built. */
const programs = vi.hoisted(() => ({ baseline: '', policy: '', started: [] as Threads.Worker[] }));

vi.mock('node:worker_threads', async (importActual) => {
  const actual = await importActual<typeof Threads>();
  return {
    ...actual,
    Worker: class extends actual.Worker {
      constructor(file: URL, options: { workerData: { world: 'baseline' | 'policy' } }) {
        expect(fileURLToPath(file)).toMatch(/world-thread\.js$/);
        const program = programs[options.workerData.world];
        super(new URL(`data:text/javascript,${encodeURIComponent(program)}`), options);
        programs.started.push(this);
      }
    },
  };
});

const scenario = tinyScenario();
const START = `import { parentPort, workerData } from 'node:worker_threads';`;
const ENDLESS = `${START} parentPort.ref(); setInterval(() => {}, 1000);`;
const BUSY = 'for (;;) ;';
const outcome = (world: string) => `${START} parentPort.postMessage({ kind: 'outcome', outcome: '${world}' });`;

beforeEach(() => {
  programs.started = [];
});

/** All threads that were started have ended. */
async function expectNoneLeft(): Promise<void> {
  expect(programs.started.length).toBeGreaterThan(0);
  await vi.waitFor(() => expect(programs.started.filter(({ threadId }) => threadId !== -1)).toEqual([]));
}

describe('a world whose thread', () => {
  it.each<[what: string, program: string, said: string | RegExp]>([
    ['throws as it starts', `throw new Error('broken');`, 'broken'],
    ['is no program', 'this is none', /unexpected|identifier/i],
    ['rejects what it waits for', `await Promise.reject(new Error('broken'));`, 'broken'],
    ['throws later', `setTimeout(() => { throw new Error('broken'); }, 20);`, 'broken'],
    ['waits for what never comes', 'await new Promise(() => {});', 'ended with 13 and no outcome'],
    ['ends at once', START, 'ended with 0 and no outcome'],
    ['gives up', 'process.exit(7);', 'ended with 7 and no outcome'],
    ['wants more memory than there is', 'new ArrayBuffer(2 ** 52);', /array buffer|length|memory/i],
    [
      'refuses the state to go on from',
      `${START} parentPort.postMessage({ kind: 'refused', why: 'found x, expected y' });`,
      'found a state that is none of this run (found x, expected y), expected one that run --checkpoints has kept',
    ],
  ])('%s is heard of, and the other one is stopped', async (_, program, said) => {
    programs.baseline = program;
    programs.policy = BUSY;
    await expect(runWorlds(scenario, { threads: 2 })).rejects.toThrow(said);
    await expectNoneLeft();
  });

  it('is called off ends', async () => {
    programs.baseline = BUSY;
    programs.policy = ENDLESS;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    await expect(runWorlds(scenario, { threads: 2, signal: stop.signal })).rejects.toThrow(Interrupted);
    await expectNoneLeft();
  });

  it('refuses its state is told from one that is broken', async () => {
    programs.baseline = `${START} parentPort.postMessage({ kind: 'refused', why: 'no' });`;
    await expect(runWorlds(scenario, { threads: 1 })).rejects.toThrow(NoSuchState);
    expect(programs.started).toHaveLength(1);
  });

  it('comes to an outcome gives it', async () => {
    programs.baseline = outcome('a');
    programs.policy = outcome('b');
    expect(await runWorlds(scenario, { threads: 1 })).toEqual({ baseline: 'a', policy: 'b' });
    await expectNoneLeft();
  });
});
