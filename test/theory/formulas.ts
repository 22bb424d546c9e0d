/**
 * Queueing theory. Times are in units of any kind, rates are in the same; c is the number of servers. L. Kleinrock,
 * Queueing Systems I (1975) and II (1976), and D. Gross, C. Harris, Fundamentals of Queueing Theory, derive all of
 * them; the original papers stand beside each.
 */
import { erlangB, erlangC, erlangWait } from '../../sim/runner/queue/erlang.ts';

export { erlangB, erlangC, erlangWait };

/** Moments of a service time: E[S], E[S²], E[S³]. */
export type Moments = readonly [number, number, number];

/** Mean wait in queue in M/G/1 (F. Pollaczek 1930, A. Khinchine 1932). */
export function pollaczekKhinchineWait(rate: number, [mean, square]: readonly [number, number, ...number[]]): number {
  return (rate * square) / (2 * (1 - rate * mean));
}

/** Second moment of the wait in queue in M/G/1, first come first served (L. Takács 1962). */
export function takacsWaitSquare(rate: number, moments: Moments): number {
  const [mean, , cube] = moments;
  return 2 * pollaczekKhinchineWait(rate, moments) ** 2 + (rate * cube) / (3 * (1 - rate * mean));
}

/** Probabilities of the states 0 … max of a birth-and-death process, by its balance equations. */
export function birthAndDeath(birth: (n: number) => number, death: (n: number) => number, max: number): number[] {
  const weights = [1];
  for (let n = 1; n <= max; n++) weights.push((weights[n - 1]! * birth(n - 1)) / death(n));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Probability that a customer of M/M/c/K is lost, and the mean number present. Unit: the mean service time. */
export function finiteQueue(servers: number, capacity: number, offered: number): { loss: number; present: number } {
  const p = birthAndDeath(
    () => offered,
    (n) => Math.min(n, servers),
    capacity,
  );
  return { loss: p[capacity]!, present: p.reduce((sum, probability, n) => sum + n * probability, 0) };
}

/** States beyond which there is next to nobody: a queue of so many empties by lost patience alone. */
const ERLANG_A_STATES = 400;

/**
 * M/M/c with exponential patience (C. Palm 1946, "Erlang-A"): share of customers who abandon, mean time in queue of all
 * customers, mean number present. Unit: the mean service time; `patience` is the mean time a customer would wait.
 */
export function erlangA(
  servers: number,
  offered: number,
  patience: number,
): { abandon: number; wait: number; present: number } {
  const p = birthAndDeath(
    () => offered,
    (n) => Math.min(n, servers) + Math.max(0, n - servers) / patience,
    ERLANG_A_STATES,
  );
  const waiting = p.reduce((sum, probability, n) => sum + Math.max(0, n - servers) * probability, 0);
  return {
    abandon: waiting / patience / offered,
    wait: waiting / offered, // Little's law
    present: p.reduce((sum, probability, n) => sum + n * probability, 0),
  };
}

/**
 * Mean number present in M^[X]/M/1, batches of random size X with rate λ (D. Gaver 1959). Unit: the mean service time.
 * @param size E[X] and E[X²]
 */
export function batchPresent(rate: number, [mean, square]: readonly [number, number]): number {
  const load = rate * mean;
  return (load * (mean + square)) / (2 * mean * (1 - load));
}

/**
 * Mean wait in queue of each class in M/G/1 with priorities without pre-emption, the first class first (A. Cobham
 * 1954).
 */
export function cobhamWaits(
  classes: readonly { readonly rate: number; readonly moments: readonly [number, number, ...number[]] }[],
): number[] {
  const residual = classes.reduce((sum, { rate, moments }) => sum + (rate * moments[1]) / 2, 0);
  let before = 0;
  return classes.map(({ rate, moments }) => {
    const upTo = before + rate * moments[0];
    const wait = residual / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

/**
 * Arrival rates at the nodes of an open network: what comes from outside and from other nodes (J. R. Jackson 1957).
 * Each node is then as M/M/c of that rate alone, and the nodes are independent.
 * @param routing probability of going from node i to node j
 */
export function trafficRates(outside: readonly number[], routing: readonly (readonly number[])[]): number[] {
  let rates = [...outside];
  for (let round = 0; round < 1000; round++) {
    rates = outside.map((rate, j) => rates.reduce((sum, from, i) => sum + from * routing[i]![j]!, rate));
  }
  return rates;
}

/** Mean number present in M/M/c, and the probability that nobody is. Unit: the mean service time. */
export function multiServer(servers: number, offered: number): { present: number; empty: number } {
  const waiting = offered * erlangWait(servers, offered);
  let term = 1;
  let sum = 1;
  for (let n = 1; n < servers; n++) {
    term *= offered / n;
    sum += term;
  }
  const last = ((term * offered) / servers) * (servers / (servers - offered));
  return { present: offered + waiting, empty: 1 / (sum + last) };
}
