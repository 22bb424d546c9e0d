import { Memory } from './memory.ts';
import type { Uint32Field } from './records.ts';
import type { Stations } from './stations.ts';

/**
 * Servers that are told, when a service begins, when it will end. Whoever looks for one asks from when on one is free; the
 * end of a service needs an event of its own only where somebody waits for it. The queue in front of them is that of their
 * station, and it is on their user to call the next: Stations knows nothing of when these servers are busy.
 */
export class TimedServers {
  /** Of each station in turn, the first tick, it may be long past, from which on a server of it is free. */
  private readonly free: Uint32Field;
  /** Where the servers of each station begin in `until`, and the end; a station with one server has none there. */
  private readonly first: Int32Array;
  /** The ticks at which the last services of the servers end, or ended. */
  private readonly until: Uint32Array;

  /**
   * All servers are free from tick 0 on.
   * @param stations those of this many stations, from the first on, are to be timed
   * @param servers how many each of them has, at least 1
   */
  constructor(
    private readonly stations: Stations,
    private readonly firstStation: number,
    servers: ArrayLike<number>,
    memory: Memory = new Memory(),
  ) {
    this.free = stations.records.uint32();
    this.first = memory.fixed(Int32Array, servers.length + 1);
    for (let i = 0; i < servers.length; i++) {
      const n = servers[i];
      if (!(n >= 1)) throw new Error(`station ${firstStation + i}: found ${n} servers, expected 1 or more`);
      stations.setServers(firstStation + i, n);
      this.first[i + 1] = this.first[i] + (n === 1 ? 0 : n);
    }
    this.until = memory.column(Uint32Array, this.first[servers.length]);
  }

  /** The first tick, it may be long past, from which on a server of a station is free. */
  freeFrom(station: number): number {
    return this.free.get(station);
  }

  /**
   * A free server begins a service that will end at the tick `end`.
   * @throws Error if no server is free at `now`
   */
  serve(station: number, now: number, end: number): void {
    if (this.free.get(station) > now) refuse(station, now);
    this.free.set(station, this.stations.servers.get(station) === 1 ? end : this.takeOne(station, now, end));
  }

  /** Servers of a station at work at a tick, no earlier than the last at which one began a service. */
  busy(station: number, now: number): number {
    if (this.stations.servers.get(station) === 1) return this.free.get(station) > now ? 1 : 0;
    return this.until.subarray(...this.rangeOf(station)).reduce((count, tick) => count + (tick > now ? 1 : 0), 0);
  }

  /** @returns from when on a server is free then */
  private takeOne(station: number, now: number, end: number): number {
    const { until } = this;
    const [first, last] = this.rangeOf(station);
    let server = first;
    while (until[server] > now) server++;
    until[server] = end;
    let free = end;
    for (server = first; server < last; server++) free = Math.min(free, until[server]);
    return free;
  }

  private rangeOf(station: number): [first: number, last: number] {
    return [this.first[station - this.firstStation], this.first[station - this.firstStation + 1]];
  }
}

function refuse(station: number, now: number): never {
  throw new Error(`station ${station}: found no free server at tick ${now}, expected one`);
}
