/** The folder of a run for other programs: tables, event log, places, and what is needed to have it all again. */
import { dataPackageOf } from '../export/table.ts';
import { csvPieces } from '../export/table.ts';
import { citationCff, roCrate, type CrateFile } from './citation.ts';
import { linesGeoJson, placesGeoJson } from '../export/geojson.ts';
import { parquetPieces } from '../export/parquet.ts';
import { eventsTable, measuresTable, peopleTable, type ExportedRun } from '../export/run-export.ts';
import { xesPieces } from '../export/xes.ts';
import { CRATE_FILE } from './experiment-report.ts';
import { dateOfMaking } from './made-on.ts';
import { formatManifest, MANIFEST_FILE, type Manifest } from './manifest.ts';
import { counted } from '../counted.ts';

const PARQUET = 'application/vnd.apache.parquet';

/** The files that there may be, and what they are. */
const FILES: readonly CrateFile[] = [
  { path: 'scenario.yaml', format: 'application/yaml', about: 'The scenario, as it was asked for.' },
  { path: MANIFEST_FILE, format: 'application/json', about: 'All that is needed to have it again, and digests.' },
  { path: 'measures.csv', format: 'text/csv', about: 'Every measure of every day and of the whole run.' },
  { path: 'measures.parquet', format: PARQUET, about: 'The same.' },
  { path: 'people.csv', format: 'text/csv', about: 'What became of each person in both worlds.' },
  { path: 'people.parquet', format: PARQUET, about: 'The same.' },
  { path: 'events.csv', format: 'text/csv', about: 'What people did on the days asked for.' },
  { path: 'events.parquet', format: PARQUET, about: 'The same.' },
  { path: 'events.xes', format: 'application/xml', about: 'The same, as an event log for process mining (XES).' },
  { path: 'places.geojson', format: 'application/geo+json', about: 'Where people pay. Synthetic.' },
  { path: 'lines.geojson', format: 'application/geo+json', about: 'Lines and stops. Synthetic, but for the metro’s.' },
  { path: 'datapackage.json', format: 'application/json', about: 'What the columns of the tables mean.' },
  { path: 'CITATION.cff', format: 'application/yaml', about: 'How to cite the program.' },
];

/** Names of all files that an export may have. */
export const EXPORT_FILES: readonly string[] = [...FILES.map(({ path }) => path), CRATE_FILE];

/** The files of an export, by name, each in pieces. */
export function exportFiles(
  run: ExportedRun,
  manifest: Manifest,
  hasEvents: boolean,
): Readonly<Record<string, Iterable<string | Uint8Array>>> {
  const { scenario } = run.result;
  const tables = [measuresTable(run.result), peopleTable(run), ...(hasEvents ? [eventsTable(run)] : [])];
  const resources = tables.flatMap(({ name, title, fields }) =>
    ['csv', 'parquet'].map((format) => ({ path: `${name}.${format}`, title, fields })),
  );
  const title = `${scenario.title.en}: ${scenario.city.name.en} at 1:${scenario.scale}, seed ${scenario.seed}`;
  const files = FILES.filter(({ path }) => hasEvents || !path.startsWith('events.'));
  const crate = roCrate({
    name: title,
    about: `Both worlds of ${counted(scenario.days, 'day')} from ${scenario.start}. ${scenario.city.synthetic.en}`,
    version: manifest.version,
    model: manifest.model,
    date: dateOfMaking(),
    command: manifest.reproduce,
    files,
    inputs: ['scenario.yaml'],
  });
  const dictionary = dataPackageOf(
    'cashless-city-run',
    title,
    `${manifest.version}, model ${manifest.model}`,
    resources,
  );
  return {
    'scenario.yaml': [manifest.source.text],
    [MANIFEST_FILE]: [formatManifest(manifest)],
    ...Object.fromEntries(
      tables.flatMap((table) => [
        [`${table.name}.csv`, csvPieces(table)] as const,
        [`${table.name}.parquet`, parquetPieces(table)] as const,
      ]),
    ),
    ...(hasEvents ? { 'events.xes': xesPieces(run) } : {}),
    'places.geojson': placesGeoJson(run.world),
    'lines.geojson': linesGeoJson(run.world),
    'datapackage.json': [`${JSON.stringify(dictionary, null, 1)}\n`],
    'CITATION.cff': [citationCff(manifest.version)],
    [CRATE_FILE]: [crate],
  };
}
