/**
 * Ten years of Wuhan at 1:1000 in one world, with every day's measures made and let go: memory stays flat, the books
 * balance every midnight, and no number comes near the width of its column. Minutes long, so not part of `npm test`.
 */
import { argv, exit, memoryUsage, stdout } from 'node:process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TICK_MAX, TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { Counters } from '../../sim/model/measures/counters.ts';
import { World } from '../../sim/model/world.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { boundsOf } from './bounds.ts';
import { Watch } from './watch.ts';

const SCALE = 1000;
/** With the three leap days that ten years may have. */
const DAYS = 3653;
const YEAR = 365;

/** How much more than at the end of the first year the process may hold at the end of a later one, in MB. */
const HEAP_GROWTH_MAX_MB = 4;
const RSS_GROWTH_MAX_MB = 48;

interface Sample {
  readonly day: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly worldBytes: number;
  readonly pending: number;
  readonly seconds: number;
}

function sample({ world }: Watch, day: number, start: number): Sample {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = memoryUsage();
  return {
    day,
    heapMb: (heapUsed + arrayBuffers) / 1e6,
    rssMb: rss / 1e6,
    worldBytes: world.bytes,
    pending: world.engine.pending,
    seconds: (performance.now() - start) / 1000,
  };
}

const scenario = (days: number) => shippedScenario('wuhan-2017', { scale: SCALE, days });

/** Digest of the events of the first year, in a run that ends then. */
function firstYear(): string {
  const world = new World(scenario(YEAR), scenario(YEAR).policy);
  world.runUntil(YEAR * TICKS_PER_DAY);
  return world.engine.digest.hex();
}

/** Ten years, and what was wrong with them. */
function run(): string[] {
  const world = new World(scenario(DAYS), scenario(DAYS).policy);
  const watch = new Watch(world, 1);
  const start = performance.now();
  const samples: Sample[] = [];
  let digestOfYear = '';
  stdout.write(' day   heap MB    RSS MB  columns MB   pending         s\n');
  for (let day = YEAR; ; day += YEAR) {
    // The leap days come at the end.
    const last = Math.min(DAYS, day + YEAR > DAYS ? DAYS : day);
    watch.runUntilDay(last, TICKS_PER_DAY);
    if (day === YEAR) digestOfYear = world.engine.digest.hex();
    const now = sample(watch, last, start);
    samples.push(now);
    const cells = [now.heapMb.toFixed(1), now.rssMb.toFixed(1), (now.worldBytes / 1e6).toFixed(2), now.pending];
    stdout.write(`${String(last).padStart(4)}${cells.map((cell) => String(cell).padStart(10)).join('')}`);
    stdout.write(`${now.seconds.toFixed(0).padStart(12)}\n`);
    if (last === DAYS) break;
  }
  stdout.write(`${world.engine.dispatched} events, digest ${world.digest()}\n`);
  return [
    ...watch.faults,
    ...unevenMemory(samples),
    ...boundsOf(watch.extremes, scenario(DAYS)).flatMap(({ name, seen, bound }) => {
      stdout.write(`${name}: ${seen} of ${bound}\n`);
      return seen <= bound ? [] : [`${name} has reached ${seen}, the bound is ${bound}`];
    }),
    ...(watch.world.engine.now <= TICK_MAX ? [] : ['the clock has overflowed']),
    ...missingTicks(watch),
    ...(digestOfYear === firstYear() ? [] : ['the first year is not that of a run of one year']),
  ];
}

function unevenMemory(samples: readonly Sample[]): string[] {
  const [first, ...later] = samples;
  return later.flatMap(({ day, heapMb, rssMb, worldBytes }) => [
    ...(heapMb - first.heapMb > HEAP_GROWTH_MAX_MB
      ? [`day ${day}: the heap has grown from ${first.heapMb} MB to ${heapMb}`]
      : []),
    ...(rssMb - first.rssMb > RSS_GROWTH_MAX_MB
      ? [`day ${day}: the process has grown from ${first.rssMb} MB to ${rssMb}`]
      : []),
    ...(worldBytes === first.worldBytes
      ? []
      : [`day ${day}: the columns have grown from ${first.worldBytes} to ${worldBytes}`]),
  ]);
}

/** What people have spent in all is what the measures of all days say: no one's ticks have wrapped around. */
function missingTicks({ world, tally }: Watch): string[] {
  const counted = new Counters(tally.layout, tally.run, DAYS, SCALE, world.parameters).total('ticksByAge');
  let spent = 0;
  for (const ticks of world.people.ticks) spent += ticks;
  return counted === spent ? [] : [`people spent ${spent} ticks, the measures say ${counted}`];
}

function main(): void {
  const faults = run();
  stdout.write(faults.length === 0 ? 'ten years: fine\n' : `${faults.slice(0, 20).join('\n')}\nten years: FAILED\n`);
  exit(faults.length === 0 ? 0 : 1);
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main();
