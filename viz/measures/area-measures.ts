/** What the districts of the map can be coloured by beside what it counts itself: what several seeds say of each of them. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { PairResult } from '../../sim/runner/client.ts';
import { estimateOf, savedEstimates, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import type { AreaMeasure } from '../map/props.ts';
import { BY_BAND, BY_DISTRICT, MINUTES } from './area-ids.ts';
import { BANDINGS, gainOf, gainOfEstimate, type Banding, type Gain } from './groups.ts';
import { Measure } from './measure.ts';
import { betterOf } from './names.ts';

interface Days {
  values(world: WorldName, name: string): readonly number[];
}

export interface AreaFacts {
  readonly scenario: Scenario;
  readonly prepared: PreparedResults | null;
  readonly days: Days;
  readonly results: PairResult | null;
  readonly words: Messages;
  readonly formats: Formats;
}

/** The time of residents first; none before it is known. Then all in which a district differs between the worlds. */
export function areaMeasures(facts: AreaFacts): AreaMeasure[] {
  const { prepared } = facts;
  const first = minutes(facts);
  const isKnown = (difference: number): boolean => !Number.isNaN(difference);
  if (!first.differences.some(isKnown)) return [];
  if (prepared === null) return [first];
  const more = [
    ...BY_DISTRICT.map((name) => ofDistricts(name, prepared, facts)),
    ...BANDINGS.flatMap((by) => ofBands(by, prepared, facts)),
  ];
  return [
    first,
    ...more.filter(({ differences }) => differences.some((difference) => isKnown(difference) && difference !== 0)),
  ];
}

/** Whether it is too small to tell, where it is known and not the same in every seed. */
const isUnsure = ({ isNoise, certainty }: Gain): number => (isNoise && certainty !== 'same' ? 1 : 0);

function of(prepared: PreparedResults | null, { words, formats }: AreaFacts): Pick<AreaMeasure, 'of' | 'isPale'> {
  if (prepared === null) return { of: words.certainty_one, isPale: true };
  const seeds = words.of_seeds({ seeds: formats.whole(prepared.seeds.length) });
  return { of: `${seeds} · ${words.whole_run}`, isPale: false };
}

/** Gains are minutes saved: what is shown is the time that is spent. */
function timeOf(id: string, gains: readonly Gain[], facts: AreaFacts): AreaMeasure {
  const measure = new Measure(id, facts.scenario, facts.words, facts.formats);
  const isOfSeeds = gains.every(({ certainty }) => certainty !== null);
  return {
    ...{ id, title: measure.title, unit: measure.unit, better: 'less' },
    written: (difference) => measure.difference(difference),
    differences: gains.map((gain) => -gain.minutes),
    noise: gains.map(isUnsure),
    ...of(isOfSeeds ? facts.prepared : null, facts),
  };
}

function minutes(facts: AreaFacts): AreaMeasure {
  const { scenario, prepared, days, results } = facts;
  const gains = scenario.city.districts.map(({ id }, at) =>
    gainOf(id, prepared, days, results, (cell) => cell.district === at),
  );
  return timeOf(MINUTES, gains, facts);
}

const UNKNOWN: Gain = { minutes: NaN, isNoise: false };

function ofBands(by: Banding, prepared: PreparedResults, facts: AreaFacts): AreaMeasure[] {
  const { scenario } = facts;
  const cells = savedEstimates(prepared, by);
  return BY_BAND[by].map((id, row) => {
    const gains = scenario.city.districts.map((_, at): Gain => {
      const cell = cells.find(({ band, district }) => band === row && district === at);
      return cell === undefined ? UNKNOWN : gainOfEstimate(cell);
    });
    return timeOf(id, gains, facts);
  });
}

function ofDistricts(name: string, prepared: PreparedResults, facts: AreaFacts): AreaMeasure {
  const { scenario, words, formats } = facts;
  // What is counted is of worlds of their scale.
  const measure = new Measure(name, { ...scenario, scale: prepared.scale }, words, formats);
  const found = scenario.city.districts.map(({ id }) => estimateOf(prepared, `${name}.${id}`));
  return {
    ...{ id: name, title: measure.title, unit: measure.unit, better: betterOf(name) },
    written: (difference) => measure.difference(difference),
    differences: found.map((one) => (one === undefined ? NaN : measure.shown(one.difference))),
    noise: found.map((one) => (one === undefined ? 0 : isUnsure(gainOfEstimate(one)))),
    ...of(prepared, facts),
  };
}
