/** A city as a picture: districts, water, lines and stops, as SVG. */
import type { City } from '../model/city.ts';
import { hasPlatforms } from '../model/network.ts';
import { planeOf } from '../model/geography.ts';
import type { CityLayout } from '../model/services/service.ts';

const WIDTH = 900;
const MARGIN = 20;
const DISTRICT_FILLS = ['#f3e9d2', '#e4ecd9', '#efe0dc', '#dfe7ee', '#ece3ef', '#e9e6da'];
const LINE_COLOURS = ['#b3261e', '#2e6f40', '#1f5fa8', '#7a3e9d', '#a5670e', '#0f7b7b'];
const WATER = '#9cc3dd';
/** Lines that are laid out are many: together they are a tissue, and none is to stand out. */
const LAID_OUT = '#5d6b78';

type Place = readonly [longitude: number, latitude: number];

interface Course {
  readonly colour: string;
  readonly name: string;
  readonly wide: boolean;
  readonly stops: readonly Place[];
}

/**
 * @param language of the names
 * @param laidOut lines that services lay out there, drawn below those that are known
 * @returns the text of an SVG file with nothing in it that is loaded or run
 */
export function cityPicture(
  city: City,
  language: keyof City['name'] = 'en',
  laidOut: CityLayout['courses'] = [],
): string {
  const plane = planeOf(city);
  const [east, north] = extent(city, plane);
  const scale = (WIDTH - 2 * MARGIN) / Math.max(east, north);
  const onSheet = (x: number, y: number) => `${round(MARGIN + x * scale)},${round(MARGIN + (north - y) * scale)}`;
  const point = ([longitude, latitude]: Place) => onSheet(plane.x(longitude), plane.y(latitude));
  const path = (rings: readonly (readonly Place[])[]) => rings.map((ring) => `M${ring.map(point).join('L')}Z`).join('');
  const height = Math.round(north * scale + 2 * MARGIN);
  const width = Math.round(east * scale + 2 * MARGIN);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(city.name[language])}</title>`,
    '<rect width="100%" height="100%" fill="#fbfaf7"/>',
    ...city.districts.map(
      ({ rings }, i) =>
        `<path d="${path(rings)}" fill="${DISTRICT_FILLS[i % DISTRICT_FILLS.length]!}" fill-rule="evenodd" stroke="#8a8477" stroke-width="1"/>`,
    ),
    ...(city.water ?? []).map(({ kind, rings }) =>
      kind === 'area'
        ? `<path d="${path(rings)}" fill="${WATER}" fill-rule="evenodd"/>`
        : `<polyline points="${rings[0]!.map(point).join(' ')}" fill="none" stroke="${WATER}" stroke-width="2"/>`,
    ),
    ...laidOut.map(
      ({ x, y }) =>
        `<polyline points="${Array.from(x, (km, stop) => onSheet(km, y[stop]!)).join(' ')}" fill="none" stroke="${LAID_OUT}" stroke-width="0.6" stroke-opacity="0.6"/>`,
    ),
    ...coursesOf(city).flatMap(({ colour, name, wide, stops }) => [
      `<polyline points="${stops.map(point).join(' ')}" fill="none" stroke="${colour}" stroke-width="${wide ? 4 : 2}" stroke-linejoin="round"><title>${escaped(name)}</title></polyline>`,
      ...stops.map((stop) => {
        const [x, y] = point(stop).split(',');
        return `<circle cx="${x!}" cy="${y!}" r="${wide ? 4 : 2.5}" fill="#fff" stroke="${colour}"/>`;
      }),
    ]),
    ...city.districts.map(({ name, centre }) => {
      const [x, y] = point(centre).split(',');
      return `<text x="${x!}" y="${y!}" font-family="sans-serif" font-size="14" text-anchor="middle" fill="#222" stroke="#fff" stroke-width="3" paint-order="stroke">${escaped(name[language])}</text>`;
    }),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

/** Lines of the network; of a city that has none, its metro. */
function coursesOf({ network, metro = [] }: City): Course[] {
  const colourOf = (own: string, i: number) => (own === '' ? LINE_COLOURS[i % LINE_COLOURS.length]! : `#${own}`);
  if (network !== undefined) {
    return network.lines.map(({ name, title, colour, mode, ways }, i) => ({
      colour: colourOf(colour, i),
      name: name === title ? name : `${name} ${title}`,
      wide: hasPlatforms(mode),
      stops: ways[0]!.stops.map((stop) => network.stops[stop]!.at),
    }));
  }
  return metro.map(({ line, stations }, i) => ({
    colour: colourOf('', i),
    name: line,
    wide: true,
    stops: stations.map(({ at }) => at),
  }));
}

function extent({ districts }: City, plane: ReturnType<typeof planeOf>): readonly [east: number, north: number] {
  let [east, north] = [0.1, 0.1];
  for (const [longitude, latitude] of districts.flatMap(({ rings }) => rings.flat())) {
    east = Math.max(east, plane.x(longitude));
    north = Math.max(north, plane.y(latitude));
  }
  return [east, north];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
