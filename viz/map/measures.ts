/** What areas can be coloured by: what the map counts itself, and what the page brings. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { CityView } from '../../sim/runner/protocol.ts';
import { COUNTED } from './props.ts';
import type { AreaMeasure } from './props.ts';
import type { MapWords } from './words.ts';

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Whether the map counts it now, or it is of the whole run. */
  readonly isNow?: boolean;
  /** What it is of: so many seeds, or one run. */
  readonly of?: string;
  /** A difference in words with its unit, where the page has words of its own for it. */
  readonly written?: ((difference: number) => string) | undefined;
}

export function measuresOf(words: MapWords, areas: readonly AreaMeasure[]): Measure[] {
  const counted = COUNTED.map((id) => {
    const unit = id === 'accepting' ? words.unit_points : words.unit_people;
    return { id, title: words[`measure_${id}`], unit, of: words.one_run, isNow: true };
  });
  return [...areas, ...counted];
}

function hasPlaces(city: CityView | null, sector: number): boolean {
  return city?.placeSector.includes(sector) ?? false;
}

/** Whether the difference can be told from noise in some area. */
const isTold = ({ differences, noise }: AreaMeasure): boolean =>
  differences.some((difference, at) => !Number.isNaN(difference) && difference !== 0 && noise[at] === 0);

/** The measure asked for; else the page's first that says something of an area; else the one that the policy acts on most directly. */
export function measureFor(
  asked: string | null,
  measures: readonly Measure[],
  scenario: Scenario | null,
  city: CityView | null,
  areas: readonly AreaMeasure[],
): Measure {
  const find = (id: string | undefined): Measure | undefined => measures.find((measure) => measure.id === id);
  const actions = scenario?.policy ?? [];
  const kinds = new Set(actions.map(({ kind }) => kind));
  const fits = actions.some(
    ({ kind, sectors }) => kind === 'equip' && sectors.some((sector) => hasPlaces(city, sector)),
  );
  const refuses = kinds.has('no_cash') || kinds.has('outage');
  const natural = refuses ? 'refusals' : fits || kinds.has('subsidise') ? 'accepting' : 'queueing';
  return (find(asked ?? undefined) ??
    find((areas.find(isTold) ?? areas[0])?.id) ??
    find(natural) ??
    measures[0]) as Measure;
}
