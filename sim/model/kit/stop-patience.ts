/** How long people are ready to wait at a stop. A stop has one event, for the first of those who wait there. */
import type { IndexList } from '../../kernel/index-list.ts';
import type { Purpose } from '../../kernel/random.ts';
import { TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { EventEntity, Host } from '../host.ts';
import type { FleetTerms } from './fleet-terms.ts';

/** Called with everybody who has left the queue of a stop, after so many ticks in it. */
type Leave = (person: number, stop: number, waited: number) => void;

/** What is looked at ahead lies nearer than this: a limit further off cannot be that of such an event. */
const SOON_TICKS = 60 * TICKS_PER_SECOND;

/** Stops are counted by direction: they are the queues of `Lines`. */
export class StopPatience {
  /** The first tick at which somebody who waits at a stop may lose patience; 0 for none. */
  private readonly limit: Uint32Array;
  private readonly draw: Purpose;
  readonly kind: number;
  private first = 0;

  constructor(
    private readonly host: Host,
    private readonly terms: Pick<FleetTerms, 'id' | 'lines' | 'patience' | 'rideNumber'>,
    entity: EventEntity,
    private readonly leave: Leave,
  ) {
    const { id, lines } = terms;
    this.limit = host.memory.column(Uint32Array, lines.firstQueue[2 * lines.count]);
    this.draw = host.random.purpose(`${id}.patience`);
    this.kind = host.eventKind(`${id}.patience`, (stop) => this.end(stop), entity);
  }

  /** @param firstStation the queue of stop 0; the others follow */
  open(firstStation: number): void {
    this.first = firstStation;
  }

  /** A person has just joined the queue of a stop. */
  joined(stop: number, person: number): void {
    this.expect(stop, this.host.engine.now + this.of(person));
  }

  /** Whether somebody at a stop may lose patience soon: else an event of it that comes soon counts for nothing. */
  isDueSoon(stop: number): boolean {
    return this.limit[stop] !== 0 && this.limit[stop] - this.host.engine.now <= SOON_TICKS;
  }

  /** Reads what those need who join the queues of stops. @returns anything of it */
  read(stops: IndexList): number {
    const { limit } = this;
    let sum = 0;
    for (let i = 0; i < stops.length; i++) sum = (sum + limit[stops.items[i]]) | 0;
    return sum;
  }

  private of(person: number): number {
    const n = this.host.days.counter(person, this.terms.rideNumber?.(person) ?? 0);
    return Math.ceil(this.terms.patience.at(this.draw.uniform(person, n)));
  }

  /** Somebody will lose patience at a tick: an event is needed where none comes before. */
  private expect(stop: number, tick: number): void {
    if (this.limit[stop] !== 0 && this.limit[stop] <= tick) return;
    this.limit[stop] = tick;
    this.host.engine.schedule(tick, this.kind, stop);
  }

  /** All whose patience is at an end leave, those for whom nothing has come before. */
  private end(stop: number): void {
    const { queues, engine } = this.host;
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
