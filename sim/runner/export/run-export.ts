/** A run for other programs: beside the measures, what became of each person, what they did on a day, and where things are. */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import { ENROLMENT_IDS, SECTORS } from '../../model/catalogue.ts';
import { AGE_BANDS, ROLES } from '../../model/city.ts';
import { MEASURES } from '../../model/measures/dictionary.ts';
import { METHODS } from '../../model/payment/methods.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { World } from '../../model/world.ts';
import { WORLDS, type WorldName } from '../protocol.ts';
import { combine, type RunResult } from '../result.ts';
import { Simulation, type WorldOutcome } from '../simulate.ts';
import { ACTIVITIES, PersonRecord, type LoggedEvent } from './person-record.ts';
import type { Cell, Table } from './table.ts';

/** Both worlds at their end, with what was written down. */
export interface ExportedRun {
  readonly result: RunResult;
  /** The city as it is laid out, which is the same in both worlds. */
  readonly world: World;
  readonly outcomes: Readonly<Record<WorldName, WorldOutcome>>;
  readonly records: Readonly<Record<WorldName, PersonRecord>>;
}

/**
 * Simulates both worlds; between two days it yields, so that the host can do something else.
 * @param eventDays days whose events are written down, from 0
 */
export function* exportRun(
  scenario: Scenario,
  eventDays: readonly number[],
): Generator<{ world: WorldName; day: number }, ExportedRun> {
  const finished = {} as Record<WorldName, { outcome: WorldOutcome; record: PersonRecord; world: World }>;
  for (const name of WORLDS) {
    const simulation = new Simulation(scenario, name);
    const record = new PersonRecord(simulation.world);
    for (let day = 0; day < scenario.days; day++) {
      record.logs = eventDays.includes(day);
      simulation.runDay();
      yield { world: name, day: day + 1 };
    }
    finished[name] = { outcome: simulation.finish(), record, world: simulation.world };
  }
  const { baseline, policy } = finished;
  const outcomes = { baseline: baseline.outcome, policy: policy.outcome };
  return {
    result: combine(scenario, outcomes),
    world: baseline.world,
    outcomes,
    records: { baseline: baseline.record, policy: policy.record },
  };
}

const UNITS: ReadonlyMap<string, string> = new Map(MEASURES.map(({ name, unit }) => [name, unit]));

/** Every measure of every day and of the whole run, a row a value. */
export function measuresTable({ worlds }: RunResult): Table {
  return {
    name: 'measures',
    title: 'Measures of both worlds, for each day and for the whole run',
    fields: [
      { name: 'world', type: 'string', description: 'baseline (without the policy) or policy.' },
      { name: 'day', type: 'integer', description: 'Day of the run from 0; -1 is the whole run.' },
      { name: 'measure', type: 'string', description: 'Name of the measure: `sim measures` explains each.' },
      { name: 'group', type: 'string', description: 'What part it is of, as dimension=id;…; missing for the total.' },
      { name: 'value', type: 'number', description: 'Missing where there was nothing to measure.' },
      { name: 'unit', type: 'string', description: 'Unit of the value.' },
    ],
    *rows() {
      for (const world of WORLDS) {
        for (const { day, name, group, value } of worlds[world].values) {
          yield [world, day, name, group === '' ? null : group, value, UNITS.get(name) ?? null];
        }
      }
    },
  };
}

/** A row a person: who they are, and what became of them in both worlds. */
export function peopleTable({ world, outcomes, records, result }: ExportedRun): Table {
  const { days, city } = result.scenario;
  const { people } = world;
  const both = WORLDS.map((name) => ({ ticks: outcomes[name].personTicks, record: records[name] }));
  const of = (about: string) =>
    WORLDS.map((name) => `${about} (${name === 'policy' ? 'with' : 'without'} the policy).`);
  const columns = (name: string, type: 'integer' | 'number' | 'string', about: string, unit?: string) =>
    of(about).map((description, i) => ({
      ...{ name: `${name}_${WORLDS[i]}`, type, description },
      ...(unit === undefined ? {} : { unit }),
    }));
  return {
    name: 'people',
    title: 'Residents, and what became of each in both worlds',
    fields: [
      { name: 'person', type: 'integer', description: 'Number of the person, the same in both worlds.' },
      { name: 'age', type: 'string', description: `Age band: ${AGE_BANDS.map(({ id }) => id).join(', ')}.` },
      { name: 'role', type: 'string', description: `What the person mainly does: ${ROLES.join(', ')}.` },
      { name: 'district', type: 'string', description: 'District of residence, as the city’s file names it.' },
      { name: 'income_band', type: 'integer', description: 'Band of income within the city; 1 is the lowest.' },
      {
        ...{ name: 'minutes_saved_per_day', type: 'number', unit: 'min' },
        description: 'baseline − policy, of minutes a day spent waiting, paying, walking between counters and riding.',
      },
      ...columns(
        'minutes_per_day',
        'number',
        'Minutes a day spent waiting, paying, walking between counters, riding',
        'min',
      ),
      ...columns('payments', 'integer', 'Payments made in the whole run'),
      ...columns('mobile_payments', 'integer', 'Payments by phone in the whole run'),
      ...columns('refusals', 'integer', 'Times that nothing the person had was accepted'),
      ...columns('refused_where', 'string', 'Where that was, as sector:times;…'),
      ...columns('walked_away', 'integer', 'Times that the person left a queue unserved'),
    ],
    *rows() {
      for (let person = 0; person < people.count; person++) {
        const minutes = both.map(({ ticks }) => ticks[person]! / TICKS_PER_MINUTE / days);
        const refused = both.map(({ record }) => refusalsOf(record, person));
        const row: Cell[] = [
          person,
          AGE_BANDS[people.age(person)]!.id,
          ROLES[people.role(person)]!,
          city.districts[people.district(person)]!.id,
          people.income(person) + 1,
          minutes[0]! - minutes[1]!,
          ...minutes,
          ...both.map(({ record }) => record.payments[person]!),
          ...both.map(({ record }) => record.mobilePayments[person]!),
          ...refused.map(({ times }) => times),
          ...refused.map(({ where }) => where),
          ...both.map(({ record }) => record.walks[person]!),
        ];
        yield row;
      }
    },
  };
}

