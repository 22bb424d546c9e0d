/** How far people go to work and to school. */
import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { ROLE } from '../../sim/model/city.ts';
import { Geography } from '../../sim/model/geography.ts';
import { People } from '../../sim/model/people.ts';
import { tinyScenario, WUHAN } from '../model/fixture.ts';

function city(scale: number) {
  const { parameters } = tinyScenario({ parameters: { 'geography.neighbourhood_people': 500 } });
  const random = new RandomSource('test');
  const geography = new Geography(WUHAN, scale, parameters, random);
  const people = new People(WUHAN, geography, parameters, random);
  const between = (one: number, other: number) =>
    Math.hypot(geography.homeX[one]! - geography.homeX[other]!, geography.homeY[one]! - geography.homeY[other]!);
  /** Neighbourhoods where people of a role, children apart, live and where they work or study. */
  const ways = (role: number) =>
    Array.from({ length: people.count }, (_, person) => person)
      .filter((person) => people.role(person) === role && people.age(person) > 0)
      .map((person) => ({ home: people.home.get(person), work: people.workplaceHome[people.workplace(person)]! }));
  return { geography, between, ways };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('workplaces', () => {
  const { geography, between, ways } = city(100);
  const workers = ways(ROLE.worker);

  it('are near half of those who work, and far from some', () => {
    const km = workers.map(({ home, work }) => between(home, work)).sort((a, b) => a - b);
    const near = km.filter((one) => one <= 5).length / km.length;
    expect(near).toBeGreaterThan(0.42);
    expect(near).toBeLessThan(0.58);
    expect(mean(km)).toBeGreaterThan(7);
    expect(mean(km)).toBeLessThan(10);
  });

  it('draw as many from each district into its own as the law of distance says', () => {
    // By points drawn all over the land of both ends, instead of the formula.
    const u = new RandomSource('points').purpose('points');
    const point = (home: number, n: number): [number, number] => {
      const [radius, angle] = [
        Math.sqrt(u.uniform(home, n)) * geography.radiusKm[home]!,
        u.uniform(home, n + 1) * 6.2831853,
      ];
      return [geography.homeX[home]! + radius * Math.cos(angle), geography.homeY[home]! + radius * Math.sin(angle)];
    };
    const homes = Array.from({ length: geography.neighbourhoods }, (_, home) => home);
    const halfKm = tinyScenario().parameters['people.work_km']!;
    const ownShare = homes.map((from) => {
      let [own, all] = [0, 0];
      for (const to of homes) {
        let weight = 0;
        for (let n = 0; n < 50; n++) {
          const [x, y] = point(to, n * 4);
          const [x0, y0] = point(from, n * 4 + 2);
          weight += geography.homePeople[to]! / (1 + ((x - x0) ** 2 + (y - y0) ** 2) / halfKm ** 2);
        }
        all += weight;
        if (geography.homeDistrict[to] === geography.homeDistrict[from]) own += weight;
      }
      return own / all;
    });
    const stays = workers.map(({ home, work }) =>
      geography.homeDistrict[home] === geography.homeDistrict[work] ? 1 : 0,
    );
    // Two per cent for that the land of two ends is taken for one disc, and for chance.
    expect(Math.abs(mean(stays) - mean(workers.map(({ home }) => ownShare[home]!)))).toBeLessThan(0.02);
  });

  it('lie where people live: nearly as many work in each district as live there', () => {
    const counts = WUHAN.districts.map(() => [0, 0]);
    for (const { home, work } of workers) {
      counts[geography.homeDistrict[home]!]![0]!++;
      counts[geography.homeDistrict[work]!]![1]!++;
    }
    for (const [live, work] of counts) expect(Math.abs(work! / live! - 1)).toBeLessThan(0.4);
  });

  it('are as near in a city that is scaled down further', () => {
    const own = [50, 200].map((scale) => {
      const coarse = city(scale);
      return mean(
        coarse
          .ways(ROLE.worker)
          .map(({ home, work }) =>
            coarse.geography.homeDistrict[home] === coarse.geography.homeDistrict[work] ? 1 : 0,
          ),
      );
    });
    expect(Math.abs(own[0]! - own[1]!)).toBeLessThan(0.05);
  });
});

it('schools are nearer than workplaces', () => {
  const { between, ways } = city(100);
  const [work, school] = [ROLE.worker, ROLE.student].map((role) =>
    mean(ways(role).map(({ home, work: to }) => between(home, to))),
  );
  expect(school!).toBeLessThan(work! * 0.85);
});
