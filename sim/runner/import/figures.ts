/** Figures of a city that files of districts and residents do not give, taken from the cities that are shipped and from a feed. */
import { FIGURES } from '../../model/catalogue.ts';
import { AGE_BANDS, type City, type Figure } from '../../model/city.ts';
import { median } from './fares.ts';
import type { Journal } from './journal.ts';
import { isBoardedInStreet } from './modes.ts';
import type { Network, NetworkLine } from './network.ts';
import { DAY_KINDS } from './service-days.ts';

/** Boardings of a departure, on average over the day, that leave room in buses (assumed; a full bus of the model holds 80 at once). */
const BOARDINGS = { value: 30, low: 15, high: 50 };
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
    const isCount = declared.whole && declared.unit !== 'fen';
    const each = known.map(({ city, figure: { value } }) =>
      isCount ? (value / residentsOf(city)) * residents : value,
    );
    const middle = median(each);
    if (middle === undefined) continue;
    const fit = (value: number) => {
      const within = Math.min(declared.high, Math.max(declared.low, value));
      return declared.whole ? Math.round(within) : Number(within.toPrecision(3));
    };
    const names = known.map(({ city }) => city.name.en).join(', ');
    figures[id] = {
      value: fit(middle),
      unit: known[0]!.figure.unit,
      low: Math.min(fit(middle), fit(Math.min(...each))),
      high: Math.max(fit(middle), fit(Math.max(...each))),
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
export function usualAges(shipped: readonly City[]): number[] {
  const all = shipped.flatMap(({ districts }) => districts);
  const people = all.reduce((sum, { residents }) => sum + residents, 0);
  const shares = AGE_BANDS.map((_, band) => {
    const sum = all.reduce((total, { residents, ageShares }) => total + residents * ageShares[band]!, 0);
    return Math.round((sum / people) * 1000) / 1000;
  });
  const rest = 1 - shares.reduce((a, b) => a + b, 0);
  shares[2] = Math.round((shares[2]! + rest) * 1000) / 1000;
  return shares;
}

/** What a network says of the figures that the bus service runs on; figures it says nothing of are left out. */
export function networkFigures(
  network: Network,
  residents: number,
  usual: Readonly<Record<string, Figure>>,
  journal: Journal,
): Record<string, Figure> {
  const lines = network.lines.filter(({ mode }) => isBoardedInStreet(mode));
  if (lines.length === 0) {
    journal.drop(network.source, 0, 'feeds without buses or trams: buses are assumed as in other cities', 'no line');
    return {};
  }
  const derived = (value: number, unit: string, low: number, high: number, source: string): Figure => ({
    value,
    unit,
    low: Math.min(value, low),
    high: Math.max(value, high),
    mark: 'D',
    source,
  });
  const vehicles = lines.reduce((sum, line) => sum + line.vehicles, 0);
  const figures: Record<string, Figure> = {
    bus_lines: derived(
      lines.length,
      'lines',
      lines.length,
      lines.length,
      `Lines of buses and trams in ${network.source}`,
    ),
    buses: derived(
      vehicles,
      'buses',
      Math.floor(vehicles * FLEET_RANGE.low),
      Math.ceil(vehicles * FLEET_RANGE.high),
      `Derived from ${network.source}: of each line its round trip over the headway of its busiest hour, stays of 5 minutes at the ends included; the range is assumed`,
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
  if (rides !== undefined) figures['bus_rides_per_resident_day'] = ridesOf(lines, residents, rides, network.source);
  return figures;
}

/** As many rides as elsewhere, but no more than the departures have room for. */
function ridesOf(lines: readonly NetworkLine[], residents: number, usual: Figure, source: string): Figure {
  const departures = lines.reduce((sum, { ways }) => sum + ways.reduce((all, way) => all + aDay(way.departures), 0), 0);
  const most = (each: number) => Number(((departures * each) / residents).toPrecision(3));
  const room = most(BOARDINGS.value);
  if (usual.value <= room) return usual;
  return {
    ...usual,
    value: room,
    low: most(BOARDINGS.low),
    high: Math.max(room, Math.min(usual.high, most(BOARDINGS.high))),
    source: `Assumed: ${BOARDINGS.value} boardings (${BOARDINGS.low} to ${BOARDINGS.high}) for each of the ${Math.round(departures)} departures a day in ${source}; in other cities people ride ${usual.value} times a day, for which it has no room`,
  };
}

/** Departures of a mean day of the week. */
function aDay(departures: NetworkLine['ways'][number]['departures']): number {
  const [weekday, saturday, sunday] = DAY_KINDS.map((kind) => departures[kind].reduce((a, b) => a + b, 0));
  return (5 * weekday! + saturday! + sunday!) / 7;
}

/** Parameters of the bus service that a network gives, by dotted name; those that stand at their defaults otherwise. */
export function networkParameters(network: Network): Record<string, number> {
  const ways = network.lines.filter(({ mode }) => isBoardedInStreet(mode)).flatMap((line) => line.ways);
  if (ways.length === 0) return {};
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    'bus.stops_per_line': Math.round(mean(ways.map(({ stops }) => stops.length))),
    'bus.segment_seconds': Math.round(mean(ways.flatMap(({ seconds }) => seconds))),
  };
}

/** How many lines of a network the bus service runs; as many as elsewhere, without end here, where there are none. */
export function linesBoardedInStreet({ lines }: Network): number {
  return lines.filter(({ mode }) => isBoardedInStreet(mode)).length || Infinity;
}
