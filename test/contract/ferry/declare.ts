/**
 * A service that exists in the tests only: ferries on lines of different lengths, piers with counters, a season ticket that is
 * paid from home, an enrolment, and a kind of policy. Nothing outside this folder knows it.
 */
import type { EnrolmentDeclaration } from '../../../sim/model/adoption/enrolment.ts';
import type { LocalName } from '../../../sim/model/city.ts';
import { BILL_COUNTERS, BILL_FACTS, billMeasures } from '../../../sim/model/kit/bill-measures.ts';
import { FLEET_COUNTERS, FLEET_FACTS, fleetMeasures, FLEET_UNITS } from '../../../sim/model/kit/fleet-measures.ts';
import { measureRow, ratio, titled, type FactDeclaration } from '../../../sim/model/measures/declare.ts';
import { parameterTable } from '../../../sim/model/parameter-table.ts';
import type { PaymentProfile } from '../../../sim/model/payment/profile.ts';
import { share } from '../../../sim/model/policy/field.ts';
import { inForce, policyKind } from '../../../sim/model/policy/kind.ts';
import type { Lever } from '../../../sim/model/policy/levers.ts';
import type { FigureDeclaration, SectorDeclaration, UnitDeclaration } from '../../../sim/model/services/service.ts';
import { TICKS_PER_MINUTE } from '../../../sim/kernel/time.ts';

const GANGWAY: PaymentProfile = {
  id: 'gangway',
  seconds: {
    cash: ['ferry.cash_seconds', 'ferry.unready_seconds'],
    card: ['ferry.ready_seconds', 'ferry.unready_seconds'],
    mobile: ['ferry.ready_seconds', 'ferry.unready_seconds'],
  },
  preference: { card: 'ferry.choice', mobile: 'ferry.choice' },
  givesChange: false,
};

const SECTORS: readonly SectorDeclaration[] = [
  {
    id: 'ferry',
    name: { en: 'ferry', zh: '渡轮' },
    payment: { profile: 'gangway', takesCard: true, enrolment: 'ferry', cashCost: 'counted' },
    acceptingShare: 'ferry.equipped_share',
    sign: 'M4 13h16l-3 6H7zM12 4v9',
    inVehicles: true,
  },
  {
    id: 'pier',
    name: { en: 'pier', zh: '码头' },
    payment: { profile: 'counter', takesCard: false, cashCost: 'handled' },
    acceptingShare: 'ferry.pier_accepting_share',
    sign: 'M3 8h18M6 8v11M18 8v11M12 8v11',
  },
];

const TICKET: EnrolmentDeclaration = {
  id: 'ferry',
  name: { en: 'ferry ticket in the phone', zh: '手机船票' },
  measure: 'ferry_ticket',
  sectors: ['ferry'],
  profile: 'gangway',
  lapses: true,
  initialShare: 'ferry.enrolled_share',
  daily: 'ferry.enrol_daily',
  factor: { flag: 'ferry.regular', by: 'ferry.regular_factor' },
};

export const FERRY_TABLE = parameterTable('ferry', {
  boats: [3, 'boats', 1, 50, 'A', 'made up for tests', 'Boats of a line in the simulated city.'],
  trip_share: [0.1, 'share', 0, 1, 'A', 'made up for tests', 'Residents who take the ferry on a day.'],
  regular_share: [0.3, 'share', 0, 1, 'A', 'made up for tests', 'Residents with a season ticket.'],
  regular_factor: [2, 'ratio', 1, 5, 'A', 'made up for tests', 'Hazard of enrolling of those with a season ticket.'],
  fare_yuan: [1.5, 'yuan', 0, 20, 'A', 'made up for tests', 'Fare of a crossing.'],
  season_yuan: [40, 'yuan', 1, 500, 'A', 'made up for tests', 'Mean price of a season ticket.'],
  bill_days: [7, 'days', 1, 365, 'A', 'made up for tests', 'Days from one bill for the season ticket to the next.'],
  equipped_share: [0.5, 'share', 0, 1, 'A', 'made up for tests', 'Boats that take QR codes on the first day.'],
  pier_accepting_share: [0.5, 'share', 0, 1, 'A', 'made up for tests', 'Piers that take QR codes on the first day.'],
  enrolled_share: [0.2, 'share', 0, 1, 'A', 'made up for tests', 'Wallet holders with the ticket on the first day.'],
  enrol_daily: [0.01, '1/day', 0, 1, 'A', 'made up for tests', 'Hazard of taking the ticket in the phone.'],
  ready_seconds: [1.5, 's', 1, 10, 'A', 'made up for tests', 'Payment on the gangway by somebody ready.'],
  unready_seconds: [8, 's', 1, 30, 'A', 'made up for tests', 'Payment on the gangway by somebody who is not.'],
  cash_seconds: [4, 's', 1, 30, 'A', 'made up for tests', 'Payment on the gangway in coins.'],
  choice: [0.5, 'log-odds', -5, 5, 'A', 'made up for tests', 'Preference for card and phone on the gangway.'],
  patience_minutes: [12, 'min', 1, 120, 'A', 'made up for tests', 'Mean time people are ready to queue.'],
  counter_seconds: [90, 's', 1, 900, 'A', 'made up for tests', 'Mean time at a counter, payment not included.'],
});

const FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  ferry_lines: {
    unit: 'lines',
    low: 1,
    high: 3,
    whole: true,
    otherwise: { value: 3, low: 1, high: 3, source: 'made up for tests' },
  },
};

/** Share taken off the fare. */
export const FARE_OFF: Lever = { name: 'cheap_ferry.off', atRest: 0 };

const cheapFerry = policyKind({
  id: 'cheap_ferry',
  name: { en: 'Cheap ferries', zh: '渡轮优惠' },
  about: { en: 'Crossings cost less.', zh: '渡轮票价降低。' },
  sectors: { always: ['ferry'] },
  period: 'days',
  fields: {
    off_share: share({
      as: 'offShare',
      label: { en: 'Taken off', zh: '降价比例' },
      about: { en: 'Share taken off the fare of a crossing.', zh: '票价降低的比例。' },
    }),
  },
  levers: [FARE_OFF],
  toAct: { en: 'an off_share above 0', zh: '大于 0 的 off_share' },
  sentence: () => ({ en: 'Ferries cost {off_share} less', zh: '渡轮票价降低 {off_share}' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(FARE_OFF);
    levers.forEach(action, (cell) => {
      column[cell] = Math.min(1, column[cell]! + action.offShare);
    });
  },
});

/** Counters of a pier, in the order of every counter column. */
export const COUNTERS = ['desk', 'window'] as const;

const VISIT_FACTS = {
  counterWaited: {
    about: 'Somebody waited at a counter and is served now: pier, ticks, counter, person.',
    count: (day, at, ticks, counter) => {
      day[at['counterWaits']! + counter]!++;
      day[at['counterWaitTicks']! + counter]! += ticks;
    },
  },
  counterServed: { about: 'Somebody is served at a counter: pier, ticks, counter, person.', count: () => {} },
  visited: {
    about: 'A visit ended: pier, ticks, of which so many were walks, person.',
    count: (day, at) => {
      day[at['visits']!]!++;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

const NAME: LocalName = { en: 'ferry', zh: '渡轮' };

const UNITS: Readonly<Record<string, UnitDeclaration>> = {
  ...FLEET_UNITS,
  bills: { name: { en: 'bills', zh: '张' }, isCounted: true },
  calls: { name: { en: 'calls', zh: '次' }, isCounted: true },
};

/** All that there is to say of ferries but how they move. */
export const FERRY = {
  id: 'ferry',
  name: { en: 'Ferries', zh: '渡轮' },
  sectors: SECTORS,
  group: { id: 'river', name: { en: 'ferries and piers', zh: '渡轮与码头' } },
  profiles: [GANGWAY],
  enrolments: [TICKET],
  flags: ['regular'],
  figures: FIGURES,
  parameters: FERRY_TABLE.list,
  room: {
    activities: 4,
    slots: 3,
    payments: 2,
    columns: { owed: 32 },
    progress: () => 255,
  },
  dimensions: {
    counter: [
      { id: 'desk', name: { en: 'enquiries', zh: '问询处' } },
      { id: 'window', name: { en: 'ticket window', zh: '售票窗口' } },
    ],
  },
  counters: {
    ...FLEET_COUNTERS,
    ...BILL_COUNTERS,
    counterWaits: ['counter'],
    counterWaitTicks: ['counter'],
    visits: [],
  },
  facts: { ...FLEET_FACTS, ...BILL_FACTS, ...VISIT_FACTS },
  measures: [
    ...fleetMeasures('ferry', NAME),
    ...billMeasures('ferry', { en: 'season ticket', zh: '渡轮月票' }),
    titled(
      'Calls at piers',
      '码头办事次数',
      measureRow('ferry.calls', 'calls', 'Calls at the counters of piers completed.', '码头窗口办事次数。', (c) =>
        c.sum('ferry.visits'),
      ),
    ),
    titled(
      'Wait at the counters of piers',
      '码头窗口排队时间',
      measureRow(
        'ferry.counter_wait_minutes',
        'min',
        'Mean wait in front of a counter of a pier.',
        '码头窗口平均排队时间。',
        (c) => ratio(c.sum('ferry.counterWaitTicks') / TICKS_PER_MINUTE, c.sum('ferry.counterWaits')),
        ['counter'],
      ),
      'less',
    ),
  ],
  policies: [cheapFerry],
  units: UNITS,
  stateBytes: () => 1_000_000,
  words: {
    vehicle: { en: 'Ferry', zh: '渡轮' },
    stop: { en: 'Landing', zh: '渡口' },
    windows: { en: 'Ticket windows', zh: '售票窗口' },
    state_of_pier: { en: 'Pier', zh: '码头状态' },
    crowded: { en: 'crowded', zh: '拥挤' },
    calm: { en: 'calm', zh: '空闲' },
    has_season: { en: 'Season ticket', zh: '月票' },
    owed_fen: { en: 'Owed for the season ticket', zh: '欠付月票款' },
  },
} as const;
