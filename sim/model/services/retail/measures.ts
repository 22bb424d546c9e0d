/** What is counted of shopping, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';

export const RETAIL_COUNTERS = {
  purchases: ['shop_kind'],
  ticks: ['shop_kind'],
  lost: ['shop_kind'],
  putBack: ['shop_kind'],
  putBackFen: ['shop_kind'],
} as const;

export const RETAIL_FACTS = {
  bought: {
    about: 'Somebody bought something: person, kind of shop, ticks in the queue and at the till.',
    count: (day, at, kind, ticks) => {
      day[at['purchases'] + kind]++;
      day[at['ticks'] + kind] += ticks;
    },
  },
  leftShop: {
    about: 'Somebody came and bought nothing (closed door, patience, nothing accepted): person, kind of shop.',
    count: (day, at, kind) => {
      day[at['lost'] + kind]++;
    },
  },
  putGoodsBack: {
    about: 'Somebody bought less than was wanted, because the cash fell short: person, kind of shop, fen.',
    count: (day, at, kind, fen) => {
      day[at['putBack'] + kind]++;
      day[at['putBackFen'] + kind] += fen;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

const BY_KIND = ['shop_kind'] as const;

export const RETAIL_MEASURES: readonly MeasureRow[] = [
  titled(
    'Purchases in shops',
    '商店购物笔数',
    measureRow(
      'retail.purchases',
      'purchases',
      'Purchases in shops, markets and restaurants and from street vendors.',
      '在商店、菜市场、餐馆和流动摊贩处购物的笔数。',
      (c) => c.sum('retail.purchases'),
      BY_KIND,
    ),
  ),
  shownBy(
    'shop_kind',
    titled(
      'Time that a purchase takes',
      '每笔购物用时',
      measureRow(
        'retail.minutes_per_purchase',
        'min',
        'Mean time in the queue and at the till of those who bought something.',
        '购物者排队与收银的平均用时。',
        (c) => ratio(c.sum('retail.ticks') / TICKS_PER_MINUTE, c.sum('retail.purchases')),
        BY_KIND,
      ),
      'less',
    ),
  ),
  shownBy(
    'shop_kind',
    titled(
      'Customers lost by shops',
      '商店流失顾客占比',
      measureRow(
        'retail.lost_share',
        'share',
        'Customers who left with nothing (closed door, patience at an end, nothing accepted), of all who came.',
        '空手离开的顾客（已打烊、等不及、付款方式不被接受）占全部来客的比例。',
        (c) => ratio(c.sum('retail.lost'), c.sum('retail.lost') + c.sum('retail.purchases')),
        BY_KIND,
      ),
      'less',
    ),
  ),
  titled(
    'Purchases cut short',
    '因现金不足少买的笔数',
    measureRow(
      'retail.purchases_cut',
      'purchases',
      'Purchases in which goods were put back because the cash fell short.',
      '因现金不足而放回部分商品的购物笔数。',
      (c) => c.sum('retail.putBack'),
      BY_KIND,
    ),
    'less',
  ),
  titled(
    'Goods put back',
    '放回商品的金额',
    measureRow(
      'retail.goods_put_back',
      'yuan',
      'Value of the goods put back because the cash fell short.',
      '因现金不足而放回的商品金额。',
      (c) => c.sum('retail.putBackFen') / 100,
      BY_KIND,
    ),
    'less',
  ),
];
