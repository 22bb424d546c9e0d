/** How the actions of a policy are written in a scenario file: one row of fields for each kind. */
import * as z from 'zod';
import { AGE_BANDS } from '../city.ts';
import { METHODS, SECTOR_GROUPS, SECTORS } from '../scenario.ts';
import { choice, date, dateTime, list, number, oneOf, record, share, text, yuan } from './fields.ts';

const NOTE_LENGTH_MAX = 1000;
const REWARD_YUAN_MAX = 10_000;
const GRANT_YUAN_MAX = 1_000_000;

const SHOPS = ['shops', ...SECTOR_GROUPS.shops];
/** People enrol with the bus card, the wallet (for any shop) and the hospital link: campaigns cannot be finer than that. */
const ENROLMENT_SECTORS = ['bus', 'shops', 'hospital', 'all'];

function sectors(ids: readonly string[]) {
  return list(choice(ids), 1, ids.length, 'sectors').describe(
    'Where it applies: sectors, `shops` for every kind of shop, `all` for every sector.',
  );
}

const EVERY_SECTOR = () => sectors([...SECTORS, 'shops', 'all']);

/** The kinds of actions for a city with these districts. A new kind is one entry here. */
export function policyShapes(districts: readonly string[]) {
  const common = {
    from: date().describe('First day of effect; may lie before the scenario’s start.'),
    to: date().optional().describe('Last day of effect, or of the ramp; the end of the run where it is left out.'),
    districts: list(choice(districts), 1, districts.length, 'districts').optional().describe('All where left out.'),
    note: text(NOTE_LENGTH_MAX).optional().describe('Why, or where the number comes from. Not used by the simulation.'),
  };
  const target = (what: string) =>
    share().describe(`Share of ${what} on the last day; the pace is even from today’s share.`);
  return {
    equip: {
      measure: z.literal('equip'),
      sectors: EVERY_SECTOR(),
      ...common,
      target_share: target('places that take mobile payment'),
    },
    subsidise: {
      measure: z.literal('subsidise'),
      sectors: sectors(SHOPS),
      ...common,
      fee_rebate_share: share().optional().describe('Share of the merchants’ fee that is taken over.'),
      grant_yuan: yuan(GRANT_YUAN_MAX).optional().describe('Paid to a merchant who begins to take mobile payment.'),
    },
    pay_later: {
      measure: z.literal('pay_later'),
      ...common,
      target_share: target('hospitals that treat first and collect once, at the end'),
    },
    discount: {
      measure: z.literal('discount'),
      sectors: EVERY_SECTOR(),
      ...common,
      method: choice(METHODS.filter((method) => method !== 'cash')),
      percent: number(0, 100, 'a number of per cent').describe('Price cut for those who pay by this method.'),
    },
    campaign: {
      measure: z.literal('campaign'),
      sectors: sectors(ENROLMENT_SECTORS),
      ...common,
      daily_reach_share: share().describe('Share of those not yet aware who are reached each day.'),
      reward_yuan: yuan(REWARD_YUAN_MAX).optional().describe('Paid to everyone who enrols.'),
    },
    assist: {
      measure: z.literal('assist'),
      sectors: sectors(ENROLMENT_SECTORS),
      ...common,
      daily_share: share().describe('Share of those not yet enrolled who are helped each day.'),
      from_age: ageBandStart().optional().describe('Youngest age helped, years: the lower end of an age band.'),
    },
    no_cash: {
      measure: z.literal('no_cash'),
      sectors: EVERY_SECTOR(),
      ...common,
    },
    outage: {
      measure: z.literal('outage'),
      sectors: EVERY_SECTOR().optional(),
      districts: common.districts,
      note: common.note,
      from: dateTime().describe('First minute without network.'),
      to: dateTime().describe('First minute with network again.'),
    },
  } satisfies Record<string, z.ZodRawShape>;
}

function ageBandStart() {
  const ages = AGE_BANDS.map((band) => band.from);
  return z.literal(ages, oneOf(ages.map(String)));
}

/** One action of a policy; its key `measure` names the kind. */
export function policyAction(districts: readonly string[]) {
  const shapes = policyShapes(districts);
  return z.discriminatedUnion(
    'measure',
    [
      record(shapes.equip),
      record(shapes.subsidise),
      record(shapes.pay_later),
      record(shapes.discount),
      record(shapes.campaign),
      record(shapes.assist),
      record(shapes.no_cash),
      record(shapes.outage),
    ],
    {
      error: (issue) =>
        issue.code === 'invalid_union' ? oneOf(Object.keys(shapes)) : 'a map that begins with the key measure',
    },
  );
}

/** An action as it stands in a file that is in order. */
export type FileAction = z.infer<ReturnType<typeof policyAction>>;
