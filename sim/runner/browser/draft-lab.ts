/**
 * The Worker behind the drafts of a plan: it shares the worlds of several seeds out among Workers of its own and makes their
 * results up, so that the page's thread does neither. Worlds without a policy are kept: an edited plan has the same.
 */
import type { Scenario } from '../../model/scenario.ts';
import { prepareResults, withChance, type PreparedWorld, type SeedWorlds } from '../experiment/prepare-results.ts';
import { program } from '../program.ts';
import type { WorldName } from '../protocol.ts';
import type { DraftHold, DraftState, DraftTask } from './draft.ts';
import type { DraftWorldTask } from './draft-world.ts';
import { Gate } from './gate.ts';

/** Seeds from which on there is an interval. */
const SEEDS_TOLD = 2;
/** Worlds without a policy that are kept. */
const KEPT_MAX = 24;

const PARTS = ['baseline', 'policy', 'chance'] as const;
type Part = (typeof PARTS)[number];

const kept = new Map<string, PreparedWorld>();
const idle: Worker[] = [];
let current = -1;
const all: Worker[] = [];
const gate = new Gate();
let isHeld = false;

/** Worlds that have begun rest after the day that they are at. */
function hold(message: DraftHold): void {
  isHeld = message.hold;
  gate.hold(isHeld);
  for (const worker of all) worker.postMessage(message);
}

function started(): Worker {
  const worker = new Worker(new URL('./draft-world.ts', import.meta.url), { type: 'module' });
  all.push(worker);
  const message: DraftHold = { hold: isHeld };
  worker.postMessage(message);
  return worker;
}

function simulate(task: DraftWorldTask): Promise<PreparedWorld> {
  const worker = idle.pop() ?? started();
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<PreparedWorld>) => {
      idle.push(worker);
      resolve(data);
    };
    worker.onerror = (event) => {
      // Told by the page: keep it out of the console.
      event.preventDefault();
      worker.terminate();
      all.splice(all.indexOf(worker), 1);
      reject(new Error(event.message || 'a Worker of a draft could not be started'));
    };
    worker.postMessage(task);
  });
}

/** All that decides a world without a policy. */
function keyOf({ city, start, days, scale, seed, parameters }: Scenario): string {
  return JSON.stringify([city.id, start, days, scale, seed, parameters]);
}

async function worldOf(scenario: Scenario, part: Part, seedAt: number): Promise<PreparedWorld> {
  const world: WorldName = part === 'baseline' ? 'baseline' : 'policy';
  if (part !== 'baseline') {
    return simulate({ scenario: part === 'chance' ? withChance(scenario, seedAt) : scenario, world });
  }
  const key = keyOf(scenario);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = await simulate({ scenario, world });
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!);
  kept.set(key, made);
  return made;
}

async function run({ id, scenario, seeds, workers }: DraftTask): Promise<void> {
  const began = performance.now();
  const jobs = seeds.flatMap((seed, seedAt) => PARTS.map((part) => ({ seed, seedAt, part })));
  const made = seeds.map((): Partial<Record<Part, PreparedWorld>> => ({}));
  let [next, done, told] = [0, 0, 0];
  const tell = (change: Partial<DraftState>): void => {
    const state: DraftState = { id, done, of: jobs.length, results: null, fault: null, seconds: 0, ...change };
    if (id === current) self.postMessage({ ...state, seconds: (performance.now() - began) / 1000 });
  };
  const results = () => {
    const whole: SeedWorlds[] = [];
    for (const [seedAt, { baseline, policy, chance }] of made.entries()) {
      if (baseline === undefined || policy === undefined || chance === undefined) break;
      whole.push({ seed: seeds[seedAt]!, baseline, policy, chance });
    }
    if (whole.length < SEEDS_TOLD || whole.length === told) return null;
    told = whole.length;
    const { version, model } = program();
    return prepareResults(scenario, whole, { version, model, scenarioSha256: '', shipped: null });
  };
  const takeTurns = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined && id === current; job = jobs[next++]) {
      await gate.pass();
      if (id !== current) return;
      const { seed, seedAt, part } = job;
      made[seedAt]![part] = await worldOf({ ...scenario, seed }, part, seedAt);
      done++;
      tell({ results: results() });
    }
  };
  tell({});
  try {
    await Promise.all(Array.from({ length: workers }, takeTurns));
  } catch (error) {
    tell({ fault: error instanceof Error ? error.message : String(error) });
  }
}

self.onmessage = ({ data }: MessageEvent<DraftTask | DraftHold>) => {
  if ('hold' in data) {
    hold(data);
    return;
  }
  current = data.id;
  void run(data);
};
