import { Memory } from './memory.ts';
import type { Uint32Field } from './records.ts';
import type { Stations } from './stations.ts';

/**
 * Servers that are told, when a service begins, when it will end. Whoever looks for one asks from when on one is free; the
 * end of a service needs an event of its own only where somebody waits for it. The queue in front of them is that of their
 * station, and it is on their user to call the next: Stations knows nothing of when these servers are busy.
 *
 * Of 2.4 servers the third works 0.4 of the time: after each service of his he pauses until that is so. Others are asked first.
 */
export class TimedServers {
  /** Of each station in turn, the first tick, it may be long past, from which on a server of it is free. */
  private readonly free: Uint32Field;
  /** Where the servers of each station begin in `until`, and the end; a station with one server has none there. */
  private readonly first: Int32Array;
  /** The ticks at which the last services of the servers end, or ended. */
  private readonly until: Uint32Array;
  /** By station: the part of the time that its last server works, and when his last service ends; empty where all are whole. */
  private readonly part: Float64Array;
  private readonly partEnds: Uint32Array;

  /**
   * All servers are free from tick 0 on.
   * @param stations those of this many stations, from the first on, are to be timed
   * @param servers how many each of them has, above 0
   * @param room how many each may come to have by `setServers`; where left out, they stay as they are
   */
  constructor(
    private readonly stations: Stations,
    private readonly firstStation: number,
    servers: ArrayLike<number>,
    memory: Memory = new Memory(),
    room: ArrayLike<number> = servers,
  ) {
    this.free = stations.records.uint32();
    this.first = memory.fixed(Int32Array, servers.length + 1);
    let parts = 0;
    for (let i = 0; i < servers.length; i++) {
      if (!(servers[i] > 0)) throw new Error(`station ${firstStation + i}: found ${servers[i]} servers, expected more`);
      const n = Math.ceil(servers[i]);
      if (!memory.isAttached) stations.setServers(firstStation + i, n);
      const most = Math.max(n, Math.ceil(room[i]));
      this.first[i + 1] = this.first[i] + (most === 1 ? 0 : most);
      if (n !== servers[i]) parts = servers.length;
    }
    this.part = memory.fixed(Float64Array, parts);
    for (let i = 0; i < parts; i++) this.part[i] = servers[i] - Math.ceil(servers[i]) + 1;
    this.partEnds = memory.column(Uint32Array, parts);
    this.until = memory.column(Uint32Array, this.first[servers.length]);
  }

  /**
   * From now on a station has so many servers. Whoever is being served by one that goes is served to the end.
   * @throws Error for more than there is room for, or none, or where servers work a part of the time
   */
  setServers(station: number, servers: number): void {
    const i = station - this.firstStation;
    const room = Math.max(1, this.first[i + 1] - this.first[i]);
    if (!(servers >= 1 && servers <= room && Number.isInteger(servers)) || this.part.length > 0) {
      throw new Error(`station ${station}: found ${servers} servers, expected 1 to ${room}, all of them whole`);
    }
    const before = this.stations.servers.get(station);
    if (servers === before) return;
    // Of a station with one server only `free` is kept.
    if (before === 1) this.until[this.first[i]] = this.free.get(station);
    this.stations.setServers(station, servers);
    let free = this.until[this.first[i]];
    for (let server = 1; server < servers; server++) free = Math.min(free, this.until[this.first[i] + server]);
    this.free.set(station, free);
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
    if (this.stations.servers.get(station) > 1) this.free.set(station, this.takeOne(station, now, end));
    else this.free.set(station, this.part.length === 0 ? end : this.pauseAfter(station, now, end));
  }

  /** Servers of a station at work at a tick, no earlier than the last at which one began a service. */
  busy(station: number, now: number): number {
    const [first, last] = this.rangeOf(station);
    if (first === last) return this.free.get(station) > now && !this.pauses(station, now) ? 1 : 0;
    let count = 0;
    for (let server = first; server < last; server++) if (this.until[server] > now) count++;
    return last > first && this.until[last - 1] > now && this.pauses(station, now) ? count - 1 : count;
  }

  /** Whether the last server of a station, who is not free, has nobody. */
  private pauses(station: number, now: number): boolean {
    return this.part.length > 0 && this.partEnds[station - this.firstStation] <= now;
  }

  /** The last server of a station serves until `end`. @returns from when on he is free again */
  private pauseAfter(station: number, now: number, end: number): number {
    const i = station - this.firstStation;
    this.partEnds[i] = end;
    return now + Math.round((end - now) / this.part[i]);
  }

  /** @returns from when on a server is free then */
  private takeOne(station: number, now: number, end: number): number {
    const { until } = this;
    const [first, last] = this.rangeOf(station);
    let server = first;
    while (until[server] > now) server++;
    until[server] = server === last - 1 && this.part.length > 0 ? this.pauseAfter(station, now, end) : end;
    let free = until[first];
    for (server = first + 1; server < last; server++) free = Math.min(free, until[server]);
    return free;
  }

  private rangeOf(station: number): [first: number, last: number] {
    const first = this.first[station - this.firstStation];
    const servers = this.stations.servers.get(station);
    return [first, first + (servers === 1 ? 0 : servers)];
  }
}

function refuse(station: number, now: number): never {
  throw new Error(`station ${station}: found no free server at tick ${now}, expected one`);
}
