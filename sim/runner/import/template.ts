/** An empty city: files to fill in, which are in order as they stand. */
import type { City } from '../../model/city.ts';
import { cityYaml, districtsGeojson, scenarioYaml } from './city-text.ts';
import type { Position } from './distance.ts';
import { usualAges, usualFigures } from './figures.ts';

const SIDE = 0.1;
const RESIDENTS = 100_000;

const HEAD = [
  "A city, to be filled in. `sim city check FOLDER` tells mistakes, `sim city show FOLDER` draws it, and the folder's name is the",
  "city's id. Every text may be in both languages; where you know one only, write it twice.",
  '',
  'Districts: `id` in lower-case letters and digits, as scenarios name it; `code` is the `id` of the feature in districts.geojson;',
  '`residents` are persons; `centre` is [longitude, latitude] in degrees, inside the boundary.',
  'Figures: all that stand here are needed. Where one is not known, leave what is there: the middle of the cities that are shipped,',
  'in proportion to residents (here 100,000). `low` and `high` are what it may as well be.',
  "`calendar: china` brings China's public holidays; without it only weekends are days off.",
  'Beside this file: districts.geojson (boundaries); water.geojson and metro.geojson may be left out. Nobody lives in wide water, and lines',
  'that are laid out cross it on few bridges.',
];

/** The texts of the folder by file name. @param shipped cities whose figures are put in */
export function cityTemplate(id: string, shipped: readonly City[]): Map<string, string> {
  const square: Position[] = [
    [10, 50],
    [10 + SIDE, 50],
    [10 + SIDE, 50 + SIDE],
    [10, 50 + SIDE],
    [10, 50],
  ];
  const district = {
    id: 'centre',
    name: { en: 'Centre', zh: '中心区' },
    code: '1',
    residents: RESIDENTS,
    ageShares: usualAges(shipped).shares,
    centre: [10 + SIDE / 2, 50 + SIDE / 2] as const,
    polygons: [[square]],
  };
  const name = { en: 'My city', zh: '我的城市' };
  const synthetic = {
    en: 'Everything in this city is made up until its file is filled in.',
    zh: '在填写本文件之前，这座城市的一切均为虚构。',
  };
  return new Map([
    [
      'city.yaml',
      cityYaml({ name, head: HEAD, synthetic, districts: [district], figures: usualFigures(RESIDENTS, shipped) }),
    ],
    ['districts.geojson', districtsGeojson([district])],
    ['scenario.yaml', scenarioYaml({ id, name, scale: 1, parameters: {} })],
  ]);
}
