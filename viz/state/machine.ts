/** What this browser's machine has, and what a run may take of it: workers and memory. */
import { SNAPSHOT_BYTES } from '../../sim/runner/client.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { defaultWorkers } from '../../sim/runner/worker-count.ts';

/** Cores left to the page itself and its graphics: a worker that has to wait for a core has all others wait. */
const PAGE_CORES = 2;
/**
 * Residents from whom on several workers help. In a city of 114,000 (1:100) two of them are 1.5 times as fast as one on cores
 * that have nothing else to do, less where it is played in quarters of an hour, and slower than one where other programs want
 * the cores. The smaller city keeps up on one, and opens sooner so (sim/PERFORMANCE.md, "Several workers").
 */
const RESIDENTS_MIN = 200_000;
/** A machine with so much memory or less is small. */
const SMALL_MEMORY_GB = 4;
/** What a browser that does not tell its memory is taken to have: those of iPhones and Firefox do not. */
const UNTOLD_GB = { finger: 4, mouse: 8 };

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
  /** Memory: 8 GB where a browser tells of that or more; a guess where it tells nothing. */
  readonly memoryGB: number;
}

/** This browser. */
export function thisMachine(): Machine {
  return {
    cores: navigator.hardwareConcurrency,
    sharesMemory: crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined',
    memoryGB:
      (navigator as { readonly deviceMemory?: number }).deviceMemory ??
      UNTOLD_GB[matchMedia('(pointer: coarse)').matches ? 'finger' : 'mouse'],
  };
}

/** @param asked how many the address asks for, or null */
export function workersFor(
  scenario: Scenario,
  asked: number | null,
  { cores, sharesMemory }: Pick<Machine, 'cores' | 'sharesMemory'>,
): Workers {
  const wanted = asked ?? defaultWorkers(scenario, cores - PAGE_CORES, RESIDENTS_MIN);
  return { wanted, used: sharesMemory ? wanted : 1 };
}

/** Whether memory is so little that a page has to be modest. */
export const isSmall = ({ memoryGB }: Pick<Machine, 'memoryGB'>): boolean => memoryGB <= SMALL_MEMORY_GB;

/** Bytes of snapshots a world may keep, to be taken back by: little where memory is. */
export function snapshotBytes(machine: Pick<Machine, 'memoryGB'>): number {
  return isSmall(machine) ? SNAPSHOT_BYTES / 3 : SNAPSHOT_BYTES;
}
