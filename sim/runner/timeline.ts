/** A simulation that can be taken to any instant of its run, back as well as on. */
import type { Snapshots } from '../kernel/snapshots.ts';
import { TICKS_PER_MINUTE } from '../kernel/time.ts';
import type { Simulation } from './simulate.ts';

/** Snapshots may be kept at these steps. */
const STEP = 15 * TICKS_PER_MINUTE;
/** Events between two snapshots of a small city: they are simulated again in about a tenth of a second. */
const EVENTS_BETWEEN = 75_000;
/** The same of a large one, by resident: about four snapshots a day. */
const EVENTS_A_RESIDENT = 0.65;
/** Bytes of snapshots of a world: the default run needs about half of it. */
const BUDGET = 1 << 30;

export class Timeline {
  private readonly snapshots: Snapshots;
  /** Events dispatched at the latest snapshot. */
  private events = 0;

  /**
   * To be made when everything that observes the simulation is in place, before it has begun to run.
   * @param eventsBetween events between two snapshots
   * @param budget bytes of snapshots to keep
   */
  constructor(
    private readonly simulation: Simulation,
    private readonly eventsBetween = Math.max(EVENTS_BETWEEN, EVENTS_A_RESIDENT * simulation.people),
    budget = BUDGET,
  ) {
    this.snapshots = simulation.openSnapshots(budget);
  }

  /** Bytes of the snapshots. */
  get held(): number {
    return this.snapshots.held;
  }
  /** Snapshots kept. */
  get count(): number {
    return this.snapshots.count;
  }

  /**
   * Takes the simulation to `tick`, wherever it is: the state, and all that is simulated from there, is the same as if it
   * had never been anywhere else.
   * @param tick from 0 to the end of the run
   */
  goTo(tick: number): void {
    const { simulation, snapshots } = this;
    const now = simulation.world.engine.now;
    // On from here, unless a snapshot lies between.
    if (tick < now || snapshots.before(tick) > now) {
      snapshots.restore(tick);
      simulation.resume();
    }
    while (simulation.world.engine.now < tick) {
      simulation.runUntil(Math.min(tick, (Math.floor(simulation.world.engine.now / STEP) + 1) * STEP));
      this.keep();
    }
  }

  private keep(): void {
    const { simulation, snapshots } = this;
    if (simulation.world.engine.now <= snapshots.latest) return;
    if (simulation.events - this.events < this.eventsBetween) return;
    snapshots.save();
    this.events = simulation.events;
  }
}
