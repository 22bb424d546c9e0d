/** The options that change a scenario, the same for every command that simulates one. */
import { DAYS_MAX } from '../kernel/time.ts';
import { quote } from '../model/reading/mistake.ts';
import type { Overrides } from '../model/reading/read-scenario.ts';
import { isSeed, SCALE_MAX, SEED_LENGTH_MAX } from '../model/reading/scenario-schema.ts';
import { wholeOption } from './arguments.ts';
import { BadInput } from './bad-input.ts';
import type { Args, Option } from './command.ts';

export const OVERRIDE_OPTIONS: Readonly<Record<'seed' | 'days' | 'scale', Option>> = {
  seed: { value: 'TEXT', about: 'names the random numbers, instead of the file’s seed' },
  days: { value: 'N', about: 'length of the run, instead of the file’s' },
  scale: { value: 'K', about: 'simulate the city at 1:K, instead of the file’s scale' },
};

/** @throws BadInput with a line for each option that is out of range */
export function readOverrides(args: Args): Overrides {
  const seed = args.options.get('seed');
  if (seed !== undefined && !isSeed(seed)) {
    throw new BadInput([
      `--seed: found ${quote(seed)}, expected 1 to ${SEED_LENGTH_MAX} visible characters, no space at its ends`,
    ]);
  }
  const days = wholeOption(args, 'days', 1, DAYS_MAX);
  const scale = wholeOption(args, 'scale', 1, SCALE_MAX);
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(scale === undefined ? {} : { scale }),
  };
}
