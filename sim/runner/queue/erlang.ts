/**
 * Erlang's formulas for M/M/c: c servers, one queue, arrivals at random, service times without memory. The offered load is
 * in servers (arrival rate × mean service time); times are in mean service times.
 */

/** Probability that all servers are busy where nobody waits (A. K. Erlang 1917), by its recursion. */
export function erlangB(servers: number, offered: number): number {
  let blocking = 1;
  for (let n = 1; n <= servers; n++) blocking = (offered * blocking) / (n + offered * blocking);
  return blocking;
}

/** Probability of waiting in M/M/c (Erlang 1917). */
export function erlangC(servers: number, offered: number): number {
  const blocking = erlangB(servers, offered);
  const load = offered / servers;
  return blocking / (1 - load + load * blocking);
}

/** Mean wait in queue in M/M/c, the mean service time being the unit. */
export function erlangWait(servers: number, offered: number): number {
  return erlangC(servers, offered) / (servers - offered);
}
