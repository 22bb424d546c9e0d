/** Figures of a city that files of districts and residents do not give, taken from the cities that are shipped and from a feed. */
import { FIGURES } from '../../model/catalogue.ts';
import { DAY_KINDS, hasPlatforms, type Network, type NetworkLine } from '../../model/network.ts';
import { AGE_BANDS, type City, type Figure } from '../../model/city.ts';
import { median } from './fares.ts';
import type { Journal } from './journal.ts';

/** Boardings of a departure, on average over the day, that leave room in buses (assumed; a full bus of the model holds 80 at once). */
const BOARDINGS = { value: 20, low: 8, high: 40 };
/** The same of trains, of which six cars hold 1,200 (assumed), and rides where no city is known. */
const TRAIN_BOARDINGS = { value: 300, low: 100, high: 800 };
const TRAIN_RIDES: Figure = {
  value: 0.1,
  unit: 'rides/person/day',
  low: 0.02,
  high: 0.4,
  mark: 'A',
  source: 'Assumed',
};
/** The morning peak, minutes after midnight. */
const PEAK = { from: 420, to: 540 };
/** Units of whole numbers that do not grow with a city: prices and ages. */
const NO_COUNTS: ReadonlySet<string> = new Set(['fen', 'years']);
/** Fleets have spare vehicles, and timetables slack. */
const FLEET_RANGE = { low: 0.85, high: 1.3 };

/**
 * The middle of the shipped cities, where a figure counts things in proportion to residents, with their least and greatest.
 * @param shipped the cities that are known
 */
export function usualFigures(residents: number, shipped: readonly City[]): Record<string, Figure> {
  const figures: Record<string, Figure> = {};
  for (const [id, declared] of Object.entries(FIGURES)) {
    const known = shipped.flatMap((city) => (city.figures[id] ? [{ city, figure: city.figures[id] }] : []));
    const isCount = declared.whole && !NO_COUNTS.has(declared.unit);
    const each = known.map(({ city, figure: { value } }) =>
      isCount ? (value / residentsOf(city)) * residents : value,
    );
    const middle = median(each);
    if (middle === undefined) continue;
    const fit = (value: number, round = Math.round) => {
      const within = Math.min(declared.high, Math.max(declared.low, value));
      return declared.whole ? round(within) : Number(within.toPrecision(3));
    };
    // Where all are alike, what is thought possible of them.
    const areAlike = !isCount && each.every((value) => value === middle);
    const least = areAlike ? known.map(({ figure }) => figure.low) : each;
    const most = areAlike ? known.map(({ figure }) => figure.high) : each;
    const names = known.map(({ city }) => city.name.en).join(', ');
    figures[id] = {
      value: fit(middle),
      unit: known[0]!.figure.unit,
      low: Math.min(fit(middle), fit(Math.min(...least), Math.floor)),
      high: Math.max(fit(middle), fit(Math.max(...most), Math.ceil)),
      mark: 'A',
      source: `Assumed: the middle of ${names}${isCount ? ', for as many residents' : ''}; the range is theirs`,
    };
  }
  return figures;
}

function residentsOf({ districts }: City): number {
  return districts.reduce((sum, { residents }) => sum + residents, 0);
}

/** Mean age shares of the shipped cities, a resident each. */
export function usualAges(shipped: readonly City[]): { readonly shares: readonly number[]; readonly range: string } {
  const all = shipped.flatMap(({ districts }) => districts);
  const people = all.reduce((sum, { residents }) => sum + residents, 0);
  const shares = AGE_BANDS.map((_, band) => {
    const sum = all.reduce((total, { residents, ageShares }) => total + residents * ageShares[band]!, 0);
    return Math.round((sum / people) * 1000) / 1000;
  });
  const rest = 1 - shares.reduce((a, b) => a + b, 0);
  shares[2] = Math.round((shares[2]! + rest) * 1000) / 1000;
  const ends = AGE_BANDS.map(({ id }, band) => {
    const own = all.map(({ ageShares }) => ageShares[band]!);
    return `${id}: ${Math.min(...own)} to ${Math.max(...own)}`;
  });
  return { shares, range: ends.join(', ') };
}

