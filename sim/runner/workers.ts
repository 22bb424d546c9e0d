/**
 * One world on several workers: one leads and is the simulation its host knows, the others do as it says. Nothing here
 * knows what a thread is: hosts start them.
 */
import { Memory, type SharedColumns } from '../kernel/memory.ts';
import { Team, type TeamBuffers } from '../kernel/team.ts';
import type { Scenario } from '../model/scenario.ts';
import type { WorldName } from './protocol.ts';
import { Simulation } from './simulate.ts';

/** Workers a world can have. */
export const WORKERS_MAX = 64;

/** What a worker that does not lead is told when it starts. */
export interface MemberTask {
  readonly scenario: Scenario;
  readonly world: WorldName;
  readonly index: number;
  readonly count: number;
  readonly buffers: TeamBuffers;
  readonly columns: SharedColumns;
  readonly orders: SharedArrayBuffer;
}

/** Starts a worker: resolved when it has called `join`, which then waits for orders. */
export type StartMember = (task: MemberTask) => Promise<void>;

/** Words of the orders: how many have been given, the last of them and its tick; then what a fault was, as text. */
const GIVEN = 0;
const ORDER = 1;
const TICK = 2;
const TEXT_LENGTH = 3;
const TEXT = 4;
const TEXT_MAX = 1000;

const RUN = 1;
const STOP = 2;

/** By which the leader tells the others what to do. */
class Orders {
  private readonly words: Int32Array;
  private taken = 0;

  constructor(readonly buffer = new SharedArrayBuffer(4 * (TEXT + TEXT_MAX))) {
    this.words = new Int32Array(buffer);
  }

  give(order: number, tick: number): void {
    this.words[ORDER] = order;
    this.words[TICK] = tick;
    Atomics.add(this.words, GIVEN, 1);
    Atomics.notify(this.words, GIVEN);
  }

  /** Waits for the next order. @returns the tick to run to, or −1 to stop */
  take(): number {
    const { words } = this;
    Atomics.wait(words, GIVEN, this.taken);
    this.taken = Atomics.load(words, GIVEN);
    return words[ORDER] === STOP ? -1 : words[TICK] >>> 0;
  }

  set fault(text: string) {
    const length = Math.min(text.length, TEXT_MAX);
    for (let i = 0; i < length; i++) this.words[TEXT + i] = text.charCodeAt(i);
    this.words[TEXT_LENGTH] = length;
  }

  get fault(): string {
    return String.fromCharCode(...this.words.subarray(TEXT, TEXT + this.words[TEXT_LENGTH]));
  }
}

/** The leader: whoever takes it to an instant takes all there, and may then read the whole world. */
class LedSimulation extends Simulation {
  constructor(
    scenario: Scenario,
    world: WorldName,
    private readonly team: Team,
    memory: Memory,
    private readonly orders: Orders,
  ) {
    super(scenario, world, team, memory);
  }

  override runUntil(tick: number): void {
    this.orders.give(RUN, tick);
    try {
      super.runUntil(tick);
      this.team.meet();
    } catch (error) {
      this.team.fail();
      throw this.orders.fault === '' ? error : new Error(this.orders.fault, { cause: error });
    }
  }

  override save(): never {
    throw new Error('the state of a world of several workers cannot be saved');
  }
  override restore(): never {
    throw new Error('a world of several workers cannot be taken to a state that was saved');
  }

  override close(): void {
    this.orders.give(STOP, 0);
  }
}

/** Sets a world up on several workers, one after the other. @throws whatever a worker could not be started for */
export async function lead(
  scenario: Scenario,
  world: WorldName,
  count: number,
  start: StartMember,
): Promise<Simulation> {
  if (count === 1) return new Simulation(scenario, world);
  const team = new Team(0, count);
  const memory = new Memory(true);
  const orders = new Orders();
  const simulation = new LedSimulation(scenario, world, team, memory, orders);
  const shared = { scenario, world, count, buffers: team.buffers!, columns: memory.shared, orders: orders.buffer };
  for (let index = 1; index < count; index++) await start({ ...shared, index });
  return simulation;
}

/**
 * Sets the world of a task up once more, over the columns of the leader's.
 * @returns what then follows the leader until it stops, or fails; it does not return before
 */
export function join({ scenario, world, index, count, buffers, columns, orders: buffer }: MemberTask): () => void {
  const team = new Team(index, count, buffers);
  const orders = new Orders(buffer);
  const simulation = new Simulation(scenario, world, team, new Memory(columns));
  return () => {
    try {
      for (let tick = orders.take(); tick >= 0; tick = orders.take()) {
        simulation.runUntil(tick);
        team.meet();
      }
    } catch (error) {
      if (!team.hasFailed) orders.fault = error instanceof Error ? error.message : String(error);
      team.fail();
    }
  };
}
