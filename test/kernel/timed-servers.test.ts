import { describe, expect, it } from 'vitest';
import { Purpose } from '../../sim/kernel/random.ts';
import { Stations } from '../../sim/kernel/stations.ts';
import { TimedServers } from '../../sim/kernel/timed-servers.ts';

const FIRST = 2;
const SERVERS = [1, 3, 2, 1];

function timed(): { stations: Stations; servers: TimedServers } {
  const stations = new Stations(FIRST + SERVERS.length, 1);
  return { stations, servers: new TimedServers(stations, FIRST, SERVERS) };
}

describe('timed servers', () => {
  it.each([1, 2, 3])('agree with a list of ends at each station, seed %i', (seed) => {
    const random = new Purpose(17, seed);
    const { servers } = timed();
    const ends = SERVERS.map((n) => Array<number>(n).fill(0));
    let refusals = 0;
    for (let now = 1; now <= 3000; now++) {
      const i = random.below(0, now, SERVERS.length);
      const own = ends[i]!;
      expect(servers.freeFrom(FIRST + i)).toBe(Math.min(...own));
      expect(servers.busy(FIRST + i, now)).toBe(own.filter((end) => end > now).length);
      const end = now + random.below(1, now, 8 * SERVERS[i]!);
      const server = own.findIndex((tick) => tick <= now);
      if (server < 0) {
        refusals++;
        expect(() => servers.serve(FIRST + i, now, end)).toThrow(
          `station ${FIRST + i}: found no free server at tick ${now}`,
        );
      } else {
        servers.serve(FIRST + i, now, end);
        own[server] = end;
      }
    }
    expect(refusals).toBeGreaterThan(100);
  });

  it('count as the servers of their stations, and leave the stations before them alone', () => {
    const { stations } = timed();
    expect([...stations.servers]).toEqual([0, 0, ...SERVERS]);
  });

  it('must be one or more', () => {
    const stations = new Stations(2, 1);
    expect(() => new TimedServers(stations, 0, [1, 0])).toThrow('station 1: found 0 servers, expected 1 or more');
    expect(() => new TimedServers(stations, 0, [1.5])).toThrow('station 0: found 1.5 servers, expected an integer');
  });
});
