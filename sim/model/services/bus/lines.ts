/** The course of bus lines. Synthetic, laid through the neighbourhoods of the real districts. */
import type { Memory } from '../../../kernel/memory.ts';
import type { Geography } from '../../geography.ts';
import { Lines, type LaidLine } from '../../kit/lines.ts';

/**
 * Neighbourhoods come in the order of a space-filling curve, so a run of them is a chain of neighbours: each line serves
 * one such run and every neighbourhood lies on one line. Stops stand at even steps along the chain, so that each serves
 * about as many people.
 */
export class BusLines {
  readonly lines: Lines;
  /** Line of each neighbourhood, and the position of its stop on the way out. */
  readonly lineOfHome: Uint16Array;
  readonly stopOfHome: Uint16Array;
  /** Residents along each line. */
  readonly people: readonly number[];

  constructor(
    private readonly geography: Geography,
    lines: number,
    stopsPerLine: number,
    memory: Memory,
  ) {
    const homes = geography.neighbourhoods;
    const count = Math.min(lines, homes);
    this.lineOfHome = memory.fixed(Uint16Array, homes);
    this.stopOfHome = memory.fixed(Uint16Array, homes);
    const people: number[] = [];
    const laid: LaidLine[] = [];
    for (let line = 0; line < count; line++) {
      const from = firstHome(line, count, homes);
      const to = firstHome(line + 1, count, homes);
      laid.push(this.lay(from, to, stopsPerLine));
      people.push(this.serve(line, from, to, stopsPerLine));
    }
    this.people = people;
    this.lines = new Lines(laid, memory);
  }

  /** District a part (0 to 1) of the way along a line. */
  districtAlong(line: number, part: number): number {
    const { geography, lines } = this;
    const from = firstHome(line, lines.count, geography.neighbourhoods);
    const to = firstHome(line + 1, lines.count, geography.neighbourhoods);
    return geography.homeDistrict[from + Math.floor(part * (to - from))];
  }

  /** Lays a line through the neighbourhoods from … to − 1; it belongs to the one in the middle. */
  private lay(from: number, to: number, stops: number): LaidLine {
    const { geography } = this;
    const gaps = Math.max(1, to - 1 - from);
    const line = { x: [] as number[], y: [] as number[], seat: Math.floor((from + to) / 2) };
    for (let i = 0; i < stops; i++) {
      const position = (i / (stops - 1)) * gaps;
      const a = Math.min(from + Math.floor(position), to - 1);
      const b = Math.min(a + 1, to - 1);
      const part = position - Math.floor(position);
      let x = geography.homeX[a] + (geography.homeX[b] - geography.homeX[a]) * part;
      let y = geography.homeY[a] + (geography.homeY[b] - geography.homeY[a]) * part;
      if (!geography.isInCity(x, y)) {
        // Between two neighbourhoods the straight way may leave the city: the stop then stands at the nearer one.
        x = part < 0.5 ? geography.homeX[a] : geography.homeX[b];
        y = part < 0.5 ? geography.homeY[a] : geography.homeY[b];
      }
      line.x.push(x);
      line.y.push(y);
    }
    return line;
  }

  /** Gives each neighbourhood from … to − 1 its stop of a line. @returns their residents */
  private serve(line: number, from: number, to: number, stops: number): number {
    const gaps = Math.max(1, to - 1 - from);
    let people = 0;
    for (let home = from; home < to; home++) {
      this.lineOfHome[home] = line;
      this.stopOfHome[home] = Math.round(((home - from) / gaps) * (stops - 1));
      people += this.geography.homePeople[home];
    }
    return people;
  }
}

/** First neighbourhood of a line. */
function firstHome(line: number, lines: number, homes: number): number {
  return Math.floor((line * homes) / lines);
}
