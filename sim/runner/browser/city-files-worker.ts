/** The Worker that makes cities of a reader's files: the importer of the command line, on files that were dropped on the page. */
import { geometryMistakes } from '../../model/reading/city-geometry.ts';
import { FileMistakes } from '../../model/reading/mistake.ts';
import { readCity } from '../../model/reading/read-city.ts';
import { isScenarioName } from '../../model/reading/scenario-schema.ts';
import { cityPicture } from '../city-picture.ts';
import { amendFigures } from '../import/amend-figures.ts';
import { bytesOfBlob } from '../import/bytes.ts';
import { scenarioYaml } from '../import/city-text.ts';
import { zipOfCity } from '../import/city-zip.ts';
import { cityFiles, importCity } from '../import/import-city.ts';
import { nameOfFile } from '../import/name-of-file.ts';
import { columnsOfResidents } from '../import/residents.ts';
import { sortFiles, type SortedFiles } from '../import/sort-files.ts';
import { shippedCalendars, shippedCities } from '../library.ts';
import type { CityAnswer, CityReport, CityTask, CityTexts, FilesSeen, MadeCity } from './city-files.ts';

type Import = Extract<CityTask, { kind: 'import' }>;

/** People at 1:1, where a folder without a scenario gets one. */
const SIMULATED = 150_000;

self.onmessage = ({ data }: MessageEvent<CityTask>) => {
  void answerTo(data).then((answer) => self.postMessage(answer));
};

async function answerTo(task: CityTask): Promise<CityAnswer> {
  const seen: { roles: FilesSeen['roles']; columns: FilesSeen['columns'] } = { roles: [], columns: [] };
  try {
    if (task.kind === 'zip') {
      return { kind: 'zip', bytes: zipOfCity(task.id, new Map(task.texts)) as Uint8Array<ArrayBuffer> };
    }
    const made = task.kind === 'import' ? await imported(task, seen) : amended(task);
    if (typeof made === 'string') return { kind: 'waiting', missing: made, seen };
    return { kind: 'city', made, seen };
  } catch (error) {
    if (!(error instanceof FileMistakes)) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    return { kind: 'refused', file: error.file, mistakes: error.mistakes, seen };
  }
}

/** @returns what is still missing, where something is */
async function imported(
  task: Import,
  seen: { -readonly [K in keyof FilesSeen]: FilesSeen[K] },
): Promise<MadeCity | 'districts' | 'residents'> {
  const sorted = await sortFiles(task.files.map((file) => bytesOfBlob(file.name, file)));
  seen.roles = [...sorted.roles];
  const { districts, residents, feed, city } = sorted;
  if (city !== undefined) return opened(sorted, task);
  const map = new Map(task.map);
  if (residents !== undefined) seen.columns = await columnsOfResidents(residents, map);
  if (districts === undefined) return 'districts';
  if (residents === undefined) return 'residents';
  const given = task.name.trim();
  const name = given === '' ? nameOfFile(districts.name) : { en: given, zh: given };
  const shipped = [...shippedCities().values()];
  const id = freeId(name.en, task.taken);
  const made = await importCity(
    { districts, residents, feed },
    { id, name, map, shipped, rate: task.rate ?? undefined },
  );
  const { readings, assumptions, losses } = made.journal;
  return described(id, [...made.files], { readings, assumptions, losses });
}

/** A folder that was made before, under an id of its own. */
function opened({ city, roles }: SortedFiles, { name, taken }: Import): MadeCity {
  const [archive = ''] = [...roles].find(([, role]) => role === 'city') ?? [];
  const id = freeId(name.trim() || archive.replace(/(-city)?\.\w+$/i, ''), taken);
  const texts = new Map(city);
  // Its scenario names the city as it was called before.
  const scenario = texts.get('scenario.yaml')?.replace(/^city:.*$/m, `city: ${id}`);
  if (scenario !== undefined) texts.set('scenario.yaml', scenario);
  return described(id, [...texts], null);
}

function amended({ id, texts, figures }: Extract<CityTask, { kind: 'amend' }>): MadeCity {
  const changed = texts.map(([file, text]) =>
    file === 'city.yaml' && figures.length > 0
      ? ([file, amendFigures(text, new Map(figures))] as const)
      : ([file, text] as const),
  );
  return described(id, changed, null);
}

function described(id: string, given: CityTexts, report: CityReport | null): MadeCity {
  const texts = new Map(given);
  const files = cityFiles(texts);
  const city = readCity(id, files, shippedCalendars());
  for (const { file, mistake } of geometryMistakes(city, files)) throw new FileMistakes(file, [mistake]);
  if (!texts.has('scenario.yaml')) {
    const residents = city.districts.reduce((sum, one) => sum + one.residents, 0);
    const scale = Math.max(1, Math.ceil(residents / SIMULATED));
    texts.set('scenario.yaml', scenarioYaml({ id, name: city.name, scale, parameters: {} }));
  }
  const pictures = { en: cityPicture(city), zh: cityPicture(city, 'zh') };
  return { id, texts: [...texts], city, pictures, report };
}

/** An id that no other city has, after what it is called. */
function freeId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const id = isScenarioName(plain) ? plain : 'own-city';
  const used = new Set([...taken, ...shippedCities().keys()]);
  if (!used.has(id)) return id;
  let number = 2;
  while (used.has(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}
