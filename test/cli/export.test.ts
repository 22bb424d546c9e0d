/** A run for other programs, read by programs that are not ours: DuckDB, and Python and R where they are installed. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportRun } from '../../sim/runner/export/run-export.ts';
import { shippedCities, shippedScenario } from '../../sim/runner/library.ts';
import { EXPORT_FILES, exportFiles } from '../../sim/runner/node/export-folder.ts';
import type { Manifest } from '../../sim/runner/node/manifest.ts';
import { queryFolder } from '../../sim/runner/node/query.ts';
import { scratch, sim, simAlone } from './program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = scratch();
const out = join(folder, 'out');
const ARGS = ['wuhan-cash-removed', '--scale', '20000', '--days', '2'];
const textOf = (name: string) => readFileSync(join(out, name), 'utf8');

beforeAll(async () => {
  process.env['SOURCE_DATE_EPOCH'] = '1500000000';
  expect(await simAlone(['export', ...ARGS, '--events', '2', '--out', out])).toMatchObject({ status: 0, stderr: '' });
}, 120_000);

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await queryFolder(out, sql, shippedCities(), 'none');
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
}

describe('export', () => {
  it('writes what it says, and the same bytes again', () => {
    expect(readdirSync(out).sort()).toEqual([...EXPORT_FILES].sort());
    const running = exportRun(shippedScenario('wuhan-cash-removed', { scale: 20_000, days: 2 }), [1]);
    let step = running.next();
    while (step.done !== true) step = running.next();
    const manifest = JSON.parse(textOf('manifest.json')) as Manifest;
    const { worlds } = step.value.result;
    expect(worlds.policy.digest).toBe(manifest.digests.policy);
    for (const [name, pieces] of Object.entries(exportFiles(step.value, manifest, true))) {
      const bytes = Buffer.concat([...pieces].map((piece) => Buffer.from(piece)));
      expect(bytes.equals(readFileSync(join(out, name))), name).toBe(true);
    }
  });

  it('has the same rows as Parquet and as CSV, to DuckDB', async () => {
    for (const name of ['measures', 'people', 'events']) {
      const csv = `select * from read_csv('${name}.csv', all_varchar = true)`;
      const parquet = `select columns(*)::varchar from ${name}`;
      const [row] = await ask(
        `select (select count(*) from ${name})::int as n,
           (select count(*) from (select columns(*)::double from (select ${NUMBERS[name]} from ${name}) except all
             select columns(*)::double from (select ${NUMBERS[name]} from (${csv}))))::int as numbers,
           (select count(*) from (select ${TEXTS[name]} from (${parquet}) except all select ${TEXTS[name]} from (${csv})))::int as texts`,
      );
      expect(row).toMatchObject({ numbers: 0, texts: 0 });
      expect(row!['n']).toBeGreaterThan(500);
      const header = textOf(`${name}.csv`).split('\n', 1)[0];
      const dictionary = JSON.parse(textOf('datapackage.json')) as {
        resources: { path: string; schema: { fields: { name: string; description: string }[] } }[];
      };
      const { fields } = dictionary.resources.find(({ path }) => path === `${name}.csv`)!.schema;
      expect(fields.map((field) => field.name).join(',')).toBe(header);
      for (const { description } of fields) expect(description.length).toBeGreaterThan(5);
    }
  });

  it('tells of people and events what the measures count', async () => {
    const [row] = await ask(`
      with total as (select world, day, measure, value from measures where "group" is null)
      select
        (select avg(minutes_saved_per_day) from people) - (select value from total where world = 'policy' and day = -1
          and measure = 'saved.minutes_per_person_day') as saved,
        (select sum(payments_policy) from people)::double - (select value from total where world = 'policy' and day = -1
          and measure = 'payments.count') as payments,
        (select sum(refusals_policy) from people)::double - (select value from total where world = 'policy' and day = -1
          and measure = 'refusals.count') as refusals,
        (select sum(refusals_policy) from people)::double as refused,
        (select count(*) from events where world = 'baseline' and activity = 'paid')::double - (select value from total
          where world = 'baseline' and day = 1 and measure = 'payments.count') as paid,
        (select min("time") from events) >= '2017' as dated`);
    const { saved, refused, ...rest } = row as Record<string, number>;
    expect(Math.abs(saved!)).toBeLessThan(1e-9);
    expect(refused).toBeGreaterThan(0);
    expect(rest).toEqual({ payments: 0, refusals: 0, paid: 0, dated: true });
  });

  it('has the event log as XES: an event a row, a trace a person and world', async () => {
    const xes = textOf('events.xes');
    const rows = textOf('events.csv').trimEnd().split('\n').length - 1;
    expect(xes.match(/<event>/g)).toHaveLength(rows);
    const [{ traces } = {}] = await ask('select count(distinct (world, person))::int as traces from events');
    expect(xes.match(/<trace>/g)).toHaveLength(Number(traces));
    // Every element is closed by its own end, in order.
    const open: string[] = [];
    for (const [, end, name = '', empty] of xes.matchAll(/<(\/?)([a-z]+)[^>?]*?(\/?)>/g)) {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (empty === '') open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('has places and lines as GeoJSON, inside the city', () => {
    const city = JSON.parse(readFileSync(join(ROOT, 'scenarios/cities/wuhan/districts.geojson'), 'utf8')) as Collection;
    const [west, south, east, north] = boundsOf(city);
    for (const name of ['places.geojson', 'lines.geojson']) {
      const found = JSON.parse(textOf(name)) as Collection;
      expect(found.type).toBe('FeatureCollection');
      expect(found.features.length).toBeGreaterThan(20);
      const [left, bottom, right, top] = boundsOf(found);
      expect(left >= west - 1e-5 && right <= east + 1e-5 && bottom >= south - 1e-5 && top <= north + 1e-5, name).toBe(
        true,
      );
    }
    const { features } = JSON.parse(textOf('lines.geojson')) as Collection;
    const stops = features.filter(({ properties }) => properties['kind'] === 'stop').length;
    const lines = features.filter(({ properties }) => properties['kind'] === 'line');
    expect(lines.reduce((sum, { properties }) => sum + Number(properties['stops']), 0)).toBe(stops);
  });

  it('lists its files for archives', () => {
    const { '@graph': graph } = JSON.parse(textOf('ro-crate-metadata.json')) as { '@graph': Record<string, unknown>[] };
    const parts = graph.find((entity) => entity['@id'] === './')!['hasPart'] as { '@id': string }[];
    expect([...parts.map((part) => part['@id']), 'ro-crate-metadata.json'].sort()).toEqual(readdirSync(out).sort());
  });

  it('says what is wrong', async () => {
    const days = await sim(['export', ...ARGS, '--out', join(folder, 'y'), '--events', '3']);
    expect(days.stderr).toContain('--events: found "3", expected days from 1 to 2');
    expect((await sim(['query', out])).stderr).toContain('found no question');
    const said = (place: string, sql: string) => queryFolder(place, sql, shippedCities(), 'none');
    await expect(said(join(folder, 'none'), 'select 1')).rejects.toThrow('found no folder');
    await expect(said(ROOT, 'select 1')).rejects.toThrow('found neither an experiment nor Parquet files');
    await expect(said(out, 'select nothing from people')).rejects.toThrow(/DuckDB says: .*nothing/);
  });
});

const NUMBERS: Readonly<Record<string, string>> = {
  measures: 'day, value',
  people: 'person, minutes_saved_per_day, minutes_per_day_policy, refusals_policy, walked_away_baseline',
  events: 'person, place, yuan, seconds',
};
const TEXTS: Readonly<Record<string, string>> = {
  measures: 'world, measure, "group", unit',
  people: 'person, age, role, district, refused_where_policy',
  events: 'world, "time", activity, sector, enrolment, method',
};

interface Collection {
  readonly type: string;
  readonly features: readonly {
    readonly geometry: { readonly coordinates: unknown };
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

function boundsOf({ features }: Collection): [west: number, south: number, east: number, north: number] {
  const flat = features.flatMap(({ geometry }) => [geometry.coordinates].flat(Infinity) as number[]);
  const of = (parity: number) => flat.filter((_, i) => i % 2 === parity);
  const [x, y] = [of(0), of(1)];
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
  return [least(x), least(y), most(x), most(y)];
}

describe('the examples', () => {
  const isThere = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  const python = ['python3', '/usr/bin/python3'].find((program) => isThere(program, '-c', 'import pandas'));
  const hasR = isThere('Rscript', '--version');
  if (python === undefined) console.warn('Python with pandas is not there: examples/python is not tried');
  if (!hasR) console.warn('R is not there: examples/r is not tried');

  it.skipIf(python === undefined)('in Python read it', () => {
    const { status, stdout, stderr } = spawnSync(python!, [join(ROOT, 'examples/python/read_export.py'), out], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/refusals\.count +\d/);
    expect(stdout).toMatch(/refused with the policy: [1-9]\d* of \d+ people/);
  });

  it.skipIf(!hasR)('in R read it', () => {
    const { status, stdout } = spawnSync('Rscript', [join(ROOT, 'examples/r/read_export.R'), out], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/refused with the policy: [1-9]\d* of \d+ people/);
  });

  it('in SQL ask it', async () => {
    const { status, stdout } = await simAlone(['query', out, '--file', join(ROOT, 'examples/duckdb/who-gains.sql')]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^age +people +minutes_saved_per_day/);
    expect(stdout).toContain('75+');
  });
});
