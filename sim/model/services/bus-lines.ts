/** Bus lines: which stops they call at, and where. Synthetic, laid through the neighbourhoods of the real districts. */
import type { Memory } from '../../kernel/memory.ts';
import type { Geography } from '../geography.ts';

/**
 * Neighbourhoods come in the order of a space-filling curve, so a run of them is a chain of neighbours: each line serves
 * one such run and every neighbourhood lies on one line. Stops stand at even steps along the chain, so that each serves
 * about as many people.
 */
export class BusLines {
  readonly lines: number;
  readonly stopsPerLine: number;
  /** Stop `line * stopsPerLine + i` is the i-th of its line. */
  readonly stopX: Float32Array;
  readonly stopY: Float32Array;
  /** Line and stop (0 … stopsPerLine − 1) of each neighbourhood. */
  readonly lineOfHome: Uint16Array;
  readonly stopOfHome: Uint8Array;
  /** Residents along each line. */
  readonly people: readonly number[];

  constructor(
    private readonly geography: Geography,
    lines: number,
    stopsPerLine: number,
    memory: Memory,
  ) {
    const homes = geography.neighbourhoods;
    this.lines = Math.min(lines, homes);
    this.stopsPerLine = stopsPerLine;
    const stops = this.lines * stopsPerLine;
    this.stopX = memory.fixed(Float32Array, stops);
    this.stopY = memory.fixed(Float32Array, stops);
    this.lineOfHome = memory.fixed(Uint16Array, homes);
    this.stopOfHome = memory.fixed(Uint8Array, homes);
    const people: number[] = [];
    for (let line = 0; line < this.lines; line++) {
      people.push(this.lay(geography, line, this.firstHome(line), this.firstHome(line + 1)));
    }
    this.people = people;
  }

  /** District a part (0 to 1) of the way along a line. */
  districtAlong(line: number, part: number): number {
    const from = this.firstHome(line);
    return this.geography.homeDistrict[from + Math.floor(part * (this.firstHome(line + 1) - from))];
  }

  /** Neighbourhood in the middle of a line. */
  seatOf(line: number): number {
    return Math.floor((this.firstHome(line) + this.firstHome(line + 1)) / 2);
  }

  /** First neighbourhood of a line. */
  private firstHome(line: number): number {
    return Math.floor((line * this.geography.neighbourhoods) / this.lines);
  }

  /** Lays a line through the neighbourhoods from … to − 1. @returns their residents */
  private lay(geography: Geography, line: number, from: number, to: number): number {
    const { stopsPerLine } = this;
    const gaps = Math.max(1, to - 1 - from);
    for (let i = 0; i < stopsPerLine; i++) {
      const position = (i / (stopsPerLine - 1)) * gaps;
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
      this.stopX[line * stopsPerLine + i] = x;
      this.stopY[line * stopsPerLine + i] = y;
    }
    let people = 0;
    for (let home = from; home < to; home++) {
      this.lineOfHome[home] = line;
      this.stopOfHome[home] = Math.round(((home - from) / gaps) * (stopsPerLine - 1));
      people += geography.homePeople[home];
    }
    return people;
  }
}
