/** What is counted of bills, and the measures made of it: for services that send them. */
import type { LocalName } from '../city.ts';
import { measureRow, ratio, titled, type FactDeclaration, type MeasureRow } from '../measures/declare.ts';

export const BILL_COUNTERS = { bills: [], billsPaidRemotely: [] } as const;

export const BILL_FACTS = {
  billed: {
    about: 'Somebody saw to a bill: person, fen due, 1 where it was paid without a place.',
    count: (day, at, _fen, isPaid) => {
      day[at['bills']]++;
      day[at['billsPaidRemotely']] += isPaid;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

/** The measures of the bills of a service, which are for something. */
export function billMeasures(id: string, what: LocalName): readonly MeasureRow[] {
  return [
    titled(
      `Bills for the ${what.en}`,
      `${what.zh}账单数`,
      measureRow(`${id}.bills`, 'bills', `Bills for the ${what.en} that came due.`, `到期的${what.zh}账单数。`, (c) =>
        c.sum(`${id}.bills`),
      ),
    ),
    titled(
      `Bills for the ${what.en} paid from home`,
      `${what.zh}账单在家支付占比`,
      measureRow(
        `${id}.bills_paid_remotely_share`,
        'share',
        `Bills for the ${what.en} paid on the phone, without going anywhere.`,
        `${what.zh}账单足不出户手机支付的占比。`,
        (c) => ratio(c.sum(`${id}.billsPaidRemotely`), c.sum(`${id}.bills`)),
      ),
    ),
  ];
}