function refusalsOf({ refusals }: PersonRecord, person: number): { times: number; where: string | null } {
  const mine = SECTORS.map((sector, i) => ({ sector, times: refusals[person * SECTORS.length + i]! }));
  const some = mine.filter(({ times }) => times > 0);
  return {
    times: some.reduce((sum, { times }) => sum + times, 0),
    where: some.length === 0 ? null : some.map(({ sector, times }) => `${sector}:${times}`).join(';'),
  };
}

/** An event as it is told: names instead of numbers. */
export interface ToldEvent {
  readonly activity: string;
  /** Local time of the city, `YYYY-MM-DDTHH:MM:SS.s`. */
  readonly time: string;
  readonly sector: string | null;
  readonly place: number | null;
  readonly enrolment: string | null;
  readonly method: string | null;
  readonly yuan: number | null;
  readonly seconds: number | null;
}

const FEN_PER_YUAN = 100;

/** Tells an event of a run that began on `start`. */
export function tellEvent(event: LoggedEvent, start: string): ToldEvent {
  const activity = ACTIVITIES[event.activity]!;
  const isEnrolment = activity === 'enrolled' || activity === 'enrolment_lapsed';
  const known = (value: number) => (value < 0 ? null : value);
  return {
    activity,
    time: timeOf(event.tick, start),
    sector: SECTORS[event.sector] ?? null,
    place: isEnrolment ? null : known(event.place),
    enrolment: isEnrolment ? (ENROLMENT_IDS[event.place] ?? null) : null,
    method: METHODS[event.method] ?? null,
    yuan: event.fen < 0 ? null : event.fen / FEN_PER_YUAN,
    seconds: event.ticks < 0 ? null : event.ticks / TICKS_PER_SECOND,
  };
}

function timeOf(tick: number, start: string): string {
  const date = formatDate(parseDate(start) + Math.floor(tick / TICKS_PER_DAY));
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const ofDay = tick % TICKS_PER_DAY;
  const seconds = (ofDay % TICKS_PER_MINUTE) / TICKS_PER_SECOND;
  const minutes = Math.floor((ofDay % TICKS_PER_HOUR) / TICKS_PER_MINUTE);
  const tenths = Math.round((seconds - Math.floor(seconds)) * TICKS_PER_SECOND);
  return `${date}T${two(ofDay / TICKS_PER_HOUR)}:${two(minutes)}:${two(seconds)}.${tenths}`;
}

/** All that people did on the days that were written down, in both worlds. */
export function eventsTable({ records, result }: ExportedRun): Table {
  const { start } = result.scenario;
  return {
    name: 'events',
    title: 'What each person did on the days asked for, in both worlds',
    fields: [
      { name: 'world', type: 'string', description: 'baseline or policy.' },
      { name: 'person', type: 'integer', description: 'Number of the person, as in the table of people.' },
      { name: 'time', type: 'string', description: 'Local time at which it was over, YYYY-MM-DDTHH:MM:SS.s.' },
      { name: 'activity', type: 'string', description: `One of ${ACTIVITIES.join(', ')}.` },
      { name: 'sector', type: 'string', description: `Where: ${SECTORS.join(', ')}; missing where there is none.` },
      {
        name: 'place',
        type: 'integer',
        description: 'Number of the place among those of its service; missing if none.',
      },
      { name: 'enrolment', type: 'string', description: 'What was joined or dropped; missing for anything else.' },
      { name: 'method', type: 'string', description: `${METHODS.join(', ')}; missing where nothing was tried.` },
      { name: 'yuan', type: 'number', unit: 'CNY', description: 'Amount; missing where none was paid.' },
      { name: 'seconds', type: 'number', unit: 's', description: 'How long it took; missing for what takes no time.' },
    ],
    *rows() {
      for (const world of WORLDS) {
        for (const event of records[world].events()) {
          const { time, activity, sector, place, enrolment, method, yuan, seconds } = tellEvent(event, start);
          yield [world, event.person, time, activity, sector, place, enrolment, method, yuan, seconds];
        }
      }
    },
  };
}
