/** What a run will take, told before it is started: roughly, and rather too much than too little. */
import { WORLDS } from '../../sim/runner/protocol.ts';

/**
 * Seconds a resident and day of one world take on one core, and bytes a resident takes (sim/PERFORMANCE.md: 1.1 to
 * 1.6 µs and 72 bytes), with what the page adds to it: both worlds at once, frames, snapshots, a copy to tell changes from.
 */
const SECONDS_A_RESIDENT_DAY = 2.2e-6;
const BYTES_A_RESIDENT = 220;
/** Bytes of snapshots a resident and day. */
const SNAPSHOT_A_RESIDENT_DAY = 42;
/** Seconds until both worlds are there, and bytes of a page without any. */
const OPENING = { seconds: 1, secondsAResident: 3e-6 };
const PAGE_BYTES = 150 * 2 ** 20;
/** Above these a reader is warned. */
const LONG_SECONDS = 600;
const LARGE_BYTES = 2 ** 30;

/** Worlds of a draft for each seed: without the policy, with it, and with it once more under other chances. */
const DRAFT_WORLDS = 3;
/** A world of a draft keeps no snapshots, and hands its measures over. */
const DRAFT = { secondsAWorld: 0.25, bytesAResident: 160, bytesAWorld: 25 * 2 ** 20 } as const;

export interface Estimate {
  readonly residents: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Whether it asks much of a machine. */
  readonly isHeavy: boolean;
}

/**
 * @param residents of the whole city
 * @param cores of the machine; the two worlds share them
 * @param budget bytes of snapshots a world may keep
 */
export function estimate(residents: number, scale: number, days: number, cores: number, budget: number): Estimate {
  const people = residents / scale;
  const turns = Math.max(1, WORLDS.length / Math.max(1, cores));
  const seconds = OPENING.seconds + people * (OPENING.secondsAResident + days * SECONDS_A_RESIDENT_DAY) * turns;
  const snapshots = Math.min(budget, people * days * SNAPSHOT_A_RESIDENT_DAY);
  const bytes = PAGE_BYTES + WORLDS.length * (people * BYTES_A_RESIDENT + snapshots);
  return { residents: people, seconds, bytes, isHeavy: seconds > LONG_SECONDS || bytes > LARGE_BYTES };
}

/**
 * What the quick runs of a plan take, at most: worlds without a policy are kept from one to the next.
 * @param workers worlds that are simulated at a time
 */
export function draftEstimate(
  residents: number,
  scale: number,
  days: number,
  seeds: number,
  workers: number,
): Estimate {
  const people = residents / scale;
  const world = DRAFT.secondsAWorld + people * (OPENING.secondsAResident + days * SECONDS_A_RESIDENT_DAY);
  const seconds = (seeds * DRAFT_WORLDS * world) / workers;
  const bytes = workers * people * DRAFT.bytesAResident + seeds * DRAFT_WORLDS * DRAFT.bytesAWorld;
  return { residents: people, seconds, bytes, isHeavy: seconds > LONG_SECONDS || bytes > LARGE_BYTES };
}
