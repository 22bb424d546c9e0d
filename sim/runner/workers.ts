/**
 * One world on several workers: one leads and is the simulation its host knows, the others do as it says. Nothing here
 * knows what a thread is: hosts start them.
 */
import { Snapshots, type OtherEngines } from '../kernel/snapshots.ts';
import { Memory, type SharedColumns } from '../kernel/memory.ts';
import { Team, type TeamBuffers } from '../kernel/team.ts';
import type { Scenario } from '../model/scenario.ts';
import { Orders, type Order } from './orders.ts';
import type { WorldName } from './protocol.ts';
import { Simulation } from './simulate.ts';
import { Recorder } from './view/recorder.ts';

/** What a worker that does not lead is told when it starts. */
export interface MemberTask {
  readonly scenario: Scenario;
  readonly world: WorldName;
  readonly index: number;
  readonly count: number;
  /** Whether it is to record what a page shows. */
  readonly isRecorded: boolean;
  readonly buffers: TeamBuffers;
  readonly columns: SharedColumns;
  readonly orders: SharedArrayBuffer;
}

/** Starts a worker: resolved when it has called `join`, which then waits for orders. */
export type StartMember = (task: MemberTask) => Promise<void>;

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
    this.together('run', tick, () => super.runUntil(tick));
  }

  /** The columns, and this worker's engine; each of the others keeps its own engine's states. */
  override openSnapshots(budget: number): Snapshots {
    const { engine, memory, people } = this.world;
    const { orders } = this;
    const others: OtherEngines = {
      together: (what, tick, own) => this.together(what, tick, own),
      get held() {
        return orders.held;
      },
    };
    return new Snapshots(engine, memory, people.count, budget, others);
  }

  override save(): never {
    throw new Error('the state of a world of several workers cannot be saved');
  }
  override restore(): never {
    throw new Error('a world of several workers cannot be taken to a state that was saved');
  }

  override close(): void {
    this.orders.give('stop', 0);
  }

  /** Has the others carry out an order while this worker does its own part of it, and waits for them. */
  private together(order: Order, tick: number, own: () => void): void {
    this.orders.give(order, tick);
    try {
      own();
      this.team.meet();
    } catch (error) {
      this.team.fail();
      throw this.orders.fault === '' ? error : new Error(this.orders.fault, { cause: error });
    }
  }
}

/** Sets a world up on several workers, one after the other. @throws whatever a worker could not be started for */
export async function lead(
  scenario: Scenario,
  world: WorldName,
  count: number,
  start: StartMember,
): Promise<Simulation> {
  const { simulation, startOthers } = setUp(scenario, world, count, start);
  await startOthers(false);
  return simulation;
}

/** Like `lead`, with a recorder of what all workers see. */
export async function leadRecorded(
  scenario: Scenario,
  world: WorldName,
  count: number,
  start: StartMember,
): Promise<{ simulation: Simulation; recorder: Recorder }> {
  const { simulation, startOthers } = setUp(scenario, world, count, start);
  const recorder = new Recorder(simulation.world);
  await startOthers(true);
  return { simulation, recorder };
}

/** Sets up what the leader does, and what is needed to start the others when all columns have been allocated. */
function setUp(scenario: Scenario, world: WorldName, count: number, start: StartMember) {
  if (count === 1) return { simulation: new Simulation(scenario, world), startOthers: () => Promise.resolve() };
  const team = new Team(0, count);
  const memory = new Memory(true);
  const orders = new Orders(count);
  const simulation = new LedSimulation(scenario, world, team, memory, orders);
  const startOthers = async (isRecorded: boolean) => {
    const shared = { scenario, world, count, isRecorded, buffers: team.buffers!, orders: orders.buffer };
    for (let index = 1; index < count; index++) await start({ ...shared, columns: memory.shared, index });
  };
  return { simulation, startOthers };
}

/** A worker that does not lead: its part of the world, and the states of its engine. */
class Member {
  private readonly simulation: Simulation;
  private snapshots: Snapshots | null = null;

  constructor(
    private readonly task: MemberTask,
    private readonly team: Team,
    private readonly orders: Orders,
  ) {
    this.simulation = new Simulation(task.scenario, task.world, team, new Memory(task.columns));
    if (task.isRecorded) new Recorder(this.simulation.world);
  }

  /** Does as the leader says until it says to stop. */
  follow(): void {
    for (;;) {
      const { order, tick } = this.orders.take();
      if (order === 'stop') return;
      this[order](tick);
      this.team.meet();
    }
  }

  private run(tick: number): void {
    this.simulation.runUntil(tick);
  }

  private save(): void {
    const { engine, people } = this.simulation.world;
    // The columns are the leader's to keep, and so is the budget.
    if (this.snapshots === null) this.snapshots = new Snapshots(engine, { state: [] }, people.count, Infinity);
    else this.snapshots.save();
    this.tellHeld();
  }

  private restore(tick: number): void {
    const { engine } = this.simulation.world;
    const found = this.snapshots?.restore(tick);
    if (found !== tick) throw new Error(`found a state of tick ${found}, expected one of ${tick}`);
    this.simulation.resume();
    this.team.publish(engine);
  }

  private forget(tick: number): void {
    this.snapshots?.forget(tick);
    this.tellHeld();
  }

  private tellHeld(): void {
    this.orders.setHeld(this.task.index, this.snapshots?.held ?? 0);
  }
}

/**
 * Sets the world of a task up once more, over the columns of the leader's.
 * @returns what then follows the leader until it stops, or fails; it does not return before
 */
export function join(task: MemberTask): () => void {
  const team = new Team(task.index, task.count, task.buffers);
  const orders = new Orders(task.orders);
  const member = new Member(task, team, orders);
  return () => {
    try {
      member.follow();
    } catch (error) {
      if (!team.hasFailed) orders.fault = error instanceof Error ? error.message : String(error);
      team.fail();
    }
  };
}
