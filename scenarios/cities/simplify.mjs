/**
 * Simplifies district boundaries (Visvalingam–Whyatt on shared arcs), so that neighbours keep one common border, and
 * water (the same, ring by ring). Plain Node, no packages.
 */

/** The source is quantised to about 1/1024 degree: this grid makes equal points equal again. */
const GRID_PER_DEGREE = 1024;
const KILOMETRES_PER_DEGREE = 111.32;
/** Islets and slivers below this area are left out, square kilometres. */
const RING_AREA_MIN = 0.5;
/** Lakes and islands in lakes and sea below this area are left out, square kilometres. */
const WATER_AREA_MIN = 0.8;

/**
 * Districts with fewer corners.
 * @param source FeatureCollection whose features carry an administrative code as `id`, and `properties.name` and
 *   `properties.cp` ([longitude, latitude] of the district's seat)
 * @param leastArea corners whose triangle with their neighbours is smaller go, square kilometres
 */
export function simplifyDistricts(source, leastArea) {
  const middleLatitude = meanLatitude(source);
  const squareKilometres = (KILOMETRES_PER_DEGREE / GRID_PER_DEGREE) ** 2 * cosine(middleLatitude);
  const features = source.features.map((feature) => ({
    feature,
    rings: outerRings(feature).map(snap).map(withoutSpikes),
  }));
  const arcs = new Arcs(edgesOf(features), leastArea / squareKilometres);
  return {
    type: 'FeatureCollection',
    features: features.map(({ feature, rings }) => ({
      type: 'Feature',
      id: String(feature.id),
      properties: { name: feature.properties.name, centre: feature.properties.cp.map(degrees3) },
      geometry: {
        type: 'MultiPolygon',
        coordinates: rings
          .map((ring) => arcs.simplifyRing(ring))
          .filter((ring) => areaOf(ring) * squareKilometres >= RING_AREA_MIN)
          .map((ring) => [ring.map(toDegrees)]),
      },
    })),
  };
}

/**
 * Water with fewer corners; lakes and islands that are too small to be seen go.
 * @param source FeatureCollection of Polygon (`kind: water`) and LineString (`kind: river`)
 * @param leastArea as above; parts of less than WATER_AREA_MIN go
 */
export function simplifyWater(source, leastArea) {
  const [, latitude] = source.features[0].geometry.coordinates.flat(Infinity);
  const squareKilometres = KILOMETRES_PER_DEGREE ** 2 * cosine(latitude);
  const least = leastArea / squareKilometres;
  const ringOf = (ring) => {
    // A ring is two arcs, so that it cannot shrink to a point.
    const half = Math.floor(ring.length / 2);
    return [...thinned(ring.slice(0, half + 1), least).slice(0, -1), ...thinned(ring.slice(half), least)];
  };
  const isSeen = (ring) => ring.length >= 4 && areaOf(ring) * squareKilometres >= WATER_AREA_MIN;
  return {
    type: 'FeatureCollection',
    features: source.features.flatMap(({ properties: { kind }, geometry: { type, coordinates } }) => {
      const feature = (simplified) => [
        { type: 'Feature', properties: { kind }, geometry: { type, coordinates: simplified } },
      ];
      if (type === 'LineString') return feature(thinned(coordinates, least));
      if (type !== 'Polygon') throw new Error(`found water as ${type}, expected Polygon or LineString`);
      const rings = coordinates.map(ringOf);
      return isSeen(rings[0]) ? feature([rings[0], ...rings.slice(1).filter(isSeen)]) : [];
    }),
  };
}

/** One feature a line. */
export function formatCollection({ features }) {
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
}

function cosine(degrees) {
  return Math.cos((degrees * Math.PI) / 180);
}

function meanLatitude(collection) {
  const latitudes = collection.features.map((feature) => feature.properties.cp[1]);
  return latitudes.reduce((sum, latitude) => sum + latitude, 0) / latitudes.length;
}

function outerRings(feature) {
  const { type, coordinates } = feature.geometry;
  return type === 'Polygon' ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]);
}

/** A ring as grid points "x,y", without repeats and without the closing point. */
function snap(ring) {
  const keys = ring.map(([x, y]) => `${Math.round(x * GRID_PER_DEGREE)},${Math.round(y * GRID_PER_DEGREE)}`);
  const distinct = keys.filter((key, i) => key !== keys[i - 1]);
  while (distinct.length > 1 && distinct.at(-1) === distinct[0]) distinct.pop();
  return distinct;
}

