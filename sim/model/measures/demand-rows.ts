/** What records of payments tell of a city's demand: cash leaves none, cards and phones leave one each. */
import { METHODS } from '../payment/methods.ts';
import type { BlockName, Counters } from './counters.ts';
import { measureRow, ratio, titled, type MeasureRow } from './declare.ts';
import { HOURS_PER_DAY } from './layout.ts';

const CASH = METHODS.indexOf('cash');

/**
 * Error of a profile estimated from records alone and scaled up by the known total: half the sum, over the members of a
 * dimension, of |share of the records − share of all payments|. That share of the payments is put where it does not belong;
 * not a number where there are no records.
 */
function estimateError(c: Counters, block: BlockName, dimension: string): number {
  const totals = c.sumsAlong(dimension, {}, block);
  const inCash = c.sumsAlong(dimension, { method: CASH }, block);
  return misplaced(
    totals,
    totals.map((total, at) => total - inCash[at]),
  );
}

/** The same of two lists of counts: all, and those that are recorded. */
function misplaced(totals: readonly number[], recorded: readonly number[]): number {
  const [all, records] = [totals, recorded].map((counts) => counts.reduce((a, b) => a + b, 0));
  if (records === 0) return NaN;
  return totals.reduce((sum, total, at) => sum + Math.abs(recorded[at] / records - total / all), 0) / 2;
}

/** Counts by hour and district, added up over the hours. */
function byDistrict(cells: readonly number[]): number[] {
  const sums = new Array<number>(cells.length / HOURS_PER_DAY).fill(0);
  cells.forEach((count, at) => (sums[at % sums.length] += count));
  return sums;
}

export const DEMAND_ROWS: readonly MeasureRow[] = [
  titled(
    'Payments that leave a record',
    '留下记录的付款占比',
    measureRow(
      'demand.recorded_share',
      'share',
      'Payments by card or phone, which leave a record, of all payments.',
      '留下记录（刷卡或手机）的付款占比。',
      (c) => {
        const blocks = ['payments', 'paymentsByAge', 'paymentsByDistrict'] as const;
        const all = c.sum(...blocks);
        return ratio(all - c.sumMethod(CASH, ...blocks), all);
      },
      ['sector'],
      ['age'],
      ['district'],
    ),
  ),
  measureRow(
    'demand.estimate_error_hour',
    'share',
    'Payments put into the wrong hour of the day when their profile is estimated from records alone.',
    '仅凭支付记录估计一天中各小时分布时，被归错时段的付款占比。',
    (c) => estimateError(c, 'paymentsByHour', 'hour'),
    ['sector'],
  ),
  measureRow(
    'demand.estimate_error_age',
    'share',
    'Payments put into the wrong age band when their shares are estimated from records alone.',
    '仅凭支付记录估计各年龄段占比时，被归错年龄段的付款占比。',
    (c) => estimateError(c, 'paymentsByAge', 'age'),
  ),
  measureRow(
    'demand.estimate_error_district',
    'share',
    'Payments put into the wrong district of residence when their shares are estimated from records alone.',
    '仅凭支付记录估计各居住区占比时，被归错区的付款占比。',
    (c) => estimateError(c, 'paymentsByDistrict', 'district'),
  ),
  measureRow(
    'demand.seen_share',
    'share',
    'Payments by card or phone, of all who came: who paid, was refused or lost patience.',
    '刷卡或手机付款占全部到来者（付款、被拒或放弃排队）的比例。',
    (c) =>
      ratio(
        c.sum('payments') - c.sumMethod(CASH, 'payments'),
        c.sum('payments') + c.sum('refusals') + c.sum('walkaways'),
      ),
    ['sector'],
  ),
  measureRow(
    'demand.estimate_error_place',
    'share',
    'Payments put into the wrong district, of the place or of the stop where a ride began, when footfall is estimated from records alone.',
    '仅凭支付记录估计各区客流时，被归错区的付款占比（按网点或上车站所在区）。',
    (c) => misplaced(byDistrict(c.cells('footfall')), byDistrict(c.cells('footfallRecorded'))),
    ['sector'],
  ),
  titled(
    'Demand put into the wrong hour or district',
    '被归错时段或区的需求占比',
    measureRow(
      'demand.estimate_error_hour_place',
      'share',
      'Payments put into the wrong hour or district when demand by hour and district (as for places) is estimated from records alone.',
      '仅凭支付记录同时按时段和区（网点或上车站所在区）估计需求时，被归错的付款占比。',
      (c) => misplaced(c.cells('footfall'), c.cells('footfallRecorded')),
      ['sector'],
    ),
  ),
  titled(
    'Residents of whom no record exists',
    '没有任何记录的居民占比',
    measureRow(
      'demand.invisible_share',
      'share',
      'Residents who have never paid by phone, so that no record exists of them; of children and those over 74 without a wallet, nor has the head of their household.',
      '从未用手机付款、因而没有支付记录的居民占比；没有手机钱包的儿童和75岁及以上老人，以户主的记录为准。',
      (c) => ratio(c.sum('unrecorded'), c.sum('people')),
      ['age'],
      ['district'],
    ),
  ),
];
