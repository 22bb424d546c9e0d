/** Boundaries of districts as planners have them: GeoJSON in WGS-84 with polygons of all kinds. */
import { FileMistakes, quote, visible, type Mistake } from '../../model/reading/mistake.ts';
import type { ByteSource } from './bytes.ts';
import type { Position } from './distance.ts';
import type { Journal } from './journal.ts';
import { mistakeAt, refusal } from './refusal.ts';

const BYTES_MAX = 200_000_000;
const FEATURES_MAX = 20_000;
const POSITIONS_MAX = 5_000_000;
const DEPTH_MAX = 8;
const TO_GEOJSON = 'make it with: ogr2ogr -f GeoJSON -t_srs EPSG:4326 districts.geojson FILE';

/** A ring, closed. */
export type Ring = Position[];

/** An area as the file has it. */
export interface Area {
  /** `id` of the feature and what else it says, as texts. */
  readonly properties: ReadonlyMap<string, string>;
  /** Polygons: an outer ring, then holes. */
  readonly polygons: readonly (readonly Ring[])[];
  readonly line: number;
}

/** The areas of a file. @throws FileMistakes */
export async function readAreas(source: ByteSource, journal: Journal): Promise<Area[]> {
  const { name } = source;
  if (source.size > BYTES_MAX) {
    throw refusal(name, 1, `a file of ${source.size} bytes`, `at most ${BYTES_MAX}`, 'simplify it: mapshaper.org');
  }
  const bytes = await source.read(0, source.size);
  refuseOtherFormats(name, bytes);
  const text = textOf(name, bytes);
  const root = parsed(name, text);
  checkSystem(name, root);
  return new AreaReader(name, text, journal).areasOf(root);
}

function refuseOtherFormats(name: string, bytes: Uint8Array): void {
  const begins = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign);
  if (/\.(shp|shx|dbf|prj)$/i.test(name) || begins(0, 0, 0x27, 0x0a)) {
    throw refusal(name, 1, 'a shapefile', 'GeoJSON: shapefiles are not read', TO_GEOJSON);
  }
  if (begins(0x50, 0x4b)) {
    throw refusal(name, 1, 'a ZIP archive', 'GeoJSON: zipped shapefiles are not read', TO_GEOJSON);
  }
  if (begins(0x53, 0x51, 0x4c, 0x69)) throw refusal(name, 1, 'a database (GeoPackage)', 'GeoJSON', TO_GEOJSON);
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (start.startsWith('<')) throw refusal(name, 1, 'XML (KML, GML)', 'GeoJSON', TO_GEOJSON);
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal(name, 1, 'bytes that are not UTF-8', 'GeoJSON in UTF-8', 'save it as UTF-8');
  }
}

function parsed(name: string, text: string): Readonly<Record<string, unknown>> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? text.length : 0));
    throw refusal(name, lineAt(text, at), `no JSON: ${visible(message, 120)}`, 'GeoJSON');
  }
  if (isMap(root)) {
    if (root['type'] === 'Topology') throw refusal(name, 1, 'TopoJSON', 'GeoJSON', 'make it with: topo2geo');
    return root;
  }
  throw refusal(name, 1, 'no map', 'a FeatureCollection');
}

/** Files of the first version of the format may name a system of coordinates. */
function checkSystem(name: string, root: Readonly<Record<string, unknown>>): void {
  const system = root['crs'];
  const id = isMap(system) && isMap(system['properties']) ? system['properties']['name'] : undefined;
  if (id === undefined || (typeof id === 'string' && /CRS84$|EPSG:+4326$/i.test(id))) return;
  throw refusal(name, 1, `coordinates of ${quote(String(id))}`, 'WGS-84 (longitude, latitude)', TO_GEOJSON);
}

class AreaReader {
  private readonly mistakes: Mistake[] = [];
  private positions = 0;

  constructor(
    private readonly name: string,
    private readonly text: string,
    private readonly journal: Journal,
  ) {}

  areasOf(root: Readonly<Record<string, unknown>>): Area[] {
    const type = root['type'];
    const features = type === 'FeatureCollection' ? root['features'] : type === 'Feature' ? [root] : undefined;
    if (!Array.isArray(features)) {
      throw refusal(this.name, 1, `the type ${quote(String(type))}`, 'a FeatureCollection with features');
    }
    if (features.length > FEATURES_MAX) {
      throw refusal(this.name, 1, `${features.length} features`, `at most ${FEATURES_MAX}`);
    }
    const lines = this.linesOfFeatures();
    const areas = features.flatMap((feature: unknown, index) => this.areaOf(feature, index, lines[index] ?? 1));
    if (this.mistakes.length > 0) throw new FileMistakes(this.name, this.mistakes.slice(0, 20));
    if (areas.length === 0) throw refusal(this.name, 1, 'no area', 'a polygon for each district');
    return areas;
  }

