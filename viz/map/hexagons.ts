/** A grid of hexagons over the city, numbered as they are first asked for. Kilometres. */

/** From the middle to a corner. */
const RADIUS = 1.2;
const STEP_X = RADIUS * Math.sqrt(3);
const STEP_Y = RADIUS * 1.5;

export class HexGrid {
  private readonly numbers = new Map<string, number>();
  private readonly x: number[] = [];
  private readonly y: number[] = [];

  /** How many hexagons have been asked for. */
  get size(): number {
    return this.x.length;
  }

  /** Number of the hexagon that a point lies in: of the two rows beside it, the one whose middle is nearer. */
  cell(x: number, y: number): number {
    const row = Math.floor(y / STEP_Y);
    let [bestColumn, bestRow, least] = [0, 0, Infinity];
    for (const at of [row, row + 1]) {
      const column = Math.round(x / STEP_X - (at & 1) / 2);
      const [dx, dy] = [x - (column + (at & 1) / 2) * STEP_X, y - at * STEP_Y];
      const distance = dx * dx + dy * dy;
      if (distance < least) [bestColumn, bestRow, least] = [column, at, distance];
    }
    const key = `${bestColumn},${bestRow}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.x.length;
      this.numbers.set(key, number);
      this.x.push((bestColumn + (bestRow & 1) / 2) * STEP_X);
      this.y.push(bestRow * STEP_Y);
    }
    return number;
  }

  /** Corners of a hexagon, flat x, y; a hair smaller than its cell, so that neighbours are told apart. */
  outline(cell: number): number[] {
    const [x, y] = [this.x[cell] ?? 0, this.y[cell] ?? 0];
    return Array.from({ length: 6 }, (_, corner) => {
      const angle = (Math.PI / 3) * corner + Math.PI / 6;
      return [x + 0.95 * RADIUS * Math.cos(angle), y + 0.95 * RADIUS * Math.sin(angle)];
    }).flat();
  }
}
