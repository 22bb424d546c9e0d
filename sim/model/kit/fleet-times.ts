/** Timetables of lines that have their own: what vehicles of a fleet keep to. Without such, headways follow from the fleet. */
import type { Memory } from '../../kernel/memory.ts';
import type { Host } from '../host.ts';
import type { FleetTerms } from './fleet-terms.ts';
import { dayKindOf } from './timetabled-lines.ts';

export class FleetTimes {
  /** Whether lines have timetables of their own. */
  readonly areOwn: boolean;
  /** By queue: mean running ticks to the next stop, and ticks from the terminal. */
  private readonly runs: Float32Array;
  private readonly planned: Uint32Array;

  constructor(
    private readonly host: Host,
    private readonly terms: Pick<
      FleetTerms,
      'lines' | 'timetabled' | 'plannedDwell' | 'capacity' | 'segment' | 'spacing'
    >,
    memory: Memory,
  ) {
    const { lines, timetabled, plannedDwell } = terms;
    this.areOwn = timetabled !== undefined;
    const queues = this.areOwn ? lines.firstQueue[2 * lines.count] : 0;
    this.runs = memory.fixed(Float32Array, queues);
    this.planned = memory.fixed(Uint32Array, queues);
    timetabled?.forEach(({ running }, line) => {
      running.forEach((ticks, way) => {
        const first = lines.firstQueue[2 * line + way];
        ticks.forEach((toNext, position) => {
          // Timetables allow for the doors: what is left is running time, half of it at least where stops follow closely.
          this.runs[first + position] = Math.max(toNext / 2, toNext - plannedDwell);
          this.planned[first + position + 1] = this.planned[first + position] + toNext;
        });
      });
    });
  }

  /** Passengers a vehicle of a line holds. */
  capacityOf(line: number): number {
    return this.terms.timetabled?.[line].line.capacity ?? this.terms.capacity;
  }

  /** Departures of today along a route, where its line has a timetable of its own. */
  departuresOf(route: number): Uint32Array | undefined {
    const { host, terms } = this;
    return terms.timetabled?.[route >> 1].departures[dayKindOf(host, host.today)][route & 1];
  }

  /** Whether vehicles go round and round along a route. */
  isLoop(route: number): boolean {
    return this.terms.timetabled?.[route >> 1].loop === true;
  }

  /** Start of the route from which a vehicle may come that is wanted at that of another: empty, and in time. */
  otherEnd(route: number): number {
    return !this.areOwn || this.isLoop(route) ? route : route ^ 1;
  }

  /** Ticks from the departure at the terminal to that at a position. */
  plannedAt(route: number, position: number): number {
    return this.planned[this.terms.lines.firstQueue[route] + position];
  }

  /** Mean running ticks from a position to the next stop. */
  runningFrom(route: number, position: number): number {
    return this.runs[this.terms.lines.firstQueue[route] + position];
  }

  /** Mean running time between two stops of a line off peak. */
  segmentOf(line: number): number {
    return this.terms.segment * (this.terms.spacing?.[line] ?? 1);
  }

  /** How long a ride is planned to take. One that ends before it begins leads past the end of a line that goes round. */
  rideTicks(route: number, from: number, to: number): number {
    if (!this.areOwn) return (to - from) * (this.segmentOf(route >> 1) + this.terms.plannedDwell);
    const { lines } = this.terms;
    const round = to > from ? 0 : this.plannedAt(route, lines.stopsOf(route >> 1) - 1);
    return round + this.plannedAt(route, to) - this.plannedAt(route, from);
  }
}
