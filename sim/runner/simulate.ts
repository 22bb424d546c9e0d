/** The one function every host calls: a world of a scenario, simulated day by day. */
import { Snapshots } from '../kernel/snapshots.ts';
import type { EngineState } from '../kernel/engine.ts';
import type { Memory } from '../kernel/memory.ts';
import type { Team } from '../kernel/team.ts';
import { TICKS_PER_DAY } from '../kernel/time.ts';
import type { MeasureValue } from '../model/measures/dictionary.ts';
import { Counters } from '../model/measures/counters.ts';
import { deriveMeasures } from '../model/measures/derive.ts';
import { Tally } from '../model/measures/tally.ts';
import type { Scenario } from '../model/scenario.ts';
import { serviceDigests } from '../model/service-digests.ts';
import { SERVICES } from '../model/services/registry.ts';
import type { ServiceType } from '../model/services/service.ts';
import { World } from '../model/world.ts';
import type { WorldName } from './protocol.ts';

/** What is left of a world when its run has ended. Plain data: it can be posted between threads. */
export interface WorldOutcome {
  readonly world: WorldName;
  /** 16 hexadecimal digits over the dispatched events and the final state. */
  readonly digest: string;
  /** As many over the events and the state of each service, and of the rest under `city`. */
  readonly serviceDigests: Readonly<Record<string, string>>;
  /** Every measure, for each day and for the whole run (day −1). */
  readonly values: readonly MeasureValue[];
  /** Ticks each person spent queueing, paying, walking between counters and riding: lower is better. */
  readonly personTicks: Uint32Array;
  /** Age band and home district of each person, for splits of what is compared person by person. */
  readonly personAge: Uint8Array;
  readonly personDistrict: Uint16Array;
  /** Income band from 0, the lowest. */
  readonly personIncome: Uint8Array;
  /** Events dispatched. */
  readonly events: number;
}

/** A simulation at an instant, as plain data: whoever sets up the same simulation can go on from there. */
export interface SimulationState {
  readonly engine: EngineState;
  /** The columns of the model's state. */
  readonly columns: readonly Uint8Array[];
  /** Measures of the days completed. */
  readonly values: readonly (readonly MeasureValue[])[];
  /** Fingerprint of the model, by which damage is noticed. */
  readonly digest: string;
}

export class Simulation {
  /** The world itself, for observers and pictures. */
  readonly world: World;
  readonly tally: Tally;
  /** Days whose measures are made, where only some are wanted: long runs of few people spend most of their time on them. */
  daysKept: ReadonlySet<number> | undefined;
  /** Which measures of a day are made, by name and group, where only some are wanted. */
  isKept: ((name: string, group: string) => boolean) | undefined;
  /** Measures of each day that has been completed and is kept. */
  private readonly values: MeasureValue[][] = [];
  private closedDays = 0;

  /**
   * Sets a world up at 00:00 of its first day: the baseline has the scenario's city without its policy.
   * @param team the workers that simulate it, where there are several: see workers.ts
   * @param memory shared by them
   * @param services of the registry that it has
   */
  constructor(
    readonly scenario: Scenario,
    readonly worldName: WorldName,
    team?: Team,
    memory?: Memory,
    services: readonly ServiceType[] = SERVICES,
  ) {
    this.world = new World(scenario, worldName === 'policy' ? scenario.policy : [], services, team, memory);
    this.tally = new Tally(this.world);
    this.world.facts.add(this.tally);
    this.world.onDayEnd = (day) => this.closeDay(day);
  }

  /** Residents simulated. */
  get people(): number {
    return this.world.people.count;
  }
  /** Days completed. */
  get day(): number {
    return this.closedDays;
  }
  /** Events dispatched so far. */
  get events(): number {
    return this.world.dispatched;
  }
  /** Bytes of the typed columns allocated for this world. */
  get bytes(): number {
    return this.world.bytes;
  }
  /** Tick at which the run ends. */
  get end(): number {
    return this.scenario.days * TICKS_PER_DAY;
  }

