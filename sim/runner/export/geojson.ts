/** Where things are, as GeoJSON (RFC 7946): places, and lines with their stops. Synthetic, but for metro stations. */
import { PLACE_KINDS } from '../../model/catalogue.ts';
import type { World } from '../../model/world.ts';

interface Feature {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Point' | 'LineString'; readonly coordinates: unknown };
  readonly properties: Readonly<Record<string, string | number>>;
}

/** About a metre. */
const DIGITS = 5;

function collection(world: World, features: Iterable<Feature>): Generator<string> {
  return pieces({ city: world.city.id, synthetic: world.city.synthetic.en }, features);
}

function* pieces(about: object, features: Iterable<Feature>): Generator<string> {
  yield `{"type":"FeatureCollection",${JSON.stringify(about).slice(1, -1)},"features":[\n`;
  let isFirst = true;
  for (const feature of features) {
    yield `${isFirst ? '' : ',\n'}${JSON.stringify(feature)}`;
    isFirst = false;
  }
  yield '\n]}\n';
}

function position(world: World, x: number, y: number): [number, number] {
  const { plane } = world.geography;
  return [Number(plane.longitude(x).toFixed(DIGITS)), Number(plane.latitude(y).toFixed(DIGITS))];
}

/** Places where people pay, but for vehicles. `place` numbers them within their service, as the event log does. */
export function placesGeoJson(world: World): Generator<string> {
  return collection(world, placesOf(world));
}

function* placesOf(world: World): Generator<Feature> {
  for (const { id, places, fleet } of world.services) {
    for (let place = 0; place < places.count; place++) {
      if (fleet?.places === places) continue;
      yield {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: position(world, places.x[place]!, places.y[place]!) },
        properties: {
          service: id,
          sector: PLACE_KINDS[places.sector.get(place)]!,
          place,
          district: world.city.districts[places.district.get(place)]!.id,
        },
      };
    }
  }
}

/** Lines of vehicles with their stops, and lines of the metro with their stations open on the first day. */
export function linesGeoJson(world: World): Generator<string> {
  return collection(world, linesOf(world));
}

function* linesOf(world: World): Generator<Feature> {
  for (const { id, fleet } of world.services) {
    if (fleet === undefined) continue;
    const { lines } = fleet;
    for (let line = 0; line < lines.count; line++) {
      const first = lines.firstStop[line]!;
      const at = Array.from({ length: lines.stopsOf(line) }, (_, i) =>
        position(world, lines.x[first + i]!, lines.y[first + i]!),
      );
      const properties = { service: id, line: String(line + 1) };
      yield lineOf(at, { ...properties, kind: 'line', stops: at.length });
      for (const [i, stop] of at.entries()) yield pointOf(stop, { ...properties, kind: 'stop', position: i });
    }
  }
  for (const { line, stations } of world.city.metro ?? []) {
    const open = stations.filter(({ opened }) => opened <= world.scenario.start);
    const properties = { line };
    if (open.length > 1) {
      yield lineOf(
        open.map(({ at }) => at),
        { ...properties, kind: 'rails', stops: open.length },
      );
    }
    for (const [i, { at, name }] of open.entries()) {
      yield pointOf(at, { ...properties, kind: 'station', position: i, name: name.en, name_zh: name.zh });
    }
  }
}

type Position = readonly [number, number];

function lineOf(coordinates: readonly Position[], properties: Feature['properties']): Feature {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties };
}

function pointOf(coordinates: Position, properties: Feature['properties']): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties };
}
