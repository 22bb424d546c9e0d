/** Ways by bus from one place to another: on the line that leads nearest, or with one change where that is the shorter trip. */
import { IndexList } from '../../../kernel/index-list.ts';
import type { Geography } from '../../geography.ts';
import type { Lines } from '../../kit/lines.ts';
import type { BUS_TABLE } from './parameters.ts';
import { StopIndex } from './stop-index.ts';

const NONE = -1;
const SECONDS_A_MINUTE = 60;
/** Lines at a place that none comes near to. */
const LINES_LEAST = 2;

/** Stops, by line from each place: the nearest of each line within reach. */
interface Near {
  readonly stops: Int32Array;
  /** Minutes on foot to each. */
  readonly walk: Float64Array;
}

export class Routes {
  /** Of the way found last: minutes, and the stops of the first ride and the second; −1 where no line is changed. */
  minutes = Infinity;
  from = NONE;
  off = NONE;
  on = NONE;
  to = NONE;
  private readonly index: StopIndex;
  private readonly lineOf: Uint16Array;
  /** By stop: minutes from the first of its line. */
  private readonly along: Float64Array;
  /** By stop: those of other lines to which one can change there, as a run of a list. */
  private readonly firstChange: Int32Array;
  private readonly changeTo = new IndexList();
  private readonly changeWalk: number[] = [];
  private readonly nearHome: (Near | undefined)[];
  /** Of the place that is looked from, by line: the stop taken there, and minutes to it. */
  private readonly homeStop: Int32Array;
  private readonly homeWalk: Float64Array;
  /** By stop: minutes until one waits there after a change, and where the first ride ended. */
  private readonly waiting: Float64Array;
  private readonly offAt: Int32Array;
  /** By stop: minutes until one has come there on a second line, and where that was taken. */
  private readonly arriving: Float64Array;
  private readonly onAt: Int32Array;
  private readonly touched = new IndexList();
  private readonly isTouched: Uint8Array;

  /** @param gaps see BusLines */
  constructor(
    private readonly geography: Geography,
    private readonly lines: Lines,
    gaps: Float64Array,
    private readonly p: ReturnType<typeof BUS_TABLE.read>,
  ) {
    const { stops, count } = lines;
    this.lineOf = Uint16Array.from({ length: stops }, (_, stop) => lines.lineOf(stop));
    this.along = new Float64Array(stops);
    for (let stop = 1; stop < stops; stop++) {
      if (this.lineOf[stop] !== this.lineOf[stop - 1]) continue;
      const minutes = (p.segment_seconds * gaps[stop - 1] + p.planned_dwell_seconds) / SECONDS_A_MINUTE;
      this.along[stop] = this.along[stop - 1] + minutes;
    }
    this.index = new StopIndex(lines, p.reach_km);
    this.firstChange = this.findChanges();
    this.nearHome = Array.from({ length: geography.neighbourhoods });
    this.homeStop = new Int32Array(count);
    this.homeWalk = new Float64Array(count);
    this.waiting = new Float64Array(stops);
    this.offAt = new Int32Array(stops);
    this.arriving = new Float64Array(stops);
    this.onAt = new Int32Array(stops);
    this.isTouched = new Uint8Array(count);
  }

  /** Kilometres between two neighbourhoods. */
  kmBetween(a: number, b: number): number {
    const { homeX, homeY } = this.geography;
    return Math.sqrt((homeX[a] - homeX[b]) * (homeX[a] - homeX[b]) + (homeY[a] - homeY[b]) * (homeY[a] - homeY[b]));
  }

  /** Stop of the line nearest to a neighbourhood. */
  nearestStop(home: number): number {
    const { stops, walk } = this.near(home);
    let best = 0;
    for (let i = 1; i < stops.length; i++) if (walk[i] < walk[best]) best = i;
    return stops[best];
  }

  /** Looks at all ways from a neighbourhood: `leadsTo` then asks for one of them. */
  lookFrom(home: number): void {
    const { stops, walk } = this.near(home);
    this.homeStop.fill(NONE);
    this.waiting.fill(Infinity);
    this.arriving.fill(Infinity);
    for (let i = 0; i < stops.length; i++) {
      const line = this.lineOf[stops[i]];
      this.homeStop[line] = stops[i];
      this.homeWalk[line] = walk[i];
    }
    this.touched.clear();
    for (let i = 0; i < stops.length; i++) this.changeAlong(stops[i], walk[i]);
    for (let i = 0; i < this.touched.length; i++) {
      this.rideOn(this.touched.items[i]);
      this.isTouched[this.touched.items[i]] = 0;
    }
  }

