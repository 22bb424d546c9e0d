import { describe, expect, it } from 'vitest';
import { Simulation } from '../../sim/runner/simulate.ts';
import { listener, tinyScenario } from './fixture.ts';

const SCENARIO = tinyScenario({ scale: 60, days: 1 });

describe('looking ahead', () => {
  it('is left out in a small city, which lies in the caches anyway', () => {
    expect(new Simulation(tinyScenario({ scale: 500, days: 1 }), 'policy').world.engine.ahead).toBeNull();
  });

  it('changes nothing', () => {
    const digests = [true, false].map((looks) => {
      const simulation = new Simulation(SCENARIO, 'policy');
      if (!looks) simulation.world.engine.ahead = null;
      simulation.finish();
      return simulation.world.digest();
    });
    expect(digests[0]).toBe(digests[1]);
  });

  it('reads, before the next events, the people and stations that they will touch', () => {
    const simulation = new Simulation(SCENARIO, 'policy');
    const { engine, people, queues, facts } = simulation.world;
    const persons = new Set<number>();
    const stations = new Set<number>();
    let tick = -1;
    const { ahead } = engine;
    engine.ahead = (ids, length) => {
      persons.clear();
      stations.clear();
      tick = engine.now;
      ahead!(ids, length);
    };
    const readPeople = people.who.sum;
    people.who.sum = (indices, count) => {
      for (let i = 0; i < count; i++) persons.add(indices[i]!);
      return readPeople.call(people.who, indices, count);
    };
    const readStations = queues.read;
    queues.read = (list) => {
      for (let i = 0; i < list.length; i++) stations.add(list.items[i]!);
      return readStations.call(queues, list);
    };
    // Of the tick at which the look is, all events are known; of those after it, not what is scheduled later.
    const found = { served: [0, 0], rode: [0, 0], enqueued: [0, 0] };
    const later = { served: [0, 0], rode: [0, 0], enqueued: [0, 0] };
    const count = (what: keyof typeof found, isRead: boolean) => {
      const counts = (engine.now === tick ? found : later)[what];
      counts[0]!++;
      if (isRead) counts[1]!++;
    };
    facts.add(
      listener({
        served: (_sector, _place, person) => count('served', persons.has(person)),
        rode: (person) => count('rode', persons.has(person)),
      }),
    );
    const enqueue = queues.enqueue;
    queues.enqueue = (station, customer, now) => {
      count('enqueued', stations.has(station));
      enqueue.call(queues, station, customer, now);
    };
    simulation.finish();
    for (const [counts, least] of [
      [found, 0.9],
      [later, 0.7],
    ] as const) {
      for (const [what, [all, read]] of Object.entries(counts)) {
        expect(all, what).toBeGreaterThan(300);
        // Not all: a bus may call a second one at once, and hospitals read nothing ahead.
        expect(read! / all!, what).toBeGreaterThan(least);
      }
    }
  });
});
