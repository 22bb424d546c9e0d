/** One camera for both maps: which kilometre of the city lies at which pixel of a pane. Pure arithmetic. */

/** [x min, y min, x max, y max] in kilometres. */
export type Bounds = readonly [number, number, number, number];

/** Pixels a kilometre at the closest. */
export const ZOOM_MAX = 600;
const MARGIN = 0.94;

/** Of all people, how many the core of a city holds where they live that close together. */
const CORE_SHARE = 0.5;
const CORE_STEPS = 8;

export class Camera {
  /** Kilometres at the centre of a pane. */
  x = 0;
  y = 0;
  /** Pixels a kilometre. */
  zoom = 1;
  /** Grows with every change, so that layers know when to lay themselves out anew. */
  version = 0;
  private width = 1;
  private height = 1;
  private bounds: Bounds = [0, 0, 1, 1];
  private home: Bounds = [0, 0, 1, 1];
  private untouched = true;
  private covered = 0;

  /** What may be seen at all, and what is seen first. */
  setCity(bounds: Bounds, home: Bounds): void {
    this.bounds = bounds;
    this.home = home;
    this.reset();
  }

  /**
   * Size of a pane in pixels, and how much of it is covered from the right when nobody has moved the view. A view nobody has
   * moved stays fitted to its pane.
   */
  resize(width: number, height: number, covered = 0): void {
    if (this.width === width && this.height === height && this.covered === covered) return;
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.covered = Math.min(covered, 0.7 * this.width);
    if (this.untouched) this.reset();
    else this.settle();
  }

  /** Shows the home view. */
  reset(): void {
    const [x0, y0, x1, y1] = this.home;
    this.zoom = MARGIN * Math.min((this.width - this.covered) / (x1 - x0), this.height / (y1 - y0));
    this.x = (x0 + x1) / 2 + this.covered / 2 / this.zoom;
    this.y = (y0 + y1) / 2;
    this.untouched = true;
    this.version++;
  }

  /** Looks at a place of the city, as closely as is allowed. */
  lookAt(x: number, y: number, zoom: number): void {
    this.x = x;
    this.y = y;
    this.zoom = Math.min(ZOOM_MAX, Math.max(this.zoomMin, zoom));
    this.untouched = false;
    this.settle();
  }

  /** Brings a place to the middle, unless it is to be seen already, at least so many pixels from the edge and not covered. */
  bring(x: number, y: number, margin: number): void {
    const [right, down] = [this.pxX(x), this.pxY(y)];
    const free = this.width - this.covered;
    const isSeen = right >= margin && right <= free - margin && down >= margin && down <= this.height - margin;
    if (!isSeen) this.lookAt(x, y, this.zoom);
  }

  get isHome(): boolean {
    return this.untouched;
  }

  /** Moves what is seen by so many pixels. */
  panBy(right: number, down: number): void {
    if (right === 0 && down === 0) return;
    this.x -= right / this.zoom;
    this.y += down / this.zoom;
    this.untouched = false;
    this.settle();
  }

  /** Zooms by a factor, keeping the kilometre under this pixel where it is. */
  zoomAt(factor: number, px: number, py: number): void {
    const before = [this.kmX(px), this.kmY(py)] as const;
    const zoom = Math.min(ZOOM_MAX, Math.max(this.zoomMin, this.zoom * factor));
    // Neither an empty wheel nor one at its end is a move.
    if (zoom === this.zoom) return;
    this.zoom = zoom;
    this.x += before[0] - this.kmX(px);
    this.y += before[1] - this.kmY(py);
    this.untouched = false;
    this.settle();
  }

  get zoomMin(): number {
    const [x0, y0, x1, y1] = this.bounds;
    return 0.8 * Math.min((this.width - this.covered) / (x1 - x0), this.height / (y1 - y0));
  }

  pxX(kmX: number): number {
    return this.width / 2 + (kmX - this.x) * this.zoom;
  }
  pxY(kmY: number): number {
    return this.height / 2 - (kmY - this.y) * this.zoom;
  }
  kmX(px: number): number {
    return this.x + (px - this.width / 2) / this.zoom;
  }
  kmY(px: number): number {
    return this.y - (px - this.height / 2) / this.zoom;
  }

  /** Keeps the centre inside the city. */
  private settle(): void {
    const [x0, y0, x1, y1] = this.bounds;
    this.x = Math.min(x1, Math.max(x0, this.x));
    this.y = Math.min(y1, Math.max(y0, this.y));
    this.version++;
  }
}

/** A round length for a scale bar of at most `pxMax` pixels: kilometres and pixels. */
export function scaleBar(zoom: number, pxMax: number): { km: number; px: number } {
  const most = pxMax / zoom;
  const decade = 10 ** Math.floor(Math.log10(most));
  const km = ([5, 2, 1].find((step) => step * decade <= most) ?? 1) * decade;
  return { km, px: km * zoom };
}

/** A place where people live, km: the centre of a district. */
export interface Peopled {
  readonly labelX: number;
  readonly labelY: number;
  readonly residents: number;
}

/**
 * The core of a city: a square around where most people live close together, wide enough to hold a good share of them. The
 * middle of all would be no core where a city has two: it lies in the fields between them.
 * @param spanMin kilometres that the core is wide at least, and a third of what it is at most
 */
export function coreBox(places: readonly Peopled[], spanMin: number): Bounds {
  const all = places.reduce((sum, { residents }) => sum + residents, 0);
  const cells = new Map<string, number>();
  const cellOf = ({ labelX, labelY }: Peopled, dx = 0, dy = 0): string =>
    `${Math.floor((3 * labelX) / spanMin) + dx},${Math.floor((3 * labelY) / spanMin) + dy}`;
  for (const place of places) cells.set(cellOf(place), (cells.get(cellOf(place)) ?? 0) + place.residents);
  let [x, y] = [0, 0];
  let most = -1;
  for (const place of places) {
    let near = 0;
    for (let cell = 0; cell < 9; cell++) {
      near += cells.get(cellOf(place, (cell % 3) - 1, Math.floor(cell / 3) - 1)) ?? 0;
    }
    if (near > most) [most, x, y] = [near, place.labelX, place.labelY];
  }
  // To the middle of what lies around it, until that is the middle.
  for (let step = 0; step < CORE_STEPS; step++) {
    let [sum, sumX, sumY] = [0, 0, 0];
    for (const { labelX, labelY, residents } of places) {
      if (Math.hypot(labelX - x, labelY - y) > spanMin / 2) continue;
      sum += residents;
      sumX += residents * labelX;
      sumY += residents * labelY;
    }
    if (sum > 0) [x, y] = [sumX / sum, sumY / sum];
  }
  const reached = places
    .map(({ labelX, labelY, residents }) => ({ residents, far: Math.max(Math.abs(labelX - x), Math.abs(labelY - y)) }))
    .sort((a, b) => a.far - b.far);
  let held = 0;
  const last = reached.find(({ residents }) => (held += residents) >= CORE_SHARE * all);
  const half = Math.min((3 * spanMin) / 2, Math.max(spanMin / 2, last?.far ?? 0));
  return [x - half, y - half, x + half, y + half];
}