  /** Finds the way to a neighbourhood that takes the fewest minutes. @returns whether there is one, quicker than on foot */
  leadsTo(home: number, kmOnFoot: number): boolean {
    const { stops, walk } = this.near(home);
    this.minutes = kmOnFoot * this.p.walk_minutes_a_km;
    this.from = NONE;
    for (let i = 0; i < stops.length; i++) {
      const stop = stops[i];
      const line = this.lineOf[stop];
      const begin = this.homeStop[line];
      if (begin >= 0 && begin !== stop) {
        const minutes = this.homeWalk[line] + this.minutesAlong(begin, stop) + walk[i];
        if (minutes < this.minutes) this.take(minutes, begin, stop, NONE, NONE);
      }
      const minutes = this.arriving[stop] + walk[i];
      if (minutes < this.minutes) this.changed(minutes, stop);
    }
    return this.from >= 0;
  }

  /** Minutes on board from a stop to another of its line. */
  private minutesAlong(from: number, to: number): number {
    return Math.abs(this.along[to] - this.along[from]);
  }

  private changed(minutes: number, to: number): void {
    const on = this.onAt[to];
    const off = this.offAt[on];
    this.take(minutes, this.homeStop[this.lineOf[off]], off, on, to);
  }

  private take(minutes: number, from: number, off: number, on: number, to: number): void {
    this.minutes = minutes;
    this.from = from;
    this.off = off;
    this.on = on;
    this.to = to;
  }

  /** All changes from the line that is taken at a stop. */
  private changeAlong(stop: number, walk: number): void {
    const { lines, lineOf, firstChange, changeTo, changeWalk, waiting, offAt } = this;
    const line = lineOf[stop];
    const end = lines.firstStop[line + 1];
    for (let off = lines.firstStop[line]; off < end; off++) {
      if (off === stop) continue;
      const there = walk + this.minutesAlong(stop, off) + this.p.change_minutes;
      for (let i = firstChange[off]; i < firstChange[off + 1]; i++) {
        const on = changeTo.items[i];
        const minutes = there + changeWalk[i];
        if (minutes >= waiting[on]) continue;
        waiting[on] = minutes;
        offAt[on] = off;
        const other = lineOf[on];
        if (this.isTouched[other] === 1) continue;
        this.isTouched[other] = 1;
        this.touched.add(other);
      }
    }
  }

  /** Rides on along a line from wherever one waits after a change, both ways. */
  private rideOn(line: number): void {
    const { lines } = this;
    const first = lines.firstStop[line];
    const last = lines.firstStop[line + 1] - 1;
    this.sweep(first, last, 1);
    this.sweep(last, first, NONE);
  }

  private sweep(first: number, last: number, step: 1 | -1): void {
    const { waiting, arriving, onAt } = this;
    let minutes = Infinity;
    let on = first;
    for (let stop = first; stop !== last; stop += step) {
      if (waiting[stop] < minutes) {
        minutes = waiting[stop];
        on = stop;
      }
      minutes += this.minutesAlong(stop, stop + step);
      if (minutes >= arriving[stop + step]) continue;
      arriving[stop + step] = minutes;
      onAt[stop + step] = on;
    }
  }

  /** The nearest stop of each line within reach of a neighbourhood; of the nearest lines where hardly any comes so near. */
  private near(home: number): Near {
    const known = this.nearHome[home];
    if (known !== undefined) return known;
    const { geography, index, lineOf, p } = this;
    const [x, y] = [geography.homeX[home], geography.homeY[home]];
    const best = new Map<number, { stop: number; square: number }>();
    const consider = (stop: number, square: number) => {
      const other = best.get(lineOf[stop]);
      if (other === undefined || square < other.square) best.set(lineOf[stop], { stop, square });
    };
    index.within(x, y, p.reach_km, consider);
    let found = [...best.values()];
    if (found.length < LINES_LEAST) {
      index.all(x, y, consider);
      found = [...best.values()].sort((a, b) => a.square - b.square || a.stop - b.stop).slice(0, LINES_LEAST);
    }
    const near = {
      stops: Int32Array.from(found, ({ stop }) => stop),
      walk: Float64Array.from(found, ({ square }) => Math.sqrt(square) * p.walk_minutes_a_km),
    };
    this.nearHome[home] = near;
    return near;
  }

  /** Of each stop, the nearest of every other line to which one would walk. @returns where the run of each begins, and the end */
  private findChanges(): Int32Array {
    const { lines, lineOf, index, p } = this;
    const first = new Int32Array(lines.stops + 1);
    const best = new Map<number, { stop: number; square: number }>();
    for (let stop = 0; stop < lines.stops; stop++) {
      best.clear();
      index.within(lines.x[stop], lines.y[stop], p.change_km, (other, square) => {
        const line = lineOf[other];
        if (line === lineOf[stop]) return;
        const known = best.get(line);
        if (known === undefined || square < known.square) best.set(line, { stop: other, square });
      });
      for (const { stop: other, square } of best.values()) {
        this.changeTo.add(other);
        this.changeWalk.push(Math.sqrt(square) * p.walk_minutes_a_km);
      }
      first[stop + 1] = this.changeTo.length;
    }
    return first;
  }
}