  private linesOfFeatures(): number[] {
    const lines: number[] = [];
    let [line, from] = [1, 0];
    for (const { index } of this.text.matchAll(/"type"\s*:\s*"Feature"/g)) {
      for (let at = this.text.indexOf('\n', from); at >= 0 && at < index; at = this.text.indexOf('\n', at + 1)) line++;
      from = index;
      lines.push(line);
    }
    return lines;
  }

  private areaOf(feature: unknown, index: number, line: number): Area[] {
    const path = `features[${index}]`;
    if (!isMap(feature)) {
      this.mistakes.push(mistakeAt(line, path, 'no feature', 'a feature with properties and geometry'));
      return [];
    }
    const polygons = this.polygonsOf(feature['geometry'], `${path}.geometry`, line, 0);
    if (polygons.length === 0) {
      const { geometry } = feature;
      const type = isMap(geometry) ? String(geometry['type']) : 'nothing';
      this.journal.drop(this.name, line, 'features that are no area', visible(`${path}: ${type}`));
      return [];
    }
    const properties = new Map<string, string>();
    if (typeof feature['id'] === 'string' || typeof feature['id'] === 'number') {
      properties.set('id', String(feature['id']));
    }
    const own = feature['properties'];
    for (const [key, value] of isMap(own) ? Object.entries(own) : []) {
      if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') {
        properties.set(key === 'id' && properties.has('id') ? 'properties.id' : key, String(value).trim());
      }
    }
    return [{ properties, polygons, line }];
  }

  private polygonsOf(geometry: unknown, path: string, line: number, depth: number): Ring[][] {
    if (!isMap(geometry) || depth > DEPTH_MAX) return [];
    const { type, coordinates, geometries } = geometry;
    if (type === 'GeometryCollection' && Array.isArray(geometries)) {
      return geometries.flatMap((one, i) => this.polygonsOf(one, `${path}.geometries[${i}]`, line, depth + 1));
    }
    if (type !== 'Polygon' && type !== 'MultiPolygon') return [];
    const parts: unknown = type === 'Polygon' ? [coordinates] : coordinates;
    if (!Array.isArray(parts)) {
      this.mistakes.push(mistakeAt(line, `${path}.coordinates`, 'no list', 'a list of rings'));
      return [];
    }
    return parts.flatMap((part: unknown, i) => {
      const place = `${path}.coordinates${type === 'Polygon' ? '' : `[${i}]`}`;
      if (!Array.isArray(part)) {
        this.mistakes.push(mistakeAt(line, place, 'no list', 'a list of rings'));
        return [];
      }
      const [outer, ...holes] = part.map((ring: unknown, j) => this.ringOf(ring, `${place}[${j}]`, line));
      return outer === undefined ? [] : [[outer, ...holes.filter((hole) => hole !== undefined)]];
    });
  }

  private ringOf(ring: unknown, path: string, line: number): Ring | undefined {
    if (!Array.isArray(ring)) {
      this.mistakes.push(mistakeAt(line, path, 'no list', 'a ring of positions'));
      return undefined;
    }
    const positions: Ring = [];
    for (const [i, position] of ring.entries()) {
      const [longitude, latitude] = Array.isArray(position) ? (position as unknown[]) : [];
      if (typeof longitude !== 'number' || typeof latitude !== 'number') {
        this.mistakes.push(mistakeAt(line, `${path}[${i}]`, 'no position', '[longitude, latitude]'));
        return undefined;
      }
      if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
        const isSwapped = Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180;
        const mend = isSwapped ? 'put the longitude first' : TO_GEOJSON;
        const found = `${longitude}, ${latitude}`;
        this.mistakes.push(mistakeAt(line, `${path}[${i}]`, found, 'degrees: longitude, then latitude', mend));
        return undefined;
      }
      positions.push([longitude, latitude]);
    }
    this.positions += positions.length;
    if (this.positions > POSITIONS_MAX) {
      throw refusal(
        this.name,
        line,
        `more than ${POSITIONS_MAX} positions`,
        'boundaries of districts',
        'simplify them: mapshaper.org',
      );
    }
    const [first, last] = [positions[0], positions.at(-1)];
    if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) {
      positions.push(first);
      this.journal.drop(this.name, line, 'rings that did not end where they begin: closed', path);
    }
    if (positions.length >= 4 && areaOf(positions) > 0) return positions;
    this.journal.drop(this.name, line, 'rings that enclose nothing', path);
    return undefined;
  }
}

/** Area inside a ring, square degrees. */
export function areaOf(ring: readonly Position[]): number {
  const [x0, y0] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    twice += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
  }
  return Math.abs(twice) / 2;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Line of a position in a text, from 1. */
function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
