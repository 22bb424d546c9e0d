import { describe, expect, test } from 'vitest';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { CITY_FILES } from '../../sim/model/reading/read-city.ts';
import { namesIn, wordsOf, type FoundName } from './service-names.ts';
import { filesBelow, textOf } from './sources.ts';

/** Folders and files where services are named: their own, and what says which there are. */
const THEIR_OWN = /^sim\/model\/services\/(registry\.ts|[^/]+\/)/;

interface Allowance {
  readonly names: readonly string[];
  /** The identifiers and texts in which they may stand, where the file has many others; any where left out. */
  readonly within?: readonly string[];
  readonly why: string;
}

const LINES =
  'metro lines as a file of the city has them: they are read and drawn whether or not anything runs on them';
const NAMES_OF_LINES: Allowance = { names: ['metro'], why: LINES };

/** Files that name a service though they are not of it, each with why. Short, and to stay so. */
const ALLOWED: Readonly<Record<string, Allowance>> = {
  'sim/cli/city-drawing.ts': NAMES_OF_LINES,
  'sim/cli/commands/city.ts': NAMES_OF_LINES,
  'sim/model/city.ts': NAMES_OF_LINES,
  'sim/model/network.ts': { names: ['bus', 'metro'], why: 'what kinds of lines are called in files of cities' },
  'sim/model/reading/city-schema.ts': NAMES_OF_LINES,
  'sim/model/reading/read-city.ts': NAMES_OF_LINES,
  'sim/runner/city-picture.ts': NAMES_OF_LINES,
  'sim/runner/export/geojson.ts': NAMES_OF_LINES,
  'sim/runner/import/modes.ts': { names: ['bus', 'metro'], why: 'what timetable feeds call kinds of lines' },
  'sim/runner/import/figures.ts': {
    names: ['bus', 'buses', 'metro'],
    why: 'which figures of a city a timetable feed gives',
  },
  'sim/runner/import/import-city.ts': { names: ['metro'], why: 'which file of a city the lines of a feed become' },
  'sim/runner/import/city-text.ts': {
    names: ['bus', 'buses', 'hospitals', 'metro', 'shops', '公交', '医院'],
    why: 'the first scenario of an imported city, what in it is made up, and the file of its metro lines',
  },
  'sim/runner/node/export-folder.ts': {
    names: ['metro'],
    within: ['Lines and stops. Synthetic, but for the metro’s.'],
    why: LINES,
  },
  'sim/runner/protocol.ts': NAMES_OF_LINES,
  'sim/runner/view/city-view.ts': NAMES_OF_LINES,
  'viz/city-import/importer-chinese.ts': {
    names: ['bus', 'buses', 'metro', '公交', '地铁'],
    why: 'what the importer says of lines and feeds, by its English texts',
  },
  'viz/map/city-maps.svelte': { names: ['metro'], within: ['metro'], why: LINES },
  'viz/map/key.ts': { names: ['metro'], within: ['metro', 'key_metro'], why: LINES },
  'viz/map/layers/labels.ts': { names: ['metro'], within: ['metro', 'labelMetro'], why: LINES },
  'viz/map/layers/metro.ts': NAMES_OF_LINES,
  'viz/map/layers/registry.ts': { names: ['metro'], within: ['metroLayer', './metro.ts'], why: LINES },
  'viz/map/map-city.ts': { names: ['metro'], within: ['MetroLine', 'metro'], why: LINES },
  'viz/map/palette.ts': { names: ['metro'], within: ['labelMetro'], why: LINES },
  'viz/map/words.ts': {
    names: ['metro', '地铁'],
    within: ['key_metro', 'Metro, each line in its colour', '地铁，每条线路一种颜色'],
    why: LINES,
  },
};

/** Names that say something else wherever they stand, each with what. */
const OTHER_MEANINGS: Readonly<Record<string, string>> = {
  商户: 'whoever decides whether to take phones, and is lent to: what English calls merchants and firms',
};

const unique = (names: readonly string[]): string[] => [...new Set(names)];
const declared = SERVICES.flatMap(({ id, name, sectors, group }) => [
  { id, name },
  ...sectors,
  ...(group === undefined ? [] : [group]),
]);
const WORDS = wordsOf(
  unique(declared.map(({ id }) => id)),
  unique(declared.map(({ name }) => name.zh)).filter((name) => !Object.hasOwn(OTHER_MEANINGS, name)),
);

/** Names in a file, but for those of a city's files, which are called so whatever there is. */
function namesOf(file: string): FoundName[] {
  const blank = (text: string, name: string) => text.replaceAll(name, '-'.repeat(name.length));
  return namesIn(file, CITY_FILES.reduce<string>(blank, textOf(file)), WORDS);
}

function isAllowed(file: string, { name, within }: FoundName): boolean {
  const allowed = ALLOWED[file];
  return allowed?.names.includes(name) === true && allowed.within?.includes(within) !== false;
}

const files = ['sim', 'viz']
  .flatMap((folder) => filesBelow(folder, '.ts', '.mjs', '.cjs', '.svelte', '.html'))
  .filter((file) => !THEIR_OWN.test(file));

describe('names of services', () => {
  test('stand in their folders, the registry and scenarios alone', () => {
    const found = files.flatMap((file) =>
      namesOf(file)
        .filter((found) => !isAllowed(file, found))
        .map(({ line, name, within }) => `${file}:${line} names ${name} in "${within.slice(0, 60)}"`),
    );
    expect(found).toEqual([]);
  });

  test('are still where they are allowed to be', () => {
    for (const [file, { names, within }] of Object.entries(ALLOWED)) {
      const found = namesOf(file);
      expect(unique(found.map(({ name }) => name)).sort(), file).toEqual([...names].sort());
      if (within !== undefined) expect(unique(found.map((one) => one.within)).sort(), file).toEqual([...within].sort());
    }
  });

  test('that say something else are those of a service', () => {
    const names = declared.map(({ name }) => name.zh);
    for (const name of Object.keys(OTHER_MEANINGS)) expect(names).toContain(name);
  });
});

describe('looking for names', () => {
  const words = wordsOf(['bus', 'shops'], ['公交']);
  const find = (text: string, file = 'a.ts') => namesIn(file, text, words).map(({ line, name }) => `${line} ${name}`);

  test('finds them in identifiers, properties, texts, patterns and keys', () => {
    expect(find("const isBus = legend_bus + a.bus.b + 'take the bus';\nconst shops = /^bus\\./;")).toEqual([
      '1 bus',
      '1 bus',
      '1 bus',
      '1 bus',
      '2 shops',
      '2 bus',
    ]);
    expect(find('const text = `${a} buses ${b} bus`;\ntype A = { busCard: 1 };')).toEqual([
      '1 buses',
      '1 bus',
      '2 bus',
    ]);
  });
  test('finds Chinese ones within texts', () => {
    expect(find("const zh = { 公交: '所有公交线路', b: `${a}公交` }; // 公交")).toEqual(['1 公交', '1 公交', '1 公交']);
    expect(find('<p>坐公交 {a}</p>', 'a.svelte')).toEqual(['1 公交']);
  });
  test('not in comments, nor in other words', () => {
    expect(find("// bus\n/** bus */ const busy = 'abuse';")).toEqual([]);
  });
  test('in both parts of a component', () => {
    const text =
      '<script lang="ts">\n  const a = \'bus\';\n</script>\n<!-- bus -->\n<p title="bus">the bus {words.legend_bus}</p>';
    expect(find(text, 'a.svelte')).toEqual(['2 bus', '5 bus', '5 bus', '5 bus']);
  });
});
