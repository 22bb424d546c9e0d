/** What is counted of shopping, reckoned again from what tills and queues report. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { KINDS } from '../../sim/model/services/retail/parameters.ts';
import { action, listener, quietScenario, runWorld, sector } from '../model/fixture.ts';

const KIND_OF_SECTOR = new Map(KINDS.map((kind, at) => [sector(kind), at]));
const LITTLE_CASH = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.cash_norm_yuan.${id}`, 20]));
const zeros = (): number[] => KINDS.map(() => 0);

/** Two days in which restaurants are crowded, markets take no cash, and people carry little of it. */
function shop() {
  const seen = { paid: zeros(), minutes: zeros(), lost: zeros(), putBack: 0, putBackFen: 0, topUps: 0 };
  const waits = new Map<number, number>();
  const paid = new Set<number>();
  const toppingUp = new Set<number>();
  const count = (of: number[]) => (at: number) => {
    const kind = KIND_OF_SECTOR.get(at);
    if (kind !== undefined) of[kind]!++;
  };
  const { measures } = runWorld(
    quietScenario({
      scale: 1000,
      days: 2,
      policy: [action('no_cash', { sectors: [sector('market')], fromDay: 0 })],
      parameters: { 'retail.goods_seconds.restaurant': 150, ...LITTLE_CASH },
    }),
    'policy',
    ({ world }) =>
      world.facts.add(
        listener({
          payment: (at, _place, person) => {
            count(seen.paid)(at);
            if (KIND_OF_SECTOR.has(at)) paid.add(person);
          },
          toppedUp: (person) => toppingUp.add(person),
          refused: count(seen.lost),
          waited: (_at, _place, person, ticks) => waits.set(person, ticks),
          served: (at, _place, person, ticks) => {
            const kind = KIND_OF_SECTOR.get(at);
            if (kind === undefined) return;
            if (toppingUp.delete(person)) seen.topUps++;
            if (paid.delete(person)) seen.minutes[kind]! += (waits.get(person)! + ticks) / TICKS_PER_MINUTE;
          },
          walkedAway: count(seen.lost),
          putGoodsBack: (_person, _kind, fen) => {
            seen.putBack++;
            seen.putBackFen += fen;
          },
        }),
      ),
  );
  return { seen, measures };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('shopping', () => {
  const { seen, measures } = shop();

  it('is a purchase where somebody paid', () => {
    KINDS.forEach((kind, at) => expect(measures[`retail.purchases.${kind}`]).toBe(seen.paid[at]));
    expect(measures['retail.purchases']).toBe(sum(seen.paid));
    expect(Math.min(...seen.paid)).toBeGreaterThan(0);
  });

  it('takes the wait and the till of those who bought', () => {
    KINDS.forEach((kind, at) =>
      expect(measures[`retail.minutes_per_purchase.${kind}`]).toBeCloseTo(seen.minutes[at]! / seen.paid[at]!, 9),
    );
  });

  it('is lost where the door is closed, patience ends or nothing is accepted', () => {
    const share = (lost: number, bought: number) => lost / (lost + bought);
    KINDS.forEach((kind, at) =>
      expect(measures[`retail.lost_share.${kind}`]).toBeCloseTo(share(seen.lost[at]!, seen.paid[at]!), 9),
    );
    // Who has no wallet gets nothing at a market without cash; nobody is refused elsewhere but for want of money.
    const worst = KINDS.indexOf('market');
    expect(seen.lost[worst]! / seen.paid[worst]!).toBe(Math.max(...seen.lost.map((lost, at) => lost / seen.paid[at]!)));
  });

  it('is cut short where the cash does not suffice', () => {
    expect(seen.putBack).toBeGreaterThan(0);
    expect(measures['retail.purchases_cut']).toBe(seen.putBack);
    expect(measures['retail.goods_put_back']).toBeCloseTo(seen.putBackFen / 100, 9);
  });
});
