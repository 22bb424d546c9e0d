/** The lines of the city at 1:1, laid out beside those of a sample: trips are found on them, and ridden on those that stand for them. */
import { Memory } from '../../../kernel/memory.ts';
import { RandomSource } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import { Geography } from '../../geography.ts';
import type { Host } from '../../host.ts';
import type { Lines } from '../../kit/lines.ts';
import { packRide } from '../../kit/ride.ts';
import { BusLines } from './lines.ts';
import type { BUS_TABLE } from './parameters.ts';
import { Routes } from './routes.ts';

type BusParameters = ReturnType<typeof BUS_TABLE.read>;

/** Neighbourhoods of the whole city, from one on, and the end; and those that each of a sample stands for. */
export type Range = readonly [begin: number, end: number];
export type Ranges = readonly Range[];

/** The lines of the whole city at 1:1, of which those of a sample stand for several each. */
export interface WholeCity {
  readonly geography: Geography;
  readonly net: BusLines;
  readonly routes: Routes;
}

/** The whole city that was laid out last: the next world is most often of the same. */
let lastWhole: { readonly city: City; readonly key: string; readonly whole: WholeCity } | undefined;

/** The city at 1:1 as it is laid out beside the simulated one, which itself is it at 1:1. */
export function wholeCity(host: Host, net: BusLines, p: BusParameters): WholeCity {
  const { city, parameters, scale } = host;
  if (scale === 1) return { geography: host.geography, net, routes: routesOf(host.geography, net, p) };
  const laidBy = Object.entries(parameters).filter(([id]) => id.startsWith('geography.') || id.startsWith('bus.'));
  const key = JSON.stringify([host.random.seed, laidBy]);
  if (lastWhole?.city === city && lastWhole.key === key) return lastWhole.whole;
  // As they are in the run at 1:1 of the same seed.
  const random = new RandomSource(host.random.seed);
  const geography = new Geography(city, 1, parameters, random);
  const lines = Math.min(city.figures['buses'].value, city.figures['bus_lines'].value);
  const all = new BusLines(geography, lines, p, random.purpose('bus.line'), new Memory());
  const whole = { geography, net: all, routes: routesOf(geography, all, p) };
  lastWhole = { city, key, whole };
  return whole;
}

function routesOf(geography: Geography, { lines, gaps }: BusLines, p: BusParameters): Routes {
  return new Routes(geography, lines, gaps, p);
}

/** Of each neighbourhood of a sample, those of the whole city whose residents it stands for: from one on, and the end. */
export function rangesOf(sample: Geography, whole: Geography): Ranges {
  const all = whole.homePeople.reduce((sum, people) => sum + people, 0);
  const people = sample.homePeople.reduce((sum, own) => sum + own, 0);
  let [before, upTo, next] = [0, 0, 0];
  return Array.from(sample.homePeople, (own): Range => {
    before += own;
    const begin = Math.min(next, whole.neighbourhoods - 1);
    while (next < whole.neighbourhoods && (upTo + whole.homePeople[next] / 2) * people < before * all) {
      upTo += whole.homePeople[next];
      next++;
    }
    return [begin, Math.max(begin + 1, next)];
  });
}

/**
 * A ride between two stops of a line of the whole city, on the line that stands for it (kit/ride.ts).
 * @param all lines of the whole city
 * @param lines that are simulated
 */
export function rideBetween(all: Lines, lines: Lines, from: number, to: number): number {
  const own = all.lineOf(from);
  const line = Math.floor(((own + 0.5) * lines.count) / all.count);
  const last = lines.stopsOf(line) - 1;
  const at = (stop: number) => Math.round(((stop - all.firstStop[own]) * last) / (all.stopsOf(own) - 1));
  const begin = at(from);
  let end = at(to);
  if (end === begin) end = (to > from && begin < last) || begin === 0 ? begin + 1 : begin - 1;
  const forth = end > begin;
  return packRide(lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? begin : last - begin), forth ? end : last - end);
}
