/** What the parameters of people do. */
import { AGE_BANDS, ROLE } from '../../sim/model/city.ts';
import { WUHAN } from '../model/fixture.ts';
import { lowers, raises, type Move, type Run } from './move.ts';

const AGES = AGE_BANDS.map(({ id }) => id);
const allAges = (family: string, value: number) => Object.fromEntries(AGES.map((id) => [`${family}.${id}`, value]));

/** People for whom something holds. */
function count({ simulation }: Run, holds: (person: number) => boolean): number {
  let sum = 0;
  for (let person = 0; person < simulation.world.people.count; person++) if (holds(person)) sum++;
  return sum;
}

const inRole = (role: number, ages: readonly number[]) => (run: Run) => {
  const { people } = run.simulation.world;
  return count(run, (person) => people.role(person) === role && ages.includes(people.age(person)));
};

/** People of a role, children apart, who work or study where they live. */
const inOwnNeighbourhood = (role: number) => (run: Run) => {
  const { people } = run.simulation.world;
  return count(run, (person) => {
    if (people.role(person) !== role || people.age(person) === 0) return false;
    return people.workplaceHome[people.workplace(person)]! === people.home.get(person);
  });
};

const everybody = {
  ...allAges('people.smartphone_share', 1),
  ...allAges('people.bank_account_share', 1),
  ...allAges('people.wallet_share', 1),
};

export const PEOPLE_MOVES: readonly Move[] = [
  lowers('geography.neighbourhood_people', ({ simulation }) => simulation.world.geography.neighbourhoods),
  raises('people.smartphone_share', 'enrolment.wallet_share.*', { parameters: everybody }),
  raises('people.bank_account_share', 'enrolment.wallet_share.*', { parameters: everybody }),
  raises('people.wallet_share', 'enrolment.wallet_share.*', { parameters: everybody }),
  raises('people.bus_card_share', 'payments.count.*.card'),
  raises('people.senior_card_share', 'bus.free_share'),
  raises('people.from_65_of_60_74', 'bus.free_share'),
  raises('people.from_70_of_60_74', 'bus.free_share', {
    city: {
      ...WUHAN,
      figures: { ...WUHAN.figures, senior_free_age: { ...WUHAN.figures['senior_free_age']!, value: 70 } },
    },
  }),
  lowers('people.cash_norm_yuan', 'refusals.count.*'),
  lowers('people.household_mean', (run) => count(run, (person) => run.simulation.world.people.isHouseholdHead(person))),
  raises('people.student_share_15_24', inRole(ROLE.student, [1])),
  raises('people.worker_share_25_59', inRole(ROLE.worker, [2, 3, 4])),
  raises('people.pupil_share_0_14', inRole(ROLE.student, [0])),
  lowers('people.workplace_mean', ({ simulation }) => simulation.world.people.workplaces),
  lowers('people.school_mean', ({ simulation }) => simulation.world.people.workplaces),
  lowers('people.work_km', inOwnNeighbourhood(ROLE.worker)),
  lowers('people.school_km', inOwnNeighbourhood(ROLE.student)),
  raises('people.wallet_aware_share', 'enrolment.joined.wallet', {
    parameters: { 'adoption.wallet_daily': 0.02, 'adoption.wallet_aware_daily': 0 },
  }),
  raises('people.bus_enrolled_share', 'enrolment.bus_card'),
  raises('people.hospital_enrolled_share', 'enrolment.hospital'),
  lowers('people.refill_below_share', 'refusals.count', { days: 4 }),
  lowers('people.card_top_up_yuan', 'cards.top_ups', { days: 4 }),
];
