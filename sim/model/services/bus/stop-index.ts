/** Stops by squares of land, so that those near a place are found without looking at all. */
import type { Lines } from '../../kit/lines.ts';

type Visit = (stop: number, square: number) => void;

export class StopIndex {
  private readonly west: number;
  private readonly south: number;
  private readonly columns: number;
  private readonly rows: number;
  /** First stop of each square in the list, and the end. */
  private readonly first: Int32Array;
  private readonly list: Int32Array;

  /** @param side of a square, km */
  constructor(
    private readonly lines: Lines,
    private readonly side: number,
  ) {
    const { x, y, stops } = lines;
    this.west = x.reduce((least, at) => Math.min(least, at), Infinity);
    this.south = y.reduce((least, at) => Math.min(least, at), Infinity);
    this.columns = this.column(x.reduce((most, at) => Math.max(most, at), -Infinity)) + 1;
    this.rows = this.row(y.reduce((most, at) => Math.max(most, at), -Infinity)) + 1;
    this.first = new Int32Array(this.columns * this.rows + 1);
    this.list = new Int32Array(stops);
    const square = (stop: number) => this.row(y[stop]) * this.columns + this.column(x[stop]);
    for (let stop = 0; stop < stops; stop++) this.first[square(stop) + 1]++;
    for (let at = 1; at < this.first.length; at++) this.first[at] += this.first[at - 1];
    const next = this.first.slice();
    for (let stop = 0; stop < stops; stop++) this.list[next[square(stop)]++] = stop;
  }

  /** Visits the stops within a distance, km. */
  within(x: number, y: number, km: number, visit: Visit): void {
    const [left, right] = [this.column(x - km), this.column(x + km)];
    const [bottom, top] = [this.row(y - km), this.row(y + km)];
    for (let row = Math.max(0, bottom); row <= Math.min(this.rows - 1, top); row++) {
      for (let column = Math.max(0, left); column <= Math.min(this.columns - 1, right); column++) {
        const at = row * this.columns + column;
        for (let i = this.first[at]; i < this.first[at + 1]; i++) this.visitWithin(this.list[i], x, y, km * km, visit);
      }
    }
  }

  /** Visits all stops. */
  all(x: number, y: number, visit: Visit): void {
    for (let stop = 0; stop < this.lines.stops; stop++) this.visitWithin(stop, x, y, Infinity, visit);
  }

  private visitWithin(stop: number, x: number, y: number, most: number, visit: Visit): void {
    const { lines } = this;
    const square = (lines.x[stop] - x) * (lines.x[stop] - x) + (lines.y[stop] - y) * (lines.y[stop] - y);
    if (square <= most) visit(stop, square);
  }

  private column(x: number): number {
    return Math.floor((x - this.west) / this.side);
  }
  private row(y: number): number {
    return Math.floor((y - this.south) / this.side);
  }
}
