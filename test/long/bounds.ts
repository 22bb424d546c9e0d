/** What the columns of a world can hold, and what a scenario can bring into them. README.md says why. */
import { INCOME_FACTOR } from '../../sim/model/people-parameters.ts';
import { Quantiles } from '../../sim/kernel/distributions.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { HUNDRED } from '../../sim/model/payment/purse.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Extremes } from './watch.ts';

export const UINT16_MAX = 0xffff;
export const UINT32_MAX = 0xffff_ffff;
export const INT32_MAX = 0x7fff_ffff;

/** The largest value of a lognormal that a random number of 32 bits can give. */
export function largest(mean: number, cv: number): number {
  return Quantiles.lognormal(mean, cv).at(1 - 1 / 2 ** 33);
}

interface Bound {
  readonly name: string;
  readonly seen: number;
  readonly bound: number;
}

/** How far a run has come, and how far its numbers may go: by the rules of the model, or by half a column's width. */
export function boundsOf(extremes: Extremes, { parameters, scale }: Scenario): Bound[] {
  const norms = AGE_BANDS.map(({ id }) => parameters[`people.cash_norm_yuan.${id}`] * 100);
  const topUp = parameters['people.card_top_up_yuan'] * 100;
  return [
    // Banks give out hundreds: what is usually carried is filled up to one of them.
    { name: 'cash in a hand, fen', seen: extremes.cash, bound: Math.max(...norms) + HUNDRED },
    { name: 'on a card, fen', seen: extremes.card, bound: topUp + parameters['bus.top_up_below_yuan'] * 100 },
    { name: 'in a till at the end of a day, fen', seen: extremes.till, bound: INT32_MAX / 2 },
    { name: 'payments at a place in a day', seen: extremes.payments, bound: UINT16_MAX / 2 },
    { name: 'value at a place in a day, fen', seen: extremes.value, bound: INT32_MAX / 2 },
    { name: 'ticks spent by a person', seen: extremes.personTicks, bound: UINT32_MAX / 2 },
    { name: 'number that keys a payment', seen: extremes.counter, bound: UINT32_MAX / 2 },
    // At 1:1 the accounts hold `scale` times as much.
    { name: 'on an account at 1:1, fen', seen: extremes.balance * scale, bound: Number.MAX_SAFE_INTEGER / 2 },
  ];
}

/** The dearest thing that can be bought, fen, by a scenario's parameters. */
export function dearestFen(parameters: Readonly<Record<string, number>>, shops: readonly string[]): number {
  const baskets = shops.map((id) => largest(parameters[`retail.basket_yuan.${id}`], parameters['retail.basket_cv']));
  const bill = largest(1, parameters['hospital.bill_cv']);
  // Four examinations at most.
  const hospital = (4 * parameters['hospital.examination_yuan']! + parameters['hospital.drugs_yuan']!) * bill;
  return 100 * Math.max(hospital, Math.max(...baskets) * Math.max(...INCOME_FACTOR.map(({ id }) => parameters[id]!)));
}
