/** What decides a run, without what is only shown: with the same of it, runs are the same. */
import { formatDate, parseDate } from '../kernel/calendar.ts';
import { DaysOff } from './calendar.ts';
import type { City, Figure } from './city.ts';
import type { Scenario } from './scenario.ts';
import { SchoolDays } from './school-days.ts';

/**
 * Left out: what is told by its parts below, and names and words, which change no run. Whatever else there comes to be decides,
 * until it is left out here.
 */
const LEFT_OUT = {
  scenario: ['name', 'title', 'description', 'question', 'answers', 'city', 'parameters', 'policy'],
  city: ['id', 'name', 'synthetic', 'districts', 'figures', 'calendar', 'reference'],
  district: ['name', 'code'],
} as const;

/**
 * A scenario by its parts, each under the name by which people know it: `days`, `city.figures.buses`, `parameters.bus.…`,
 * `policy[2]`. Of figures only the value is part of it.
 */
export function identityOf(scenario: Scenario): Readonly<Record<string, unknown>> {
  const { city, parameters, policy } = scenario;
  return {
    ...without(scenario, LEFT_OUT.scenario),
    ...cityParts(city),
    ...dayParts(scenario),
    ...prefixed('parameters.', parameters),
    ...Object.fromEntries(policy.map((action, index) => [`policy[${index}]`, action])),
  };
}

function cityParts(city: City): Record<string, unknown> {
  const { districts, figures } = city;
  const values = Object.fromEntries(Object.entries<Figure>(figures).map(([id, { value }]) => [id, value]));
  const places = Object.fromEntries(districts.map((district) => [district.id, without(district, LEFT_OUT.district)]));
  return {
    ...prefixed('city.', without(city, LEFT_OUT.city)),
    ...prefixed('city.figures.', values),
    'city.districts': districts.map(({ id }) => id),
    ...prefixed('city.districts.', places),
  };
}

/** Of the calendar, the days of the run: other years, and the names of holidays, change nothing. */
function dayParts({ start, days, city: { calendar } }: Scenario): Record<string, unknown> {
  const off = new DaysOff(start, days, calendar);
  const schoolDays = new SchoolDays(start, days, calendar);
  const end = formatDate(parseDate(start) + days - 1);
  const schools = (calendar?.schoolHolidays ?? []).filter(({ from, to }) => from <= end && to >= start);
  return {
    days_off: Array.from({ length: days }, (_, day) => day).filter((day) => off.has(day)),
    school_holidays: schools.map(({ from, to }) => [from, to]),
    school_days: Array.from({ length: days }, (_, day) => schoolDays.numberInMonth(day)),
    term_opens: Array.from({ length: days }, (_, day) => day).filter((day) => schoolDays.opensTerm(day)),
  };
}

function without(data: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
}

function prefixed(start: string, parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [start + name, part]));
}
