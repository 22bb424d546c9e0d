/**
 * Speed of the core on this machine: `npm run bench`, with `-- --json` exactly one JSON object on stdout. `--city SCALE`
 * measures only the default city at 1:SCALE, with some of its services after `--only`; `--services SCALE` what each
 * service takes of a day there; `--workers SCALE` what two workers bring there; `--whole-city` the city at 1:1 beside the
 * one at 1:100; `--scenarios` every shipped scenario in its default size. Nothing here is a test, because a shared machine's clock proves nothing.
 */
import { realpathSync } from 'node:fs';
import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { type CityFigures, measureCity } from './city.ts';
import { type LandingFigures, measureLanding } from './landing.ts';
import { race } from './queue-race.ts';
import { measureScenarios, type ScenarioFigures } from './scenarios.ts';
import { measureServices, type ServicesFigures } from './services.ts';
import { singleServer } from './single-server.ts';
import { measureWholeCity, type WholeCityFigures } from './whole-city.ts';
import { measureWorkers, type WorkerFigures } from './workers.ts';

const PENDING = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const CUSTOMERS = 6_000_000;
const SCALES = [100];
const SHARED_SCALE = 10;
const WORKERS = 2;

/**
 * What is wanted of a machine with two shared cores: the event list flat within this factor from the fewest events pending to
 * the most, and as fast as this at a million; two workers so many times as fast as one; landing on any instant within this.
 */
const WANTED = { holdFlatWithin: 3, holdPerSecond: 8e6, workersRatio: 1.6, landingMs: 300 } as const;
/** Events pending at which the speed of the event list is judged. */
const JUDGED_PENDING = 1_000_000;

/** Hold operations a second: of the event list, of its rivals, and how many times theirs it does. */
interface HoldFigures {
  readonly pending: number;
  readonly perSecond: number;
  readonly flatQueuePerSecond: number;
  readonly binaryHeapPerSecond: number;
  readonly ratioToFlatQueue: number;
  readonly ratioToBinaryHeap: number;
}

interface Figures {
  readonly hold: readonly HoldFigures[];
  /** Fastest over slowest of the event list in `hold`. */
  readonly holdFlatness: number;
  readonly mm1: { readonly customersPerSecond: number };
  readonly city: readonly CityFigures[];
  readonly services: ServicesFigures;
  readonly workers: WorkerFigures;
  readonly landing: LandingFigures;
  readonly wanted: typeof WANTED;
}

function measureHold(pending: number): HoldFigures {
  const { eventList, flatQueue, binaryHeap } = race(pending);
  return {
    pending,
    perSecond: Math.round(eventList),
    flatQueuePerSecond: Math.round(flatQueue),
    binaryHeapPerSecond: Math.round(binaryHeap),
    ratioToFlatQueue: eventList / flatQueue,
    ratioToBinaryHeap: eventList / binaryHeap,
  };
}