/** What a network says of the figures of services that run on lines; figures it says nothing of are left out. */
export function networkFigures(
  network: Network,
  residents: number,
  usual: Readonly<Record<string, Figure>>,
  journal: Journal,
): Record<string, Figure> {
  const lines = network.lines.filter(({ mode }) => !hasPlatforms(mode));
  const trains = trainFigures(network, residents, usual);
  if (lines.length === 0) {
    journal.drop(network.source, 0, 'feeds without buses or trams: buses are assumed as in other cities', 'no line');
    return trains;
  }
  const vehicles = lines.reduce((sum, line) => sum + line.vehicles, 0);
  const figures: Record<string, Figure> = {
    bus_lines: derived(
      lines.length,
      'lines',
      lines.length,
      lines.length,
      `Lines of ${network.source} that are paid for on boarding`,
    ),
    buses: derived(
      vehicles,
      'buses',
      Math.floor(vehicles * FLEET_RANGE.low),
      Math.ceil(vehicles * FLEET_RANGE.high),
      `Derived from ${network.source}: vehicles on the road when most are, stays of 5 minutes at the ends included; the range is assumed`,
    ),
  };
  const fares = lines.flatMap(({ fare_fen: fare }) => (fare === null ? [] : [fare]));
  if (fares.length > 0) {
    const fare = Math.min(FIGURES['bus_fare_fen']?.high ?? Infinity, median(fares)!);
    figures['bus_fare_fen'] = derived(
      fare,
      'fen per ride',
      Math.min(...fares),
      Math.min(FIGURES['bus_fare_fen']?.high ?? Infinity, Math.max(...fares)),
      `The middle of the lines in ${network.source}`,
    );
  }
  const rides = usual['bus_rides_per_resident_day'];
  if (rides !== undefined) {
    figures['bus_rides_per_resident_day'] = ridesOf(lines, residents, rides, BOARDINGS, network.source);
  }
  return { ...figures, ...trains };
}

function derived(value: number, unit: string, low: number, high: number, source: string): Figure {
  return { value, unit, low: Math.min(value, low), high: Math.max(value, high), mark: 'D', source };
}

/** Rides, fares and headways of trains. */
function trainFigures(
  { lines: all, source }: Network,
  residents: number,
  usual: Readonly<Record<string, Figure>>,
): Record<string, Figure> {
  const lines = all.filter(({ mode }) => hasPlatforms(mode));
  if (lines.length === 0) return {};
  const figures: Record<string, Figure> = {};
  const rides = usual['metro_rides_per_resident_day'] ?? TRAIN_RIDES;
  figures['metro_rides_per_resident_day'] = ridesOf(lines, residents, rides, TRAIN_BOARDINGS, source);
  const headways = lines.flatMap(({ ways }) => {
    const peak = ways[0]!.departures.weekday.filter((time) => time >= PEAK.from && time < PEAK.to).length;
    return peak === 0 ? [] : [(PEAK.to - PEAK.from) / peak];
  });
  const bounds = FIGURES['metro_peak_headway_minutes'];
  if (headways.length > 0 && bounds !== undefined) {
    const fit = (minutes: number) => Number(Math.min(bounds.high, Math.max(bounds.low, minutes)).toPrecision(3));
    const [least, most] = [Math.min(...headways), Math.max(...headways)];
    const why = `The middle of the lines of ${source}, from 7 to 9 on weekdays; lines run by their own timetables`;
    figures['metro_peak_headway_minutes'] = derived(fit(median(headways)!), 'min', fit(least), fit(most), why);
  }
  const fares = lines.flatMap(({ fare_fen: fare }) => (fare === null ? [] : [fare]));
  if (fares.length > 0) {
    const why = `The middle of the lines of trains in ${source}`;
    figures['metro_fare_fen'] = derived(median(fares)!, 'fen', Math.min(...fares), Math.max(...fares), why);
  }
  return figures;
}

/** As many rides as elsewhere, but no more than the departures have room for. */
function ridesOf(
  lines: readonly NetworkLine[],
  residents: number,
  usual: Figure,
  boardings: typeof BOARDINGS,
  source: string,
): Figure {
  const departures = lines.reduce((sum, { ways }) => sum + ways.reduce((all, way) => all + aDay(way.departures), 0), 0);
  const most = (each: number) => Number(((departures * each) / residents).toPrecision(3));
  const room = most(boardings.value);
  if (usual.value <= room) return usual;
  return {
    ...usual,
    value: room,
    low: most(boardings.low),
    high: Math.max(room, Math.min(usual.high, most(boardings.high))),
    source: `Assumed: ${boardings.value} boardings (${boardings.low} to ${boardings.high}) for each of the ${Math.round(departures)} departures a day in ${source}; in other cities people ride ${usual.value} times a day, for which it has no room`,
  };
}

/** Departures of a mean day of the week. */
function aDay(departures: NetworkLine['ways'][number]['departures']): number {
  const [weekday, saturday, sunday] = DAY_KINDS.map((kind) => departures[kind].length);
  return (5 * weekday! + saturday! + sunday!) / 7;
}

/** How many lines of a network are paid for on boarding; as many as elsewhere, without end here, where there are none. */
export function linesPaidOnBoarding({ lines }: Network): number {
  return lines.filter(({ mode }) => !hasPlatforms(mode)).length || Infinity;
}
