/** The whole of Wuhan at 1:1 beside the default scale, each in a process of its own, as a run on the command line is. */
import { spawnSync } from 'node:child_process';
import { argv, execArgv, execPath } from 'node:process';
import type { CityFigures } from './city.ts';

const SMALL = 100;
const WHOLE = 1;

/** What is wanted of the whole city, with all services, on a machine with two shared cores. */
const WANTED = { setupSeconds: 60, secondsPerDay: 20, bytesPerPerson: 80, costOverSmall: 3 } as const;

export interface WholeCityFigures {
  readonly small: CityFigures;
  readonly whole: CityFigures;
  /** Time a person and day at 1:1 over that at 1:100. */
  readonly costOverSmall: number;
  readonly wanted: typeof WANTED;
}

/** Measures a city in a process of its own: `bench.js --city SCALE --json`. */
function apart(scale: number): CityFigures {
  const { status, signal, stdout, error } = spawnSync(
    execPath,
    [...execArgv, argv[1]!, '--city', String(scale), '--json'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (status !== 0) {
    throw new Error(`the city at 1:${scale} ended with ${error?.message ?? signal ?? `status ${status}`}`);
  }
  return JSON.parse(stdout) as CityFigures;
}

const costOf = ({ secondsPerDay, people }: CityFigures) => secondsPerDay / people;

export function measureWholeCity(): WholeCityFigures {
  const small = apart(SMALL);
  const whole = apart(WHOLE);
  return { small, whole, costOverSmall: costOf(whole) / costOf(small), wanted: WANTED };
}