async function measure(): Promise<Figures> {
  const hold = PENDING.map(measureHold);
  const speeds = hold.map(({ perSecond }) => perSecond);
  const holdFlatness = Math.max(...speeds) / Math.min(...speeds);
  const mm1 = { customersPerSecond: Math.round(singleServer(CUSTOMERS)) };
  return {
    hold,
    holdFlatness,
    mm1,
    city: SCALES.map((scale) => measureCity(scale)),
    services: measureServices(SCALES[0]!),
    workers: await measureWorkers(SHARED_SCALE, WORKERS),
    landing: measureLanding(),
    wanted: WANTED,
  };
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(2)} M/s`;
}

function row(...cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(14))).join('');
}

function holdTable({ hold }: Figures): string[] {
  const lines = [row('hold operations', 'event list', 'flatqueue', 'binary heap', '× flatqueue', '× heap')];
  for (const figures of hold) {
    const speeds = [figures.perSecond, figures.flatQueuePerSecond, figures.binaryHeapPerSecond].map(millions);
    const ratios = [figures.ratioToFlatQueue, figures.ratioToBinaryHeap].map((ratio) => ratio.toFixed(1));
    lines.push(row(`  ${figures.pending.toLocaleString('en')} pending`, ...speeds, ...ratios));
  }
  lines.push('Medians of turns in one process: what else the machine does moves all of them.');
  return lines;
}

function cityTable(cities: readonly CityFigures[]): string[] {
  const lines = [row('wuhan-2017, one world', 'people', 'set-up', 'first day', 'a day', 'events', 'bytes/person')];
  for (const city of cities) {
    const times = [
      `${city.setupSeconds.toFixed(2)} s`,
      `${city.firstDaySeconds.toFixed(3)} s`,
      `${city.secondsPerDay.toFixed(3)} s`,
    ];
    const people = city.people.toLocaleString('en');
    lines.push(
      row(`  1:${city.scale}`, people, ...times, millions(city.eventsPerSecond), city.bytesPerPerson.toFixed(1)),
    );
  }
  lines.push('A day is the mean of a week after a warm-up.');
  return lines;
}

function servicesTable({ scale, people, secondsPerDay, services }: ServicesFigures): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return [
    row(`a day at 1:${scale}, by service`, 'events', 'time', 'of the day', 'if idle'),
    ...services.map(({ id, eventsPerDay, secondsPerDay: own, shareOfDay, idleShare }) =>
      row(
        `  ${id}`,
        Math.round(eventsPerDay).toLocaleString('en'),
        `${(own * 1000).toFixed(1)} ms`,
        percent(shareOfDay),
        percent(idleShare),
      ),
    ),
    `${people.toLocaleString('en')} people, ${(secondsPerDay * 1000).toFixed(0)} ms a day. What is left is of the core. Clocks are in every call, so that`,
    'services of many short events look a little larger than they are.',
  ];
}

function workersTable({ scale, workers, secondsPerDayAlone, secondsPerDay, ratio }: WorkerFigures): string[] {
  const times = [secondsPerDayAlone, secondsPerDay].map((seconds) => `${seconds.toFixed(3)} s`);
  return [
    row('one world, shared out', 'on 1 worker', `on ${workers} workers`, 'ratio'),
    row(`  1:${scale}, a day`, ...times, ratio.toFixed(2)),
  ];
}

function table(figures: Figures): string {
  const { hold, holdFlatness, mm1, city, services, workers, landing, wanted } = figures;
  const { perSecond } = hold.find(({ pending }) => pending === JUDGED_PENDING)!;
  return [
    ...holdTable(figures),
    '',
    row('M/M/1', millions(mm1.customersPerSecond)),
    '',
    ...cityTable(city),
    '',
    ...servicesTable(services),
    '',
    ...workersTable(workers),
    '',
    row('landing on instants', 'median', 'longest', 'snapshots', 'MB'),
    row(
      `  1:${landing.scale}, ${landing.days} days`,
      `${landing.msMedian.toFixed(0)} ms`,
      `${landing.msMax.toFixed(0)} ms`,
      String(landing.snapshots),
      (landing.snapshotBytes / 1e6).toFixed(0),
    ),
    '',
    row('in all', 'found', 'wanted'),
    row('  hold, 1,000,000 pending', millions(perSecond), `≥ ${millions(wanted.holdPerSecond)}`),
    row('  hold, fastest / slowest', holdFlatness.toFixed(2), `≤ ${wanted.holdFlatWithin}`),
    row('  two workers, ratio', workers.ratio.toFixed(2), `≥ ${wanted.workersRatio}`),
    row('  landing, longest', `${landing.msMax.toFixed(0)} ms`, `< ${wanted.landingMs} ms`),
  ].join('\n');
}

function wholeCityTable({ small, whole, costOverSmall, wanted }: WholeCityFigures): string {
  const days = whole.secondsOfDays.map((seconds) => seconds.toFixed(1)).join(', ');
  return [
    ...cityTable([small, whole]),
    '',
    row('the whole city', 'found', 'wanted'),
    row('  set-up', `${whole.setupSeconds.toFixed(1)} s`, `< ${wanted.setupSeconds} s`),
    row('  bytes a person', whole.bytesPerPerson.toFixed(1), `≤ ${wanted.bytesPerPerson}`) +
      `  (columns and pending events; the process with the program: ${whole.processBytesPerPerson.toFixed(1)})`,
    row('  a day', `${whole.secondsPerDay.toFixed(1)} s`, `< ${wanted.secondsPerDay} s`) + `  (${days})`,
    row('  a person, over 1:100', `${costOverSmall.toFixed(2)} ×`, `< ${wanted.costOverSmall} ×`),
  ].join('\n');
}

function scenariosTable({ scenarios, wantedSeconds }: ScenarioFigures): string {
  return [
    row('scenarios, both worlds', 'scale', 'days', 'found', 'wanted'),
    ...scenarios.map(({ name, scale, days, seconds }) =>
      row(`  ${name}`, `1:${scale}`, String(days), `${seconds.toFixed(1)} s`, `< ${wantedSeconds} s`),
    ),
  ].join('\n');
}

/** Prints figures as they are asked for. */
function print<F>(figures: F, asJson: boolean, asTable: (figures: F) => string): void {
  stdout.write(`${asJson ? JSON.stringify(figures) : asTable(figures)}\n`);
}

const USAGE =
  'npm run bench -- [--json] [--city SCALE [--only SERVICE,SERVICE] | --services SCALE | --workers SCALE | --whole-city | --scenarios]';

/** @returns a scale, or null where none is asked for */
function readScale(option: string, found: string | undefined): number | null {
  if (found === undefined) return null;
  if (Number(found) >= 1) return Number(found);
  throw new Error(`--${option}: found "${found}", expected a number from 1: 100 for the city at 1:100`);
}

/** @returns services of the registry, undefined where none are named */
function readServices(found: string | undefined): string[] | undefined {
  const names = found?.split(',');
  const unknown = names?.find((name) => !SERVICES.some(({ id }) => id === name));
  if (unknown === undefined) return names;
  throw new Error(`--only: found "${unknown}", expected some of ${SERVICES.map(({ id }) => id).join(', ')}`);
}

/** @throws where an option is unknown, says no scale or no service */
function readArguments(args: string[]) {
  const scale = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    json: flag,
    city: scale,
    services: scale,
    workers: scale,
    'whole-city': flag,
    scenarios: flag,
    only: scale,
  };
  const {
    json = false,
    city,
    services,
    workers,
    'whole-city': wholeCity = false,
    scenarios = false,
    only,
  } = parseArgs({ args, options }).values;
  return {
    json,
    city: readScale('city', city),
    services: readScale('services', services),
    workers: readScale('workers', workers),
    wholeCity,
    scenarios,
    only: readServices(only),
  };
}

async function main(args: string[]): Promise<void> {
  let wanted;
  try {
    wanted = readArguments(args);
  } catch (error) {
    stderr.write(`bench: ${(error as Error).message}\nUsage: ${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const { json, city, services, workers, wholeCity, scenarios, only } = wanted;
  if (scenarios) print(measureScenarios(), json, scenariosTable);
  else if (wholeCity) print(measureWholeCity(), json, wholeCityTable);
  else if (city !== null) print(measureCity(city, only), json, (figures) => cityTable([figures]).join('\n'));
  else if (services !== null) {
    print(measureServices(services), json, (figures) => servicesTable(figures).join('\n'));
  } else if (workers !== null) {
    print(await measureWorkers(workers, WORKERS), json, (figures) => workersTable(figures).join('\n'));
  } else print(await measure(), json, table);
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) await main(argv.slice(2));