/** Takes out A–B–A excursions, which quantising leaves where a ring was narrower than the grid. */
function withoutSpikes(ring) {
  const kept = [];
  for (const key of ring) {
    if (kept.at(-1) === key) continue;
    if (kept.at(-2) === key) kept.pop();
    else kept.push(key);
  }
  while (kept.length > 2 && (kept.at(-1) === kept[0] || kept.at(-2) === kept[0] || kept.at(-1) === kept[1])) {
    if (kept.at(-1) === kept[1]) kept.shift();
    else kept.pop();
  }
  return kept;
}

function edgeKey(a, b) {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** For every edge the districts it bounds; for every point the points it is joined to. */
function edgesOf(districts) {
  const owners = new Map();
  const neighbours = new Map();
  const join = (map, key, value) => map.set(key, (map.get(key) ?? new Set()).add(value));
  districts.forEach(({ rings }, district) => {
    for (const ring of rings) {
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length];
        join(owners, edgeKey(a, b), district);
        join(neighbours, a, b);
        join(neighbours, b, a);
      });
    }
  });
  return { owners, neighbours };
}

/** The borders between the points where districts meet, each simplified once for all districts that it bounds. */
class Arcs {
  simplified = new Map();

  /** @param least area in cells of the grid */
  constructor({ owners, neighbours }, least) {
    Object.assign(this, { owners, neighbours, least });
  }

  /** A point where borders meet or part; it is never moved. */
  isNode(key) {
    const around = [...this.neighbours.get(key)];
    if (around.length !== 2) return true;
    const [left, right] = around.map((other) => [...this.owners.get(edgeKey(key, other))].sort().join());
    return left !== right;
  }

  /** Cuts a ring at its nodes and puts it together again from simplified arcs. */
  simplifyRing(ring) {
    const isNode = (key) => this.isNode(key);
    // A ring that meets no other starts at its smallest point, so that it is cut the same way every time.
    const first = ring.some(isNode) ? ring.findIndex(isNode) : ring.indexOf([...ring].sort()[0]);
    const turned = [...ring.slice(first), ...ring.slice(0, first)];
    turned.push(turned[0]);
    const result = [];
    for (let from = 0; from < turned.length - 1;) {
      let to = from + 1;
      while (to < turned.length - 1 && !isNode(turned[to])) to++;
      result.push(...this.simplifyArc(turned.slice(from, to + 1)).slice(0, -1));
      from = to;
    }
    result.push(result[0]);
    return result.map((key) => key.split(',').map(Number));
  }

  /** The same arc gives the same points in either direction: both neighbours then share the border. */
  simplifyArc(arc) {
    const backwards = [...arc].reverse();
    const forward = arc.join(' ') <= backwards.join(' ');
    const name = (forward ? arc : backwards).join(' ');
    if (!this.simplified.has(name)) {
      const points = name.split(' ').map((key) => key.split(',').map(Number));
      this.simplified.set(
        name,
        thinned(points, this.least).map((point) => point.join(',')),
      );
    }
    const points = this.simplified.get(name);
    return forward ? points : [...points].reverse();
  }
}

/** Visvalingam–Whyatt: of a line whose ends stay, the point goes first that spans the least triangle. */
function thinned(line, least) {
  const points = [...line];
  for (;;) {
    let smallest = Infinity;
    let index = -1;
    for (let i = 1; i < points.length - 1; i++) {
      const area = triangleArea(points[i - 1], points[i], points[i + 1]);
      if (area < smallest) [smallest, index] = [area, i];
    }
    if (index < 0 || smallest >= least) return points;
    points.splice(index, 1);
  }
}

function triangleArea([ax, ay], [bx, by], [cx, cy]) {
  return Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
}

function areaOf(ring) {
  let doubled = 0;
  for (let i = 0; i + 1 < ring.length; i++) doubled += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return Math.abs(doubled) / 2;
}

function degrees3(value) {
  return Math.round(value * 1e3) / 1e3;
}

function toDegrees([x, y]) {
  return [Math.round((x / GRID_PER_DEGREE) * 1e4) / 1e4, Math.round((y / GRID_PER_DEGREE) * 1e4) / 1e4];
}
