/** M/M/1 through the kernel's own engine, queue and random numbers. */
import { Quantiles } from '../../sim/kernel/distributions.ts';
import { Engine } from '../../sim/kernel/engine.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Stations } from '../../sim/kernel/stations.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;
/** Customers are numbered round and round; at the load below the queue never comes near this length. */
const CUSTOMERS = 4096;

/** Counters in a typed column: a captured variable that leaves 31 bits would be boxed at every step. */
const SERVED = 0;
const ARRIVED = 1;
const WAITED_TICKS = 2;

function build(): { engine: Engine; counters: Float64Array } {
  const source = new RandomSource('bench');
  const arrivals = source.purpose('arrival');
  const services = source.purpose('service');
  const gap = Quantiles.exponential(100);
  const service = Quantiles.exponential(80);
  const engine = new Engine(2);
  const stations = new Stations(1, CUSTOMERS);
  const counters = new Float64Array(3);
  stations.setServers(0, 1);
  const begin = (customer: number): void => {
    const ticks = 1 + Math.floor(service.at(services.uniform(customer, counters[SERVED]!)));
    engine.schedule(engine.now + ticks, DEPARTURE, 0);
  };
  engine.on(ARRIVAL, (customer) => {
    const ticks = 1 + Math.floor(gap.at(arrivals.uniform(customer, counters[ARRIVED]!)));
    engine.schedule(engine.now + ticks, ARRIVAL, (customer + 1) & (CUSTOMERS - 1));
    counters[ARRIVED]!++;
    if (stations.join(0, customer, engine.now)) begin(customer);
  });
  engine.on(DEPARTURE, () => {
    counters[SERVED]!++;
    const next = stations.release(0);
    if (next < 0) return;
    counters[WAITED_TICKS]! += engine.now - stations.joined;
    begin(next);
  });
  engine.schedule(1, ARRIVAL, 0);
  return { engine, counters };
}

/** Customers served a second at a load of about 0.8. */
export function singleServer(customers: number): number {
  const { engine, counters } = build();
  const serve = (count: number): number => {
    const end = counters[SERVED]! + count;
    while (counters[SERVED]! < end) engine.runUntil(Math.min(TICK_MAX, engine.now + 100_000));
    return counters[SERVED]!;
  };
  const before = serve(customers / 10);
  const start = performance.now();
  const served = serve(customers) - before;
  const seconds = (performance.now() - start) / 1000;
  if (counters[WAITED_TICKS] === 0) throw new Error('nobody waited: this is not a queue');
  return served / seconds;
}
