/** Rivers as lines beside water as areas: where a river has banks, its line is left out. Kilometres. */

type Point = readonly [x: number, y: number];

/** A line within this of a shore is the river's that the shore is of: the two come from different maps. */
const BESIDE_KM = 0.6;
/** Courses are looked at so often. */
const STEP_KM = 0.5;

/** Whether a point lies inside one of the rings (even-odd rule). */
export function isInside(rings: readonly Float32Array[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [xi, yi] = [ring[i] as number, ring[i + 1] as number];
      const [xj, yj] = [ring[j] as number, ring[j + 1] as number];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

function isBeside(rings: readonly Float32Array[], x: number, y: number): boolean {
  return rings.some((ring) => {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay] = [ring[j] as number, ring[j + 1] as number];
      const [dx, dy] = [(ring[i] as number) - ax, (ring[i + 1] as number) - ay];
      const length = dx * dx + dy * dy;
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
      if (Math.hypot(x - ax - share * dx, y - ay - share * dy) < BESIDE_KM) return true;
    }
    return false;
  });
}

/** The course with points between its own, so that none are farther from each other than a step. */
function walked(course: Float32Array): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 3 < course.length; at += 2) {
    const [ax, ay] = [course[at] as number, course[at + 1] as number];
    const [bx, by] = [course[at + 2] as number, course[at + 3] as number];
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STEP_KM));
    for (let step = 0; step < steps; step++) {
      points.push([ax + ((bx - ax) * step) / steps, ay + ((by - ay) * step) / steps]);
    }
  }
  points.push([course.at(-2) ?? 0, course.at(-1) ?? 0]);
  return points;
}

/**
 * What is left of a river's course outside water areas: each stretch along banks is left out, from where it enters the area to where it
 * leaves it last; a tributary reaches into the area that it flows into.
 */
export function outsideOf(
  course: Float32Array,
  areas: readonly { readonly rings: readonly Float32Array[] }[],
): Float32Array[] {
  const near = areas.filter(({ rings }) => mayTouch(rings[0], course));
  if (near.length === 0 || course.length < 4) return [course];
  const points = walked(course);
  const where = points.map(([x, y]) =>
    near.some(({ rings }) => isInside(rings, x, y))
      ? 'in'
      : near.some(({ rings }) => isBeside(rings, x, y))
        ? 'beside'
        : 'out',
  );
  if (!where.includes('in')) return [course];
  const isDropped = new Uint8Array(points.length);
  for (let from = 0; from < points.length; from++) {
    if (where[from] === 'out') continue;
    let to = from;
    while (to + 1 < points.length && where[to + 1] !== 'out') to++;
    const stretch = where.slice(from, to + 1);
    // At an end of the course nothing goes on that a line would have to meet.
    const first = from === 0 ? 0 : stretch.indexOf('in');
    const last = to === points.length - 1 ? stretch.length - 1 : stretch.lastIndexOf('in');
    if (first >= 0 && stretch.includes('in')) isDropped.fill(1, from + first, from + last + 1);
    from = to;
  }
  const left: Float32Array[] = [];
  let part: number[] = [];
  const end = (): void => {
    if (part.length >= 4) left.push(Float32Array.from(part));
    part = [];
  };
  points.forEach((point, at) => {
    // The first point in the water ends a line, and the last one begins the next, so that both meet it.
    if (isDropped[at] === 0 || isDropped[at - 1] === 0) part.push(...point);
    if (isDropped[at] === 0) return;
    end();
    if (isDropped[at + 1] === 0) part.push(...point);
  });
  end();
  return left;
}

/** Whether the boxes of a shore and a course come near each other: most do not. */
function mayTouch(shore: Float32Array | undefined, course: Float32Array): boolean {
  if (shore === undefined) return false;
  const [a, b] = [boxOf(shore), boxOf(course)];
  return [0, 1].every((axis) => a[axis]! < b[axis + 2]! + BESIDE_KM && b[axis]! < a[axis + 2]! + BESIDE_KM);
}

function boxOf(flat: Float32Array): readonly number[] {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  flat.forEach((km, at) => {
    box[at % 2] = Math.min(box[at % 2]!, km);
    box[2 + (at % 2)] = Math.max(box[2 + (at % 2)]!, km);
  });
  return box;
}