  /** Measures of a day that has been completed. */
  measuresOf(day: number): readonly MeasureValue[] {
    const values = day < this.closedDays ? this.values[day] : undefined;
    if (values === undefined) {
      throw new RangeError(`found day ${day}, expected one of the ${this.closedDays} completed`);
    }
    return values;
  }

  /** Simulates until `tick` (not including it), or the end of the run. */
  runUntil(tick: number): void {
    this.world.runUntil(tick);
    if (this.world.engine.now >= this.end && this.closedDays < this.scenario.days) this.closeDay(this.closedDays);
  }

  /** The state now. */
  save(): SimulationState {
    const { engine, memory } = this.world;
    return {
      engine: engine.save(),
      columns: memory.state.map((buffer) => new Uint8Array(buffer.slice(0))),
      values: this.values.slice(0, this.closedDays),
      digest: this.world.digest(),
    };
  }

  /**
   * Goes to a state of the same world of the same scenario, which need not be a state of this run.
   * @throws Error if it is another scenario's or damaged; this simulation is of no use then
   */
  restore({ engine, columns, values, digest }: SimulationState): void {
    const { memory } = this.world;
    memory.makeRoom(columns.map((column) => column.byteLength));
    memory.state.forEach((buffer, i) => {
      const bytes = new Uint8Array(buffer);
      bytes.fill(0);
      bytes.set(columns[i]);
    });
    this.world.engine.restore(engine);
    this.values.splice(0, Infinity, ...values.map((day) => [...day]));
    this.resume();
    const found = this.world.digest();
    if (found !== digest) throw new Error(`found a state with the digest ${found}, expected ${digest}`);
  }

  /** Begins to keep states to which it can be taken back, with the state now. @param budget bytes of them to keep */
  openSnapshots(budget: number): Snapshots {
    const { engine, memory, people } = this.world;
    return new Snapshots(engine, memory, people.count, budget);
  }

  /** To be called when memory and engine have been taken to another instant of the run. */
  resume(): void {
    const { now } = this.world.engine;
    this.world.resume();
    this.closedDays = now >= this.end ? this.scenario.days : Math.max(0, Math.ceil(now / TICKS_PER_DAY) - 1);
  }

  /** Lets go of the workers that simulate the world, where there are several. It is of no use then. */
  close(): void {}

  /** Simulates up to the next midnight. */
  runDay(): void {
    this.runUntil((Math.floor(this.world.engine.now / TICKS_PER_DAY) + 1) * TICKS_PER_DAY);
  }

  /** Simulates the days that are left and returns the result. @param onDay called after each day */
  finish(onDay?: (daysDone: number) => void): WorldOutcome {
    while (this.world.engine.now < this.end) {
      this.runDay();
      onDay?.(Math.floor(this.world.engine.now / TICKS_PER_DAY));
    }
    const { people } = this.world;
    const whole = deriveMeasures(this.counters(this.tally.run, this.scenario.days), this.scenario.city, -1);
    return {
      world: this.worldName,
      digest: this.world.digest(),
      serviceDigests: serviceDigests(this.world),
      values: [...this.values.flat(), ...whole],
      personTicks: people.ticks.copy(),
      personAge: Uint8Array.from({ length: people.count }, (_, person) => people.age(person)),
      personDistrict: Uint16Array.from({ length: people.count }, (_, person) => people.district(person)),
      personIncome: Uint8Array.from({ length: people.count }, (_, person) => people.income(person)),
      events: this.events,
    };
  }

  /** A day's numbers are complete at midnight; those of the next begin. */
  private closeDay(day: number): void {
    this.tally.closeDay();
    if (this.world.team.leads && (this.daysKept?.has(day) ?? true)) {
      this.values[day] = deriveMeasures(this.counters(this.tally.day, 1), this.scenario.city, day, this.isKept);
    }
    this.tally.openDay();
    this.closedDays = day + 1;
  }

  private counters(values: Float64Array, days: number): Counters {
    return new Counters(this.tally.layout, values, days, this.scenario.scale, this.scenario.parameters);
  }
}
