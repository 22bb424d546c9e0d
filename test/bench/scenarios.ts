/** Every shipped scenario in its default size, both worlds, as `run` makes it on the command line: a world a core. */
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';

/** What is wanted of each on a machine with two cores. */
const WANTED_SECONDS = 60;

export interface ScenarioTime {
  readonly name: string;
  readonly scale: number;
  readonly days: number;
  /** From the command to the prompt, seconds. */
  readonly seconds: number;
}

export interface ScenarioFigures {
  readonly scenarios: readonly ScenarioTime[];
  readonly wantedSeconds: number;
}

/** @throws where a run ends with a mistake */
export function measureScenarios(): ScenarioFigures {
  const scenarios = SHIPPED_SCENARIOS.map((name): ScenarioTime => {
    const { scale, days } = shippedScenario(name);
    const start = performance.now();
    const { status, signal, error } = spawnSync(
      execPath,
      ['-r', './sim/cli/guard.cjs', 'sim/cli/bin.mjs', 'run', `scenarios/${name}.yaml`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (status !== 0) throw new Error(`${name} ended with ${error?.message ?? signal ?? `status ${status}`}`);
    return { name, scale, days, seconds: (performance.now() - start) / 1000 };
  });
  return { scenarios, wantedSeconds: WANTED_SECONDS };
}
