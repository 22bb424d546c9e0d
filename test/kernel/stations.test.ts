import { beforeEach, describe, expect, it } from 'vitest';
import { Purpose } from '../../sim/kernel/random.ts';
import { IndexList } from '../../sim/kernel/index-list.ts';
import { Stations } from '../../sim/kernel/stations.ts';

const STATIONS = 4;
const CUSTOMERS = 30;

/** The same stations by arrays of customers. */
class NaiveStations {
  readonly queues: number[][] = Array.from({ length: STATIONS }, () => []);
  readonly servers: number[] = Array<number>(STATIONS).fill(0);
  readonly busy: number[] = Array<number>(STATIONS).fill(0);

  waitsAt(customer: number): number {
    return this.queues.findIndex((queue) => queue.includes(customer));
  }
  join(station: number, customer: number): boolean {
    if (this.busy[station]! < this.servers[station]! && this.queues[station]!.length === 0) {
      this.busy[station]!++;
      return true;
    }
    this.queues[station]!.push(customer);
    return false;
  }
  release(station: number): number {
    const handOver = this.busy[station]! <= this.servers[station]! && this.queues[station]!.length > 0;
    if (handOver) return this.queues[station]!.shift()!;
    this.busy[station]!--;
    return -1;
  }
  admit(station: number): number {
    if (this.busy[station]! >= this.servers[station]! || this.queues[station]!.length === 0) return -1;
    this.busy[station]!++;
    return this.queues[station]!.shift()!;
  }
  leave(customer: number): boolean {
    const station = this.waitsAt(customer);
    if (station < 0) return false;
    this.queues[station] = this.queues[station]!.filter((other) => other !== customer);
    return true;
  }
}

function walk(stations: Stations, station: number): number[] {
  const queue: number[] = [];
  for (let c = stations.head(station); c >= 0 && queue.length <= CUSTOMERS; c = stations.next(c)) queue.push(c);
  return queue;
}

function only(index: number): IndexList {
  const list = new IndexList();
  list.add(index);
  return list;
}

function listed(write: (into: IndexList) => void): number[] {
  const into = new IndexList();
  write(into);
  return [...into.items.subarray(0, into.length)];
}

function compare(stations: Stations, naive: NaiveStations): void {
  for (let station = 0; station < STATIONS; station++) {
    expect(walk(stations, station)).toEqual(naive.queues[station]);
    expect(listed((into) => stations.listAll(only(station), into))).toEqual(naive.queues[station]);
    expect(listed((into) => stations.listHeads(only(station), into))).toEqual(naive.queues[station]!.slice(0, 1));
    expect(stations.waiting.get(station)).toBe(naive.queues[station]!.length);
    expect(stations.busy.get(station)).toBe(naive.busy[station]);
  }
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    expect(stations.at(customer)).toBe(naive.waitsAt(customer));
  }
}

