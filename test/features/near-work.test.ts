/** Whoever is at work or school in the daytime shops there. */
import { SECTORS } from '../../sim/model/catalogue.ts';
import { expect, it } from 'vitest';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { service, SHOPS, tinyScenario } from '../model/fixture.ts';
import { meanOf, record } from './record.ts';

/** Mean distance (km) of the shops where people with a far workplace pay, from work and from home. */
function distances(share: number, { start = '2017-06-05', from = 8, to = 17 } = {}) {
  // Shops enough that everybody has some of each kind near by.
  const shops = SHOPS.map((index) => [`retail.per_10000_residents.${SECTORS[index]}`, 100] as const);
  const parameters = {
    'retail.near_work_share': share,
    'people.work_km': 20,
    'retail.near_km': 0.05,
    'geography.neighbourhood_people': 500,
    ...Object.fromEntries(shops),
  };
  const { payments, model } = record(tinyScenario({ start, days: 1, parameters }), 'baseline');
  const { people, geography } = model;
  const { places } = service(model, 'retail');
  const between = (place: number, home: number) =>
    Math.hypot(places.x[place]! - geography.homeX[home]!, places.y[place]! - geography.homeY[home]!);
  const rows = payments
    .filter(({ sector, time }) => SHOPS.includes(sector) && time >= from * TICKS_PER_HOUR && time < to * TICKS_PER_HOUR)
    .flatMap(({ place, person }) => {
      const work = people.workplace(person);
      if (work < 0) return [];
      const [home, office] = [people.home.get(person), people.workplaceHome[work]!];
      if (geography.homeDistrict[home] === geography.homeDistrict[office]) return [];
      return [{ home: between(place, home), work: between(place, office) }];
    });
  expect(rows.length).toBeGreaterThan(50);
  return { fromHome: meanOf(rows.map(({ home }) => home)), fromWork: meanOf(rows.map(({ work }) => work)) };
}

it('in working hours people shop near work, as far as they are asked to', () => {
  const always = distances(1);
  expect(always.fromWork).toBeLessThan(always.fromHome / 3);
  const never = distances(0);
  expect(never.fromHome).toBeLessThan(never.fromWork / 3);
  const usual = distances(0.7);
  expect(usual.fromWork).toBeGreaterThan(always.fromWork);
  expect(usual.fromWork).toBeLessThan(never.fromWork);
});

it('in the evening and at the weekend they shop near home', () => {
  for (const when of [{ from: 19, to: 24 }, { start: '2017-06-10' }]) {
    const { fromHome, fromWork } = distances(1, when);
    expect(fromHome).toBeLessThan(fromWork / 3);
  }
});
