/**
 * Running times of a fleet's vehicles from stop to stop, and the timetables of lines that have their own. Without such, headways
 * follow from the fleet.
 */
import type { Memory } from '../../kernel/memory.ts';
import type { Host } from '../host.ts';
import type { FleetTerms } from './fleet-terms.ts';
import { dayKindOf } from './timetabled-lines.ts';

export class FleetTimes {
  /** Whether lines have timetables of their own. */
  readonly areOwn: boolean;
  /** By queue: mean running ticks to the next stop, off peak where lines have no timetable of their own. */
  private readonly runs: Float32Array;
  /** By queue: ticks from the terminal, with those at stops where lines have a timetable of their own. */
  private readonly planned: Float64Array;

  constructor(
    private readonly host: Host,
    private readonly terms: Pick<FleetTerms, 'lines' | 'timetabled' | 'plannedDwell' | 'capacity' | 'segment' | 'gaps'>,
    memory: Memory,
  ) {
    const { lines, timetabled, plannedDwell } = terms;
    this.areOwn = timetabled !== undefined;
    const queues = lines.firstQueue[2 * lines.count];
    this.runs = memory.fixed(Float32Array, queues);
    this.planned = memory.fixed(Float64Array, queues);
    if (!this.areOwn) this.runByGaps();
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

  /** As long as it is to the next stop, both ways. */
  private runByGaps(): void {
    const { lines, segment, gaps } = this.terms;
    for (let route = 0; route < 2 * lines.count; route++) {
      const first = lines.firstQueue[route];
      for (let position = 0; position + 1 < lines.stopsOf(route >> 1); position++) {
        const gap = Math.min(lines.stopAt(route, position), lines.stopAt(route, position + 1));
        this.runs[first + position] = segment * (gaps?.[gap] ?? 1);
        this.planned[first + position + 1] = this.planned[first + position] + this.runs[first + position];
      }
    }
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

  /** Ticks from the departure at the terminal to that at a position. @param slow how much slower traffic is than off peak */
  plannedAt(route: number, position: number, slow = 1): number {
    const ticks = this.planned[this.terms.lines.firstQueue[route] + position];
    return this.areOwn ? ticks : ticks * slow + position * this.terms.plannedDwell;
  }

  /** Mean running ticks from a position to the next stop. */
  runningFrom(route: number, position: number): number {
    return this.runs[this.terms.lines.firstQueue[route] + position];
  }

  /** How long a ride is planned to take. One that ends before it begins leads past the end of a line that goes round. */
  rideTicks(route: number, from: number, to: number): number {
    const round = to > from ? 0 : this.plannedAt(route, this.terms.lines.stopsOf(route >> 1) - 1);
    return round + this.plannedAt(route, to) - this.plannedAt(route, from);
  }
}
