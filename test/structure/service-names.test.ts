import { describe, expect, test } from 'vitest';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { namesIn, wordsOf } from './service-names.ts';
import { filesBelow, textOf } from './sources.ts';

/** Folders and files where services are named: their own, and what says which there are. */
const THEIR_OWN = /^sim\/model\/services\/(registry\.ts|[^/]+\/)/;

/** Files that name a service though they are not of it, each with why. Short, and to stay so. */
const ALLOWED: Readonly<Record<string, { readonly names: readonly string[]; readonly why: string }>> = {
  'sim/model/network.ts': { names: ['bus'], why: 'what kinds of lines are called in files of cities' },
  'sim/runner/import/modes.ts': { names: ['bus'], why: 'what timetable feeds call kinds of lines' },
  'sim/runner/import/figures.ts': { names: ['bus', 'buses'], why: 'which figures of a city a timetable feed gives' },
  'sim/runner/import/city-text.ts': {
    names: ['bus', 'buses', 'hospitals', 'shops'],
    why: 'the first scenario of an imported city, and what in it is made up',
  },
  'viz/city-import/importer-chinese.ts': {
    names: ['bus', 'buses'],
    why: 'what the importer says of lines and feeds, by its English texts',
  },
};

/** Services of the name of what is data of a city, which is read and drawn whether or not anything runs on it. */
const DATA_OF_CITIES: readonly string[] = ['metro'];

const WORDS = wordsOf([
  ...new Set(
    SERVICES.flatMap(({ id, sectors, group }) => [
      id,
      ...sectors.map((sector) => sector.id),
      ...(group ? [group.id] : []),
    ]).filter((id) => !DATA_OF_CITIES.includes(id)),
  ),
]);

const files = ['sim', 'viz']
  .flatMap((folder) => filesBelow(folder, '.ts', '.mjs', '.cjs', '.svelte', '.html'))
  .filter((file) => !THEIR_OWN.test(file));

describe('names of services', () => {
  test('stand in their folders, the registry and scenarios alone', () => {
    const found = files.flatMap((file) =>
      namesIn(file, textOf(file), WORDS)
        .filter(({ name }) => ALLOWED[file]?.names.includes(name) !== true)
        .map(({ line, name, within }) => `${file}:${line} names ${name} in "${within.slice(0, 60)}"`),
    );
    expect(found).toEqual([]);
  });

  test('are still where they are allowed to be', () => {
    for (const [file, { names }] of Object.entries(ALLOWED)) {
      const found = new Set(namesIn(file, textOf(file), WORDS).map(({ name }) => name));
      expect([...found].sort(), file).toEqual([...names].sort());
    }
  });
});

describe('looking for names', () => {
  const words = wordsOf(['bus', 'shops']);
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
  test('not in comments, nor in other words', () => {
    expect(find("// bus\n/** bus */ const busy = 'abuse';")).toEqual([]);
  });
  test('in both parts of a component', () => {
    const text =
      '<script lang="ts">\n  const a = \'bus\';\n</script>\n<!-- bus -->\n<p title="bus">the bus {words.legend_bus}</p>';
    expect(find(text, 'a.svelte')).toEqual(['2 bus', '5 bus', '5 bus', '5 bus']);
  });
});
