/** What a trace tells of a person. */
import { ENROLMENTS, FLAGS, PROFILES } from './catalogue.ts';
import { STANDING } from './holdings.ts';
import type { Host } from './host.ts';
import { smallOf } from './payment/purse.ts';

const STANDINGS = Object.keys(STANDING);

/** Money in fen, lost time in minutes, ticks waited and ridden since the run began. */
export function valuesOfPerson(host: Host, person: number): [name: string, value: number | string][] {
  const { people, days, queues, progress } = host;
  return [
    ['day', days.day.get(person) + 1],
    ['step', days.step.get(person)],
    ['queue', queues.at(person)],
    ['served_at', queues.servedAt(person)],
    ['progress', progress.get(person)],
    ['cash_fen', people.cash.get(person)],
    ['small_fen', smallOf(people, person)],
    ['card_fen', people.card.get(person)],
    ['flags', namesOf(people.flags.get(person))],
    ...ENROLMENTS.map(({ id }, at): [string, string] => [id, STANDINGS[people.standing(person, at)]]),
    ...PROFILES.map(({ id }, at): [string, number] => [`ready_${id}`, people.ready[at].get(person)]),
    ...PROFILES.map(({ id }, at): [string, number] => [`habit_${id}`, people.habit[at].get(person)]),
    ['trust', people.trust.get(person)],
    ['lost_min', people.lost.get(person)],
    ['ticks', people.ticks.get(person)],
  ];
}

function namesOf(flags: number): string {
  const names = FLAGS.filter((_, bit) => ((flags >> bit) & 1) !== 0);
  return names.length === 0 ? 'none' : names.join('+');
}
