/** A queue with many servers, built from nothing but the kernel's parts, to be compared with queueing theory. */
import { exponential } from '../../sim/kernel/distributions.ts';
import { Engine } from '../../sim/kernel/engine.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Stations } from '../../sim/kernel/stations.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;

/** Ticks in the mean service time: so many that rounding to whole ticks is far below the sampling error. */
export const SERVICE_TICKS = 20_000;

export interface QueueModel {
  readonly servers: number;
  /** Arrival rate × mean service time / servers. */
  readonly load: number;
  /** Service time in ticks for a uniform number, with mean SERVICE_TICKS. */
  readonly service: (u: number) => number;
  /** Customers whose wait is counted. */
  readonly customers: number;
  /** Customers before them, while the queue forgets that it began empty. */
  readonly warmUp: number;
}

/** Mean wait in queue, in mean service times, of one replication that starts with an empty queue. */
export function meanWait(model: QueueModel, seed: string): number {
  const { servers, service, customers, warmUp } = model;
  const source = new RandomSource(seed);
  const gaps = source.purpose('gap');
  const services = source.purpose('service');
  const total = warmUp + customers;
  const gapTicks = SERVICE_TICKS / (model.load * servers);
  const engine = new Engine(2);
  const stations = new Stations(1, total);
  stations.setServers(0, servers);
  let waited = 0;
  const begin = (customer: number): void => {
    if (customer >= warmUp) waited += engine.now - stations.joined;
    const ticks = Math.max(1, Math.round(service(services.uniform(customer, 0))));
    engine.schedule(engine.now + ticks, DEPARTURE, customer);
  };
  engine.on(ARRIVAL, (customer) => {
    if (customer + 1 < total) {
      const ticks = Math.max(1, Math.round(exponential(gaps.uniform(customer, 0), gapTicks)));
      engine.schedule(engine.now + ticks, ARRIVAL, customer + 1);
    }
    if (stations.join(0, customer, engine.now)) begin(customer);
  });
  engine.on(DEPARTURE, () => {
    const next = stations.release(0);
    if (next >= 0) begin(next);
  });
  engine.schedule(1, ARRIVAL, 0);
  engine.runUntil(TICK_MAX);
  if (engine.dispatched !== 2 * total) throw new Error(`${engine.dispatched} events, expected ${2 * total}`);
  return waited / customers / SERVICE_TICKS;
}
