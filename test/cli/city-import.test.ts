/** From a planner's files to a run, as somebody types it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipOf } from '../import/feed.ts';
import { scratch, sim } from './program.ts';

const folder = scratch();
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const square = (west: number, east: number) => [
  [west, 49.9],
  [east, 49.9],
  [east, 50.1],
  [west, 50.1],
  [west, 49.9],
];
const area = (name: string, west: number, east: number) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: [square(west, east)] },
});
const districts = put(
  'areas.geojson',
  JSON.stringify({ type: 'FeatureCollection', features: [area('West', 9.9, 10.02), area('East', 10.02, 10.2)] }),
);
const residents = put('people.csv', 'name,residents\nWest,3000\nEast,2000\n');
const gtfs = put('feed.zip', zipOf());
const out = join(folder, 'my-town');
const command = ['city', 'import', '--districts', districts, '--residents', residents, '--gtfs', gtfs, '--out', out];

test('a city is imported, is in order, and both its worlds run', { timeout: 300_000 }, async () => {
  const imported = await sim(command);
  expect(imported.stderr).toBe('');
  expect(imported.stdout).toMatch(/my-town, 2 districts, 5,000 residents, 1 line$/m);
  expect(imported.stdout).toMatch(/^bus_lines +1 lines +D$/m);
  expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('What was assumed');
  expect((await sim(['city', 'check', out])).stdout).toContain('fine (my-town');
  expect((await sim(['city', 'show', out])).stdout).toContain('bus_lines');
  const ran = await sim(['run', join(out, 'scenario.yaml'), '--days', '1', '--json']);
  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain('"digest"');
  const again = await sim(command);
  expect(again.stderr).toContain('files in it, expected a new folder, or --replace with it');
});

test('of a file with a mistake nothing is written', async () => {
  const wrong = put('wrong.csv', 'name,residents\nWest,3000\nEst,2000\n');
  const { status, stderr } = await sim([...command.map((one) => (one === residents ? wrong : one)), '--replace']);
  expect(status).toBe(2);
  expect(stderr).toContain('wrong.csv:3:1 district: found "Est", expected one of the areas that are left ("East")');
});

test('a template is in order as it stands', async () => {
  const place = join(folder, 'empty');
  expect((await sim(['city', 'template', '--out', place])).status).toBe(0);
  expect((await sim(['city', 'check', place])).stdout).toContain('fine (empty');
});
