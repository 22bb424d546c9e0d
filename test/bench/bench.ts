/**
 * Speed of the core on this machine: `npm run bench`, with `-- --json` exactly one JSON object on stdout. Nothing here is
 * a test, because a shared machine's clock proves nothing.
 */
import { realpathSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { type CityFigures, measureCity } from './city.ts';
import { holdFlatQueue, holdWheel } from './queue-race.ts';
import { singleServer } from './single-server.ts';
import { measureWorkers, type WorkerFigures } from './workers.ts';

const HOLDS = 3_000_000;
const PENDING = [1_000, 100_000, 1_000_000];
const CUSTOMERS = 6_000_000;
const SCALES = [100];
const SHARED_SCALE = 10;
const WORKERS = 2;

interface Figures {
  readonly hold: readonly { readonly pending: number; readonly perSecond: number }[];
  readonly mm1: { readonly customersPerSecond: number };
  readonly city: readonly CityFigures[];
  readonly workers: WorkerFigures;
}

/** flatqueue's hold operations a second, in the order of PENDING: shown beside ours, not part of the figures. */
type Rivals = readonly number[];

async function measure(): Promise<{ figures: Figures; rivals: Rivals }> {
  const hold = PENDING.map((pending) => ({ pending, perSecond: Math.round(holdWheel(pending, HOLDS)) }));
  const rivals = PENDING.map((pending) => holdFlatQueue(pending, HOLDS / 3));
  const mm1 = { customersPerSecond: Math.round(singleServer(CUSTOMERS)) };
  const city = SCALES.map(measureCity);
  return { figures: { hold, mm1, city, workers: await measureWorkers(SHARED_SCALE, WORKERS) }, rivals };
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(2)} M/s`;
}

function row(...cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(14))).join('');
}

function table({ hold, mm1, city, workers }: Figures, rivals: Rivals): string {
  const lines = [row('hold operations', 'event list', 'flatqueue', 'ratio')];
  hold.forEach(({ pending, perSecond }, i) => {
    const rival = rivals[i]!;
    const label = `  ${pending.toLocaleString('en')} pending`;
    lines.push(row(label, millions(perSecond), millions(rival), (perSecond / rival).toFixed(1)));
  });
  lines.push('', row('M/M/1', millions(mm1.customersPerSecond)), '');
  lines.push(row('wuhan-2017, one world', 'people', 'set-up', 'a day', 'events', 'bytes/person'));
  for (const figures of city) {
    const { scale, people, setupSeconds, secondsPerDay, eventsPerSecond, bytesPerPerson } = figures;
    const times = [`${setupSeconds.toFixed(2)} s`, `${secondsPerDay.toFixed(3)} s`];
    const label = `  1:${scale}`;
    lines.push(row(label, people.toLocaleString('en'), ...times, millions(eventsPerSecond), bytesPerPerson.toFixed(0)));
  }
  const { scale, secondsPerDayAlone, secondsPerDay, ratio } = workers;
  lines.push('', row('one world, shared out', 'on 1 worker', `on ${workers.workers} workers`, 'ratio'));
  const times = [secondsPerDayAlone, secondsPerDay].map((seconds) => `${seconds.toFixed(3)} s`);
  lines.push(row(`  1:${scale}, a day`, ...times, ratio.toFixed(2)));
  return lines.join('\n');
}

async function main(): Promise<void> {
  const { figures, rivals } = await measure();
  stdout.write(`${argv.includes('--json') ? JSON.stringify(figures) : table(figures, rivals)}\n`);
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) await main();
