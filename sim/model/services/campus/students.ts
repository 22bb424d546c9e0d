/** Who studies at a university. */
import type { Purpose } from '../../../kernel/random.ts';
import { ROLE, type City } from '../../city.ts';
import type { Host } from '../../host.ts';

/** Age band from 15 to 24. */
const YOUNG = 1;

/** Young people of a city who study at all. */
function studying({ districts }: City, parameters: Readonly<Record<string, number>>): number {
  const young = districts.reduce((sum, { residents, ageShares }) => sum + residents * ageShares[YOUNG], 0);
  return young * parameters['people.student_share_15_24'];
}

/** Students of a city's universities: no more than there are young people who study. */
export function studentsOf(city: City, parameters: Readonly<Record<string, number>>): number {
  return Math.min(city.figures['college_students'].value, studying(city, parameters));
}

/**
 * Students of the simulated city: as many as it has, of the young who study.
 * @param members by neighbourhood: how many of them live there is added
 */
export function chooseStudents(host: Host, member: Purpose, members: Float64Array): number[] {
  const { people, city, parameters } = host;
  const all = studying(city, parameters);
  const share = all > 0 ? studentsOf(city, parameters) / all : 0;
  const students: number[] = [];
  for (let person = 0; person < people.count; person++) {
    if (people.age(person) !== YOUNG || people.role(person) !== ROLE.student) continue;
    if (!member.chance(person, 0, share)) continue;
    students.push(person);
    members[people.home.get(person)]++;
  }
  return students;
}
