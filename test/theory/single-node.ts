/** A network of one node, and what is read off it. */
import type { Network, Node, NodeResult, Sampler, Tally, Window } from './network.ts';
import { exponentialTime } from './network.ts';

/** The mean service time is the unit. */
export const exponentialService: Sampler = exponentialTime(1);

/**
 * Long enough for narrow intervals. The queues below forget that they began empty within (1 − √load)⁻² units or
 * less (the relaxation time of M/M/1, P. Morse 1955), 90 at a load of 0.8; the warm-up is ten times as long.
 */
export const WARM_UP = 900;
export const window = (units: number): Window => ({ from: WARM_UP, to: WARM_UP + units });

export function singleNode(rate: number, node: Partial<Node>): Network {
  return { sources: [{ node: 0, rate }], nodes: [{ servers: 1, service: [exponentialService], ...node }] };
}

/** One number of each replication: of the first node, first class. */
export function each(
  results: readonly (readonly NodeResult[])[],
  read: (node: NodeResult, tally: Tally) => number,
): number[] {
  return results.map(([node]) => read(node!, node!.classes[0]!));
}

export const meanWait = (_: NodeResult, { wait, visits }: Tally): number => wait / visits;
export const meanWaitSquare = (_: NodeResult, { waitSquare, visits }: Tally): number => waitSquare / visits;
export const meanPresent = ({ present }: NodeResult): number => present;
export const waitingShare = (_: NodeResult, { waited, visits }: Tally): number => waited / visits;
export const lostShare = (_: NodeResult, { lost, visits }: Tally): number => lost / visits;
export const abandonedShare = (_: NodeResult, { abandoned, visits }: Tally): number => abandoned / visits;
