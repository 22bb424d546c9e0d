/** How long people are ready to wait for a bus. A stop has one event, for the first of those who wait there. */
import { Quantiles } from '../../kernel/distributions.ts';
import type { IndexList } from '../../kernel/index-list.ts';
import type { Purpose } from '../../kernel/random.ts';
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { World } from '../world.ts';
import { BUS_TABLE } from './bus-parameters.ts';

/** Called with everybody who has left the queue of a stop, after so many ticks in it. */
type Leave = (person: number, stop: number, waited: number) => void;

/** What is looked at ahead lies nearer than this: a limit further off cannot be that of such an event. */
const SOON_TICKS = 60 * TICKS_PER_SECOND;

/** Stops are counted by direction: route × stops of a line + position. */
export class BusPatience {
  /** The first tick at which somebody who waits at a stop may lose patience; 0 for none. */
  private readonly limit: Uint32Array;
  private readonly length: Quantiles;
  private readonly draw: Purpose;
  readonly kind: number;
  private first = 0;

  constructor(
    private readonly world: World,
    stops: number,
    private readonly leave: Leave,
  ) {
    const p = BUS_TABLE.read(world.parameters);
    this.limit = world.memory.column(Uint32Array, stops);
    this.length = Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv);
    this.draw = world.random.purpose('bus.patience');
    this.kind = world.eventKind('bus.patience', (stop) => this.end(stop), 'stop');
  }

  /** @param firstStation the queue of stop 0; the others follow */
  open(firstStation: number): void {
    this.first = firstStation;
  }

  /** A person has just joined the queue of a stop. */
  joined(stop: number, person: number): void {
    this.expect(stop, this.world.engine.now + this.of(person));
  }

  /** Whether somebody at a stop may lose patience soon: else an event of it that comes soon counts for nothing. */
  isDueSoon(stop: number): boolean {
    return this.limit[stop] !== 0 && this.limit[stop] - this.world.engine.now <= SOON_TICKS;
  }

  /** Reads what those need who join the queues of stops. @returns anything of it */
  read(stops: IndexList): number {
    const { limit } = this;
    let sum = 0;
    for (let i = 0; i < stops.length; i++) sum = (sum + limit[stops.items[i]]) | 0;
    return sum;
  }

  private of(person: number): number {
    return Math.ceil(this.length.at(this.draw.uniform(person, this.world.days.counter(person))));
  }

  /** Somebody will lose patience at a tick: an event is needed where none comes before. */
  private expect(stop: number, tick: number): void {
    if (this.limit[stop] !== 0 && this.limit[stop] <= tick) return;
    this.limit[stop] = tick;
    this.world.engine.schedule(tick, this.kind, stop);
  }

  /** All whose patience is at an end leave, those for whom a bus has not come before. */
  private end(stop: number): void {
    const { queues, engine } = this.world;
    const { now } = engine;
    // Somebody with less patience had come, and the stop's event is another one now.
    if (this.limit[stop] !== now) return;
    this.limit[stop] = 0;
    let first = Infinity;
    let person = queues.head(this.first + stop);
    while (person >= 0) {
      const behind = queues.next(person);
      const since = queues.since(person);
      const until = since + this.of(person);
      if (until > now) first = Math.min(first, until);
      else {
        queues.leave(person);
        this.leave(person, stop, now - since);
      }
      person = behind;
    }
    if (first !== Infinity) this.expect(stop, first);
  }
}
