import { describe, expect, it } from 'vitest';
import { identityOf } from '../../sim/model/identity.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { shippedScenario } from '../../sim/runner/library.ts';

const scenario = shippedScenario('wuhan-2017');
const WORDS = { en: 'Other words', zh: '别的话' };

describe('the identity of a run', () => {
  const changed = (
    change: (copy: { -readonly [K in keyof Scenario]: Scenario[K] }) => void,
  ): Record<string, unknown> => {
    const copy = structuredClone(scenario);
    change(copy);
    return identityOf(copy);
  };
  const figures = scenario.city.figures;
  const calendar = scenario.city.calendar!;

  it.each<[what: string, change: Parameters<typeof changed>[0]]>([
    [
      'the name and the words of a scenario',
      (of) => Object.assign(of, { name: 'b', title: WORDS, description: WORDS }),
    ],
    ['the words of a city', (of) => void (of.city = { ...of.city, id: 'b', name: WORDS, synthetic: WORDS })],
    [
      'the words of districts',
      (of) =>
        void (of.city = {
          ...of.city,
          districts: of.city.districts.map((one) => ({ ...one, name: WORDS, code: '7' })),
        }),
    ],
    [
      'source and range of a figure',
      (of) =>
        void (of.city = { ...of.city, figures: { ...figures, buses: { ...figures.buses, low: 1, source: 'b' } } }),
    ],
    ['what is known of a city beside', (of) => void (of.city = { ...of.city, reference: {} })],
    [
      'what a calendar says of other years',
      (of) =>
        void (of.city = {
          ...of.city,
          calendar: {
            ...calendar,
            name: WORDS,
            last: '2017-12-31',
            holidays: calendar.holidays.filter(({ to }) => to < '2018-01-01'),
          },
        }),
    ],
  ])('does not change with %s', (_, change) => expect(changed(change)).toEqual(identityOf(scenario)));

  it.each<[part: string | readonly string[], change: Parameters<typeof changed>[0]]>([
    ['seed', (of) => void (of.seed = '8')],
    // Bus lines cross it on bridges.
    ['city.water', (of) => void (of.city = { ...of.city, water: [] })],
    ['scale', (of) => void (of.scale = 7)],
    ['parameters.bus.capacity', (of) => void (of.parameters = { ...of.parameters, 'bus.capacity': 41 })],
    [
      'policy[1]',
      (of) => void (of.policy = of.policy.map((action, i) => (i === 1 ? { ...action, fromDay: 9 } : action))),
    ],
    [
      'city.figures.buses',
      (of) => void (of.city = { ...of.city, figures: { ...figures, buses: { ...figures.buses, value: 8001 } } }),
    ],
    [
      'city.districts.jianghan',
      (of) =>
        void (of.city = {
          ...of.city,
          districts: of.city.districts.map((one) => (one.id === 'jianghan' ? { ...one, residents: 7 } : one)),
        }),
    ],
    [
      ['days_off', 'school_days'],
      (of) =>
        void (of.city = {
          ...of.city,
          calendar: { ...calendar, holidays: [{ name: WORDS, from: '2017-06-07', to: '2017-06-07', working: [] }] },
        }),
    ],
    ['city.roads', (of) => void (of.city = Object.assign({ ...of.city }, { roads: 7 }))],
  ])('tells a change of %s, and nothing else', (part, change) => {
    const [before, after] = [identityOf(scenario), changed(change)];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const differing = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    expect(differing).toEqual([part].flat());
  });
});
