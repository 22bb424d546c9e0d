/** Simulates worlds into a store, several at a time. */
import { availableParallelism } from 'node:os';
import { atMost, Interrupted } from './run-worlds.ts';
import { scenarioOf, type RunStore, type WorldSpec } from './run-store.ts';

export interface PoolOptions {
  /** Worlds at once; as many as there are cores where left out. */
  readonly jobs?: number | undefined;
  readonly signal: AbortSignal;
  /** Called when a world has been kept, is found to have been kept by another program meanwhile, or has failed for `reason`. */
  readonly onDone?: (address: string, ended: 'simulated' | 'found' | 'failed', reason?: string) => void;
}

/**
 * Simulates the worlds that the store has not got. One that fails is kept as failed, and the rest goes on.
 * @throws Interrupted when called off; what the file system says where the store cannot be written
 */
export async function simulateInto(
  store: RunStore,
  worlds: ReadonlyMap<string, WorldSpec>,
  { jobs = availableParallelism(), signal, onDone }: PoolOptions,
): Promise<void> {
  const waiting = worlds.entries();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const simulate = atMost(jobs, either);
  const work = async () => {
    // The iterator is shared: whoever is free takes the next.
    for (const [address, spec] of waiting) {
      // Another program may have been here meanwhile.
      if (await store.has(address)) {
        onDone?.(address, 'found');
        continue;
      }
      const began = performance.now();
      const scenario = scenarioOf(spec);
      let outcome;
      try {
        outcome = await simulate(scenario, spec.isBaseline ? 'baseline' : 'policy');
      } catch (error) {
        if (error instanceof Interrupted || either.aborted) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        await store.fail(address, reason);
        onDone?.(address, 'failed', reason);
        continue;
      }
      await store.write(address, outcome, (performance.now() - began) / 1000);
      onDone?.(address, 'simulated');
    }
  };
  const workers = Array.from({ length: Math.min(jobs, worlds.size) }, work);
  try {
    await Promise.all(workers);
  } finally {
    // Where one has failed for good, the others are called off and waited for: none writes after this. The threads end.
    stop.abort();
    await Promise.allSettled(workers);
  }
}
