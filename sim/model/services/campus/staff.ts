/** How often students eat and shop, and how many windows, machines and tills that takes. */
import { Categories } from '../../../kernel/categories.ts';
import { familyValues } from '../../parameter-table.ts';
import { busiestShare } from './hours.ts';
import { CAMPUS_MEAL_TIMES, CAMPUS_SHOP_TIMES, CAMPUS_TABLE, MEALS } from './parameters.ts';

type Values = Readonly<Record<string, number>>;

const LUNCH = MEALS.indexOf('lunch');

/**
 * On a day of term, on a day off, and in the holidays: which meals are had in the canteen, a bit each, and above them whether
 * something is bought in the shop.
 */
export function visitsByDay(parameters: Values): Categories[] {
  const p = CAMPUS_TABLE.read(parameters);
  const rates = [...familyValues(parameters, 'campus.meals_per_day', MEALS), p.shop_visits_per_day];
  return [1, p.day_off_factor, p.holiday_factor].map((factor) => {
    const each = rates.map((rate) => Math.min(1, rate * factor));
    const combinations = Array.from({ length: 1 << each.length }, (_, bits) =>
      each.reduce((product, own, i) => product * ((bits >> i) & 1 ? own : 1 - own), 1),
    );
    return new Categories(combinations);
  });
}

/**
 * Servers of a campus with so many students, at the windows, the machines, the tills and the office: windows and machines for
 * the busiest ten minutes of lunch, tills for the busiest hour; an office has one desk. One of each at least; not
 * rounded, so that loads are the same at every scale.
 */
export function staffOf(parameters: Values, students: number): number[] {
  const p = CAMPUS_TABLE.read(parameters);
  const each = familyValues(parameters, 'campus.meals_per_day', MEALS);
  const yuan = familyValues(parameters, 'campus.meal_yuan', MEALS);
  const perSecond = (students * each[LUNCH] * busiestShare(CAMPUS_MEAL_TIMES[LUNCH], parameters)) / (10 * 60);
  const meals = each.reduce((sum, own) => sum + own, 0);
  const spent = each.reduce((sum, own, meal) => sum + own * yuan[meal], 0);
  // Tops up as often as a card of that sum has been spent on such meals.
  const topUps = meals > 0 ? spent / meals / p.top_up_yuan : 0;
  const atShop = (students * p.shop_visits_per_day * busiestShare(CAMPUS_SHOP_TIMES, parameters)) / 3600;
  const wanted = [
    (perSecond * (p.serve_seconds + p.card_ready_seconds)) / p.peak_load,
    (perSecond * topUps * p.top_up_seconds) / p.machine_peak_load,
    (atShop * (p.shop_goods_seconds + p.card_ready_seconds)) / p.shop_peak_load,
    1,
  ];
  return wanted.map((servers) => Math.max(1, servers));
}