describe('stations', () => {
  let stations: Stations;
  beforeEach(() => {
    stations = new Stations(STATIONS, CUSTOMERS);
  });

  it.each([1, 2, 3, 4, 5])('agree with a naive model under random operations, seed %i', (seed) => {
    const random = new Purpose(31, seed);
    const naive = new NaiveStations();
    for (let step = 0; step < 1000; step++) {
      const station = random.below(0, step, STATIONS);
      const customer = random.below(1, step, CUSTOMERS);
      const operation = random.below(2, step, 7);
      if (operation <= 1 && naive.waitsAt(customer) < 0) {
        expect(stations.join(station, customer, step)).toBe(naive.join(station, customer));
      } else if (operation === 2 && naive.waitsAt(customer) < 0) {
        stations.enqueue(station, customer, step);
        naive.queues[station]!.push(customer);
      } else if (operation === 3 && naive.busy[station]! > 0) {
        expect(stations.release(station)).toBe(naive.release(station));
      } else if (operation === 4) {
        expect(stations.leave(customer)).toBe(naive.leave(customer));
      } else if (operation === 5) {
        const servers = random.below(3, step, 4);
        stations.setServers(station, servers);
        naive.servers[station] = servers;
        expect(stations.admit(station)).toBe(naive.admit(station));
      } else if (operation === 6) {
        expect(stations.dequeue(station)).toBe(naive.queues[station]!.shift() ?? -1);
      }
      compare(stations, naive);
    }
  });

  it('serve in the order of joining and remember since when', () => {
    stations.setServers(1, 2);
    expect([0, 1, 2, 3, 4].map((customer) => stations.join(1, customer, 100 + customer))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([2, 3, 4].map((customer) => stations.since(customer))).toEqual([102, 103, 104]);
    expect(stations.leave(3)).toBe(true);
    expect(stations.leave(3)).toBe(false);
    expect(stations.leave(0)).toBe(false);
    expect([stations.release(1), stations.release(1), stations.release(1), stations.release(1)]).toEqual([
      2, 4, -1, -1,
    ]);
    expect(stations.busy.get(1)).toBe(0);
  });

  it('let nobody overtake while servers were added but not offered to the queue', () => {
    stations.join(0, 5, 1);
    stations.setServers(0, 2);
    expect(stations.join(0, 6, 2)).toBe(false);
    expect([stations.admit(0), stations.admit(0), stations.admit(0)]).toEqual([5, 6, -1]);
  });

  it('withdraw servers as their services end', () => {
    stations.setServers(0, 3);
    for (const customer of [0, 1, 2, 3, 4]) stations.join(0, customer, 1);
    stations.setServers(0, 1);
    expect([stations.release(0), stations.release(0), stations.release(0), stations.release(0)]).toEqual([
      -1, -1, 3, 4,
    ]);
    expect(stations.busy.get(0)).toBe(1);
  });

  it('refuse what cannot be, naming station and customer', () => {
    stations.enqueue(2, 7, 50);
    const twice = 'customer 7 joins station 3 at tick 60, but still waits at station 2 since tick 50';
    expect(() => stations.join(3, 7, 60)).toThrow(twice);
    expect(() => stations.enqueue(3, 7, 60)).toThrow(twice);
    expect(() => stations.join(0, CUSTOMERS, 1)).toThrow('customer 30 joins station 0 at tick 1: expected 0 to 29');
    expect(() => stations.join(0, -1, 1)).toThrow('customer -1');
    expect(() => stations.join(STATIONS, 1, 1)).toThrow('station 4: expected 0 to 3');
    expect(() => stations.dequeue(-1)).toThrow('station -1');
    expect(() => stations.leave(99)).toThrow('customer 99');
    expect(() => stations.release(2)).toThrow('station 2: released, but no server is busy');
    expect(() => stations.setServers(2, 1.5)).toThrow('station 2: found 1.5 servers');
    expect(walk(stations, 2)).toEqual([7]);
  });

  it('know who is served where, and since when whoever leaves a queue has waited', () => {
    stations.setServers(1, 1);
    expect(stations.servedAt(0)).toBe(-1);
    expect(stations.join(1, 0, 100)).toBe(true);
    expect([stations.servedAt(0), stations.joined]).toEqual([1, 100]);
    for (const customer of [2, 4, 6]) expect(stations.join(1, customer, 100 + customer)).toBe(false);
    expect([stations.servedAt(2), stations.at(2)]).toEqual([-1, 1]);
    expect([stations.release(1), stations.joined, stations.servedAt(2), stations.at(2)]).toEqual([2, 102, 1, -1]);
    expect([stations.leave(6), stations.joined, stations.servedAt(6)]).toEqual([true, 106, -1]);
  });

  it('find room for all customers to wait at once', () => {
    const many = 5000;
    const crowd = new Stations(2, many);
    for (let customer = 0; customer < many; customer++) crowd.enqueue(customer & 1, customer, customer);
    expect([crowd.waiting.get(0), crowd.waiting.get(1)]).toEqual([many / 2, many / 2]);
    for (let customer = 0; customer < many; customer++) {
      expect([crowd.dequeue(customer & 1), crowd.joined]).toEqual([customer, customer]);
    }
  });
});
