/** What the page is built with in the place of texts is what their readers make of them. */
import { describe, expect, it } from 'vitest';
import { answerNames, firstMeasures } from '../../sim/runner/answers.ts';
import { preparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import { planOf } from '../../sim/runner/authoring.ts';
import { formatsOf } from '../../viz/format.ts';
import type { Locale } from '../../viz/i18n/index.ts';
import { firstResults } from '../../viz/state/first-results.ts';
import { encodePlan } from '../../viz/state/plan-code.ts';
import { readyScenario, scenarioOf, SCENARIOS } from '../../viz/state/scenarios.ts';

const asked = (settings: { seed?: string; days?: number; scale?: number; plan?: string }, locale: Locale = 'en') => {
  const { plan = null, seed = null, days = null, scale = null } = settings;
  return scenarioOf({ scenario: 'wuhan-2017', plan, seed, days, scale }, formatsOf(locale));
};

describe('ready-made', () => {
  it('scenarios are those that are read, all of them', async () => {
    expect([...SCENARIOS].sort()).toEqual([...SHIPPED_SCENARIOS].sort());
    expect(SCENARIOS[0]).toBe(SHIPPED_SCENARIOS[0]);
    for (const name of SCENARIOS) expect(await readyScenario(name), name).toEqual(shippedScenario(name));
  });

  it.each([
    {},
    { scale: 1 },
    { seed: 'ten', scale: 5000 },
    { days: 3 },
    { days: 92, seed: '8' },
    { seed: 'e\u0301' },
    { seed: '武汉' },
  ])('a scenario with %o is as if it had been read so', async (settings) => {
    expect(await asked(settings)).toEqual(shippedScenario('wuhan-2017', settings));
  });

  it('seeds that a reader refuses are refused', async () => {
    await expect(asked({ seed: ' 7' })).rejects.toThrow('seed');
  });

  it('a plan is read, and its mistakes told', async () => {
    const data = planOf(shippedScenario('wuhan-2017'));
    expect((await asked({ plan: encodePlan(data), days: 2 })).days).toBe(2);
    await expect(asked({ plan: encodePlan({ ...data, city: 'atlantis' }) })).rejects.toThrow(
      'a city of somebody’s own',
    );
  });

  it('mistakes of a plan are told in the language of the page', async () => {
    const plan = encodePlan({ ...planOf(shippedScenario('wuhan-2017')), city: 'atlantis', scale: 0 });
    const told = await asked({ plan }, 'zh').then(
      () => '',
      (fault: Error) => fault.message,
    );
    expect(told).toContain('自建城市');
    expect(told).toContain('应为');
    expect(told).not.toMatch(/found|expected/);
  });

  it('the first results are the whole ones for what is shown first', async () => {
    for (const name of SCENARIOS) {
      const all = await preparedResults(name);
      const first = await firstResults(name);
      if (all === undefined) {
        expect(first).toBeNull();
        continue;
      }
      const later = { each: undefined, crossed: undefined, whole: {}, daily: {} };
      expect({ ...first, ...later }).toEqual({ ...all, ...later });
      const scenario = shippedScenario(name);
      for (const measure of [...answerNames(scenario), ...firstMeasures(scenario)]) {
        expect(first?.whole[measure], `${name} ${measure}`).toEqual(all.whole[measure]);
        expect(first?.daily[measure], `${name} ${measure}`).toEqual(all.daily[measure]);
      }
      expect(JSON.stringify(first).length).toBeLessThan(JSON.stringify(all).length / 5);
    }
  });
});
