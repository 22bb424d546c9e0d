/** Boundaries as planners have them. */
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../sim/runner/import/bytes.ts';
import { readAreas } from '../../sim/runner/import/geojson.ts';
import { Journal } from '../../sim/runner/import/journal.ts';

const square = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const feature = (geometry: unknown, more: object = { properties: { name: 'A' } }) => ({
  type: 'Feature',
  ...more,
  geometry,
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features }, null, 1);
async function read(content: string | Uint8Array, name = 'areas.geojson') {
  const journal = new Journal();
  const bytes = typeof content === 'string' ? strToU8(content) : content;
  return { areas: await readAreas(bytesInMemory(name, bytes), journal), journal };
}
const polygon = { type: 'Polygon', coordinates: [square(10, 50, 1)] };

describe('areas', () => {
  test('have parts and holes, whatever their geometry is', async () => {
    const [part, hole] = [square(10, 50, 1), square(10.2, 50.2, 0.1)];
    const island = { type: 'MultiPolygon', coordinates: [[square(12, 50, 0.1)]] };
    const { areas } = await read(
      collection(
        feature({ type: 'Polygon', coordinates: [part, hole] }),
        feature({ type: 'GeometryCollection', geometries: [polygon, island, { type: 'Point', coordinates: [1, 2] }] }),
      ),
    );
    expect(areas.map(({ polygons }) => polygons.map((rings) => rings.length))).toEqual([[2], [1, 1]]);
    expect(areas[0]!.polygons[0]![1]).toEqual(hole);
  });

  test('are named by their id and properties, and placed by their line', async () => {
    const text = collection(
      feature(polygon),
      feature(polygon, { id: 7, properties: { id: 'own', people: 12, empty: '' } }),
    );
    const { areas } = await read(`\ufeff${text}`);
    expect(Object.fromEntries(areas[1]!.properties)).toEqual({ id: '7', 'properties.id': 'own', people: '12' });
    const line = text.slice(0, text.lastIndexOf('"Feature"')).split('\n').length;
    expect(areas[1]!.line).toBe(line);
  });

  test('that do not end where they begin are closed, heights are left out, points and lines told', async () => {
    const open = square(10, 50, 1)
      .slice(0, -1)
      .map((place) => [...place, 120]);
    const { areas, journal } = await read(
      collection(feature({ type: 'Polygon', coordinates: [open] }), feature({ type: 'Point', coordinates: [10, 50] })),
    );
    expect(areas[0]!.polygons[0]![0]).toEqual(square(10, 50, 1));
    expect(journal.losses.map(({ what }) => what)).toEqual([
      'rings that did not end where they begin: closed',
      'features that are no area',
    ]);
  });

  test('of no size are left out', async () => {
    const line = [square(10, 50, 1)[0], square(10, 50, 1)[1], square(10, 50, 1)[0], square(10, 50, 1)[0]];
    const flat = feature({ type: 'Polygon', coordinates: [line] });
    const { areas, journal } = await read(collection(feature(polygon), flat));
    expect(areas).toHaveLength(1);
    expect(journal.losses.map(({ what }) => what)).toContain('rings that enclose nothing');
  });
});

describe('refused in words', () => {
  const far = (longitude: number, latitude: number) =>
    collection(feature({ type: 'Polygon', coordinates: [[[longitude, latitude], ...square(10, 50, 1).slice(1)]] }));
  test.each([
    ['a shapefile', new Uint8Array([0, 0, 0x27, 0x0a, 0]), 'found a shapefile'],
    ['an archive', new Uint8Array([0x50, 0x4b, 3, 4]), 'found a ZIP archive'],
    ['KML', '<?xml version="1.0"?><kml/>', 'found XML (KML, GML)'],
    ['TopoJSON', '{"type":"Topology","objects":{}}', 'found TopoJSON'],
    ['another text', 'districts: none', 'found no JSON'],
    ['what is cut off', collection(feature(polygon)).slice(0, -20), 'found no JSON'],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe]), 'found bytes that are not UTF-8'],
    ['metres', far(3_500_000, 5_600_000), 'found 3500000, 5600000, expected degrees'],
    ['latitude first', far(50, 114), 'put the longitude first'],
    [
      'another system',
      '{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:2326"}},"features":[]}',
      'EPSG:2326',
    ],
    ['no area at all', collection(feature({ type: 'Point', coordinates: [1, 2] })), 'found no area'],
    ['a position of words', collection(feature({ type: 'Polygon', coordinates: [['a', 'b']] })), 'found no position'],
  ])('%s', async (_, content, said) => {
    await expect(read(content)).rejects.toThrow(said);
  });
});
