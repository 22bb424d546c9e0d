/**
 * Simplifies district boundaries (Visvalingam–Whyatt on shared arcs), so that neighbours keep one common border.
 *
 *     node scenarios/cities/simplify.mjs SOURCE.geojson TARGET.geojson [least area in square kilometres, 0.06]
 *
 * SOURCE is a FeatureCollection whose features carry an administrative code as `id`, and `properties.name` and
 * `properties.cp` ([longitude, latitude] of the district's seat). Plain Node, no packages.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** The source is quantised to about 1/1024 degree: this grid makes equal points equal again. */
const GRID_PER_DEGREE = 1024;
const KILOMETRES_PER_DEGREE = 111.32;
/** Islets and slivers below this area are left out, square kilometres. */
const RING_AREA_MIN = 0.5;

const [sourceFile, targetFile, leastArea = '0.06'] = process.argv.slice(2);
if (!sourceFile || !targetFile || !(Number(leastArea) > 0)) {
  console.error('usage: node scenarios/cities/simplify.mjs SOURCE.geojson TARGET.geojson [LEAST_AREA_KM2]');
  process.exit(2);
}

const source = JSON.parse(readFileSync(sourceFile, 'utf8'));
const middleLatitude = meanLatitude(source);
const squareKilometres = (KILOMETRES_PER_DEGREE / GRID_PER_DEGREE) ** 2 * Math.cos((middleLatitude * Math.PI) / 180);

const features = source.features.map((feature) => ({
  feature,
  rings: outerRings(feature).map(snap).map(withoutSpikes),
}));
const { owners, neighbours } = edgesOf(features);
const simplified = new Map();

const result = {
  type: 'FeatureCollection',
  features: features.map(({ feature, rings }) => ({
    type: 'Feature',
    id: String(feature.id),
    properties: { name: feature.properties.name, centre: feature.properties.cp.map(degrees3) },
    geometry: {
      type: 'MultiPolygon',
      coordinates: rings
        .map(simplifyRing)
        .filter(isLargeEnough)
        .map((ring) => [ring.map(toDegrees)]),
    },
  })),
};
const lines = result.features.map((feature) => JSON.stringify(feature)).join(',\n');
writeFileSync(targetFile, `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`);
const points = result.features.flatMap((feature) => feature.geometry.coordinates.flat(2)).length;
console.log(`${result.features.length} districts, ${points} points`);

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

/** A point where borders meet or part; it is never moved. */
function isNode(key) {
  const around = [...neighbours.get(key)];
  if (around.length !== 2) return true;
  const [left, right] = around.map((other) => [...owners.get(edgeKey(key, other))].sort().join());
  return left !== right;
}

/** Cuts a ring at its nodes and puts it together again from simplified arcs. */
function simplifyRing(ring) {
  // A ring that meets no other starts at its smallest point, so that it is cut the same way every time.
  const first = ring.some(isNode) ? ring.findIndex(isNode) : ring.indexOf([...ring].sort()[0]);
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  turned.push(turned[0]);
  const result = [];
  for (let from = 0; from < turned.length - 1;) {
    let to = from + 1;
    while (to < turned.length - 1 && !isNode(turned[to])) to++;
    result.push(...simplifyArc(turned.slice(from, to + 1)).slice(0, -1));
    from = to;
  }
  result.push(result[0]);
  return result.map((key) => key.split(',').map(Number));
}

/** The same arc gives the same points in either direction: both neighbours then share the border. */
function simplifyArc(arc) {
  const backwards = [...arc].reverse();
  const forward = arc.join(' ') <= backwards.join(' ');
  const name = (forward ? arc : backwards).join(' ');
  if (!simplified.has(name)) simplified.set(name, visvalingam(name.split(' ')));
  const points = simplified.get(name);
  return forward ? points : [...points].reverse();
}

function visvalingam(arc) {
  const points = arc.map((key) => ({ key, at: key.split(',').map(Number) }));
  for (;;) {
    let least = Infinity;
    let index = -1;
    for (let i = 1; i < points.length - 1; i++) {
      const area = triangleArea(points[i - 1].at, points[i].at, points[i + 1].at);
      if (area < least) [least, index] = [area, i];
    }
    if (index < 0 || least >= Number(leastArea)) return points.map((point) => point.key);
    points.splice(index, 1);
  }
}

function triangleArea([ax, ay], [bx, by], [cx, cy]) {
  return (Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2) * squareKilometres;
}

function isLargeEnough(ring) {
  let doubled = 0;
  for (let i = 0; i + 1 < ring.length; i++) doubled += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return (Math.abs(doubled) / 2) * squareKilometres >= RING_AREA_MIN;
}

function degrees3(value) {
  return Math.round(value * 1e3) / 1e3;
}

function toDegrees([x, y]) {
  return [Math.round((x / GRID_PER_DEGREE) * 1e4) / 1e4, Math.round((y / GRID_PER_DEGREE) * 1e4) / 1e4];
}
