/**
 * In which order places are fitted and join: a plan of the city's, not chance. It is the same for every seed, so that seeds
 * differ in what people do and not in which places come first; a scenario may let it vary.
 */
import { RandomSource } from '../kernel/random.ts';
import { parameterTable } from './parameter-table.ts';
import type { Scenario } from './scenario.ts';

export const ROLLOUT_TABLE = parameterTable('rollout', {
  varies: [
    0,
    '0 or 1',
    0,
    1,
    'A',
    'a choice of the experiment, no property of a city',
    'From a half on, each seed has its own order in which places are fitted and join; below, all seeds have the same.',
  ],
});

/** The numbers by which places are put in order. @param random those of all else, whose purposes have other names */
export function rolloutOf(
  { city, parameters }: Pick<Scenario, 'city' | 'parameters'>,
  random: RandomSource,
): RandomSource {
  const isFixed = ROLLOUT_TABLE.read(parameters).varies < 0.5;
  return new RandomSource(isFixed ? `rollout of ${city.id}` : random.seed, random);
}
