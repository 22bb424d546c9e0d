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
  /** Memory, as far as a browser tells it; 8 where it does not, or has more. */
  readonly memoryGB: number;
}

/** This browser. */
export function thisMachine(): Machine {
  return {
    cores: navigator.hardwareConcurrency,
    sharesMemory: crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined',
    memoryGB: (navigator as { readonly deviceMemory?: number }).deviceMemory ?? 8,
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

/** Bytes of snapshots a world may keep, to be taken back by: little where memory is. */
export function snapshotBytes({ memoryGB }: Machine): number {
  return memoryGB <= SMALL_MEMORY_GB ? SNAPSHOT_BYTES / 3 : SNAPSHOT_BYTES;
}
