/**
 * Makes what is made of a city's folder: boundaries, water, metro, and in city.yaml how many live in each district and how
 * old they are. Names, centres and figures in city.yaml are written by hand and stay as they are.
 *
 *     node scenarios/cities/make.mjs --districts FOLDER --residents FILE.csv --ages FILE.csv \
 *       --water FOLDER --metro FILE.csv [--alone CODE,CODE] [CITY ...]
 *
 * FOLDER has a CITY.geojson for each city. SOURCES.md says what the files are and where they come from; simplify.mjs,
 * interpolate.mjs, metro.mjs and rivers.mjs what becomes of them. Without CITY all cities of this folder are made.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ageShares } from './interpolate.mjs';
import { metroOf } from './metro.mjs';
import { withRivers } from './rivers.mjs';
import { formatCollection, simplifyDistricts, simplifyWater } from './simplify.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Corners that span a smaller triangle go, square kilometres. */
const LEAST_AREA = { wuhan: 0.06, default: 0.12 };
/** Sea and rivers are scenery. */
const LEAST_AREA_WATER = 0.4;
const NEEDED = ['districts', 'residents', 'ages', 'water', 'metro'];

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries([...NEEDED, 'alone'].map((name) => [name, { type: 'string' }])),
});
const missing = NEEDED.filter((name) => given[name] === undefined);
if (missing.length > 0) {
  console.error(`found no --${missing.join(' and no --')}, expected what the head of this file says`);
  process.exit(2);
}

const residents = readCsv(given.residents);
const ages = readCsv(given.ages);
const metro = readCsv(given.metro);
const alone = new Set(given.alone?.split(','));
const ids =
  positionals.length > 0 ? positionals : readdirSync(HERE).filter((id) => existsSync(join(HERE, id, 'city.yaml')));
for (const id of ids) make(id);

function make(id) {
  const folder = join(HERE, id);
  const districts = simplifyDistricts(
    readJson(join(given.districts, `${id}.geojson`)),
    LEAST_AREA[id] ?? LEAST_AREA.default,
  );
  const water = withRivers(simplifyWater(readJson(join(given.water, `${id}.geojson`)), LEAST_AREA_WATER), id);
  const lines = metroOf(metro, id);
  writeFileSync(join(folder, 'districts.geojson'), formatCollection(districts));
  writeFileSync(join(folder, 'water.geojson'), formatCollection(water));
  if (lines.features.length > 0) writeFileSync(join(folder, 'metro.geojson'), formatCollection(lines));
  const file = join(folder, 'city.yaml');
  const text = withCensus(readFileSync(file, 'utf8'), residentsOf(id), ageShares(ages, id, alone));
  writeFileSync(file, text);
  console.log(
    `${id}: ${districts.features.length} districts, ${points(districts)} points; ${points(water)} of water; ${lines.features.length} metro lines`,
  );
}

function points({ features }) {
  return features.reduce((sum, { geometry }) => sum + geometry.coordinates.flat(Infinity).length / 2, 0);
}

/** Residents in mid-2017 by district code, persons. */
function residentsOf(id) {
  const [header, ...rows] = residents;
  const column = (name) => header.indexOf(name);
  const own = rows.filter((row) => row[column('city')] === id);
  return new Map(
    own.map((row) => [row[column('feature_id')], Math.round(Number(row[column('derived_mid2017_10k')]) * 1e4)]),
  );
}

/** The city file with the lines `residents` and `age_shares` below each `code` written anew. */
function withCensus(text, residentsByCode, sharesByCode) {
  let code = '';
  const lines = text.split('\n').map((line) => {
    code = /^ {4}code: '(\d+)'$/.exec(line)?.[1] ?? code;
    if (/^ {4}residents: /.test(line)) return `    residents: ${known(residentsByCode, code)}`;
    return /^ {4}age_shares: /.test(line) ? `    age_shares: [${known(sharesByCode, code).join(', ')}]` : line;
  });
  return lines.join('\n');
}

function known(byCode, code) {
  if (byCode.has(code)) return byCode.get(code);
  throw new Error(`found the district code ${code} in city.yaml, expected one of ${[...byCode.keys()].join(', ')}`);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Rows of a table with commas, some of its fields in quotes. */
function readCsv(file) {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
    ),
  );
}
