/** What a city is called that nobody has named. */
import type { LocalName } from '../../model/city.ts';

/** Names of files that would fit any city. */
const GENERIC =
  /^\P{L}*((admin|all|areas?|boroughs?|boundar(y|ies)|cit(y|ies)|data|districts?|export|features?|geojson|map|municipalit(y|ies)|neighbou?rhoods?|polygons?|regions?|shapes?|suburbs?|wards?|zones?|wgs84|行政|区划|区|边界|地图)\P{L}*)*$/iu;
const UNNAMED: LocalName = { en: 'Own city', zh: '自己的城市' };

/** After the file of its boundaries, where that says more than what is in it. */
export function nameOfFile(file: string): LocalName {
  const name = file
    .replace(/\.\w+$/, '')
    .replaceAll('_', ' ')
    .trim();
  return GENERIC.test(name) ? UNNAMED : { en: name, zh: name };
}
