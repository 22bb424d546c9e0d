/** How many workers simulate each world of a run in this browser. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { defaultWorkers } from '../../sim/runner/worker-count.ts';

/** Of each world. */
export interface Workers {
  readonly used: number;
  /** As many as there would be if memory could be shared. */
  readonly wanted: number;
}

/** What a browser has: cores, and memory that workers can share, which takes a page that is isolated from other origins. */
export interface Machine {
  readonly cores: number;
  readonly sharesMemory: boolean;
}

/** This browser. */
export function thisMachine(): Machine {
  return {
    cores: navigator.hardwareConcurrency,
    sharesMemory: crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined',
  };
}

/** @param asked how many the address asks for, or null */
export function workersFor(scenario: Scenario, asked: number | null, { cores, sharesMemory }: Machine): Workers {
  const wanted = asked ?? defaultWorkers(scenario, cores);
  return { wanted, used: sharesMemory ? wanted : 1 };
}
