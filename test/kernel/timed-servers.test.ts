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

  it('must be more than none', () => {
    const stations = new Stations(2, 1);
    expect(() => new TimedServers(stations, 0, [1, 0])).toThrow('station 1: found 0 servers, expected more');
    expect(() => new TimedServers(stations, 0, [1, NaN])).toThrow('station 1: found NaN servers, expected more');
  });

  it('may become more and fewer, and those who are served by one that goes are served to the end', () => {
    const stations = new Stations(1, 8);
    const servers = new TimedServers(stations, 0, [1], undefined, [3]);
    servers.serve(0, 0, 50);
    servers.setServers(0, 3);
    expect(servers.freeFrom(0)).toBe(0);
    servers.serve(0, 10, 30);
    servers.serve(0, 10, 40);
    expect(servers.freeFrom(0)).toBe(30);
    expect(servers.busy(0, 20)).toBe(3);
    servers.setServers(0, 1);
    expect(servers.freeFrom(0)).toBe(50);
    servers.setServers(0, 2);
    expect(servers.freeFrom(0)).toBe(30);
    expect(() => servers.setServers(0, 4)).toThrow('station 0: found 4 servers, expected 1 to 3, all of them whole');
    expect(() => servers.setServers(0, 0)).toThrow('found 0 servers');
    expect(() => new TimedServers(new Stations(1, 1), 0, [1.5]).setServers(0, 1)).toThrow('all of them whole');
  });

  it.each([0.3, 1, 1.25, 2.6, 7])(
    'of %f serve as much as that, however long services are, where there is always somebody',
    (size) => {
      const stations = new Stations(2, 1);
      const servers = new TimedServers(stations, 0, [3, size]);
      const random = new Purpose(17, 5);
      let work = 0;
      let busy = 0;
      const end = 200_000;
      for (let now = 0, n = 0; now < end; now = servers.freeFrom(1)) {
        while (servers.freeFrom(1) <= now) {
          const ticks = 20 + random.below(0, n++, 200);
          work += ticks;
          servers.serve(1, now, now + ticks);
        }
        busy = Math.max(busy, servers.busy(1, now));
      }
      expect(work / end / size).toBeGreaterThan(0.98);
      expect(work / end / size).toBeLessThan(1.02);
      expect(busy).toBe(Math.ceil(size));
    },
  );

  it('who pause are not at work, and the others are asked first', () => {
    const servers = new TimedServers(new Stations(1, 1), 0, [1.5]);
    servers.serve(0, 0, 10);
    expect(servers.freeFrom(0)).toBe(0);
    servers.serve(0, 0, 100);
    expect([servers.freeFrom(0), servers.busy(0, 9), servers.busy(0, 50)]).toEqual([10, 2, 1]);
    servers.serve(0, 150, 170);
    // The second has been asked last: he serves until 100, and pauses until 200.
    expect([servers.busy(0, 160), servers.freeFrom(0)]).toEqual([1, 170]);
    expect(() => servers.serve(0, 160, 180)).toThrow('found no free server');
  });
});
