/** A scenario after reading: every default filled in, every name resolved. Plain data, the same for every host. */
import { decisiveCity, type City, type LocalName } from './city.ts';

/** Places where payments are made, in the order of every sector column. */
export const SECTORS = ['bus', 'vendor', 'convenience', 'supermarket', 'restaurant', 'market', 'hospital'] as const;
export type Sector = (typeof SECTORS)[number];

/** Groups a scenario file may name instead of listing sectors. */
export const SECTOR_GROUPS: Readonly<Record<'all' | 'shops', readonly Sector[]>> = {
  all: SECTORS,
  shops: ['vendor', 'convenience', 'supermarket', 'restaurant', 'market'],
};

/** Ways to pay, in the order of every method column. */
export const METHODS = ['cash', 'card', 'mobile'] as const;
export type Method = (typeof METHODS)[number];

/**
 * An action is one entry of a policy: a kind, a period, and where. Its kind stands under the key `measure` in scenario files;
 * in code a measure is a figure of a result.
 */
interface ActionCommon {
  /** First day of effect, counted from the scenario's start (0 = first day); may lie before it. */
  readonly fromDay: number;
  /** First day without effect; the end of the run where the file gives none. */
  readonly toDay: number;
  /** Sector indexes into SECTORS. */
  readonly sectors: readonly number[];
  /** District indexes into city.districts. */
  readonly districts: readonly number[];
}

/** Fits places with a way to take mobile payment: the equipped share grows evenly to `targetShare` on the last day. */
export interface EquipAction extends ActionCommon {
  readonly kind: 'equip';
  readonly targetShare: number;
}
/** Takes over part of the merchants' fee, and pays a sum to those who begin to accept mobile payment. */
export interface SubsidiseAction extends ActionCommon {
  readonly kind: 'subsidise';
  readonly feeRebateShare: number;
  readonly grantFen: number;
}
/** Treat first, pay later: a share of hospitals collects once, at the end of the visit. */
export interface PayLaterAction extends ActionCommon {
  readonly kind: 'pay_later';
  readonly targetShare: number;
}
/** A price cut for those who pay by this method. */
export interface DiscountAction extends ActionCommon {
  readonly kind: 'discount';
  readonly method: number;
  readonly share: number;
}
/** Tells people about mobile payment (for the bus: the electronic bus card), with or without a reward for enrolling. */
export interface CampaignAction extends ActionCommon {
  readonly kind: 'campaign';
  /** Share of the not yet aware who are reached each day. */
  readonly reachShare: number;
  readonly rewardFen: number;
}
/** Helpers enrol people who would not manage alone. */
export interface AssistAction extends ActionCommon {
  readonly kind: 'assist';
  /** Share of the eligible not yet enrolled who are helped each day. */
  readonly dailyShare: number;
  /** Youngest age band helped (index into AGE_BANDS). */
  readonly fromAgeBand: number;
}
/** Cash is no longer accepted. */
export interface NoCashAction extends ActionCommon {
  readonly kind: 'no_cash';
}
/** The payment network is down: mobile payment fails everywhere in the districts and sectors named. */
export interface OutageAction extends ActionCommon {
  readonly kind: 'outage';
  /** First and last minute of the day, counted from midnight of fromDay; toMinute may exceed 1440. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

export type PolicyAction =
  | EquipAction
  | SubsidiseAction
  | PayLaterAction
  | DiscountAction
  | CampaignAction
  | AssistAction
  | NoCashAction
  | OutageAction;

export interface Scenario {
  readonly name: string;
  readonly title: LocalName;
  readonly description: LocalName;
  /** What the scenario is run to find out. Shown only. */
  readonly question?: LocalName;
  /** Three measures, by dotted name, that answer the question; the third is the harm. Shown only. */
  readonly answers?: readonly string[];
  readonly city: City;
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly days: number;
  /** The city is simulated at 1:scale. */
  readonly scale: number;
  readonly seed: string;
  /** Every parameter of the model by its dotted name, defaults included. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Actions in the order of the file. */
  readonly policy: readonly PolicyAction[];
}

/** The scenario without what is only shown: two scenarios that are equal here are the same run. */
export function decisive(scenario: Scenario): Scenario {
  const kept: { -readonly [K in keyof Scenario]: Scenario[K] } = { ...scenario, city: decisiveCity(scenario.city) };
  delete kept.question;
  delete kept.answers;
  return kept;
}
