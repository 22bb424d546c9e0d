import { describe, expect, test } from 'vitest';
import { openPlan, planText, readPlan } from '../../sim/runner/authoring.ts';
import { SHIPPED_SCENARIOS, shippedScenarioText } from '../../sim/runner/library.ts';
import { POLICY_KINDS, SERVICE_DECLARATIONS } from '../../sim/runner/vocabulary.ts';
import { draftScale, draftWorkers } from '../../viz/plan/draft.svelte.ts';
import { actionsOf, dayOf, listOf, shifted, withAction, withKey } from '../../viz/plan/plan-data.ts';
import { newAction, PRESETS, withPreset } from '../../viz/plan/presets.ts';
import { Plans } from '../../viz/plan/plans.svelte.ts';
import { draftEstimate } from '../../viz/state/estimate.ts';
import { decodePlan, encodePlan } from '../../viz/state/plan-code.ts';
import { readAddress, sameRun, writeAddress } from '../../viz/state/address.ts';

const text = shippedScenarioText('wuhan-2017');
const data = openPlan(text).data!;

describe('a plan in an address', () => {
  test.each(SHIPPED_SCENARIOS)('%s comes back as it was, and is the same run', (name) => {
    const opened = openPlan(shippedScenarioText(name));
    const decoded = decodePlan(encodePlan(opened.data!));
    expect(decoded).toEqual(opened.data);
    expect(readPlan(decoded!)).toEqual(opened.reading.ok ? { ...opened.reading, warnings: expect.anything() } : null);
  });
  test('stands behind the query, and another plan is another run', () => {
    const code = encodePlan(data);
    const { address, mistakes } = readAddress('?scenario=wuhan-2017', ['wuhan-2017'], `#plan=${code}`);
    expect(mistakes).toEqual([]);
    expect(writeAddress(address)).toBe(`?scenario=wuhan-2017#plan=${code}`);
    expect(sameRun(address, { ...address, plan: null })).toBe(false);
  });
  test.each(['', 'x', '!!', `${encodePlan(data).slice(0, 40)}`, 'A'.repeat(30_000)])(
    'what is no plan is told and left out: %#',
    (code) => {
      expect(decodePlan(code)).toBeNull();
      const { address, mistakes } = readAddress('', ['wuhan-2017'], `#plan=${code}`);
      expect(address.plan).toBeNull();
      expect(mistakes).toMatchObject([{ key: 'plan', expected: { kind: 'plan' } }]);
    },
  );
});

describe('orders to begin with', () => {
  test.each(PRESETS)('%s is a plan without a mistake', (preset) => {
    const made = withPreset(data, preset, 'note');
    expect(readPlan(made).ok).toBe(true);
    expect(actionsOf(made).length).toBeGreaterThan(2);
  });
  test('the service that goes first begins with the run, all others later', () => {
    for (const { id, sectors } of SERVICE_DECLARATIONS) {
      if (sectors.length === 0) continue;
      const equips = actionsOf(withPreset(data, id, 'note')).filter(({ measure }) => measure === 'equip');
      const first = equips.filter(({ from }) => dayOf(from, '2017-06-01') === 0);
      expect(first.length).toBeGreaterThan(0);
      expect(equips.length).toBeGreaterThan(first.length);
      // Whoever is first is of this service alone.
      expect(first.flatMap(({ sectors: named }) => listOf(named)).length).toBeLessThanOrEqual(sectors.length);
    }
  });
  test.each(POLICY_KINDS.map(({ id }) => id))('a new %s can be run as its form begins', (measure) => {
    const made = withKey(data, 'policy', [newAction(measure, data)]);
    const reading = readPlan(made);
    expect(reading.ok ? [] : reading.mistakes).toEqual([]);
  });
});

describe('editing', () => {
  test('a mistake names its field, so that it can be told there', () => {
    const wrong = withAction(data, 1, (action) => ({ ...action, target_share: 2 }));
    const reading = readPlan(wrong);
    expect(reading.ok).toBe(false);
    expect(reading.ok ? [] : reading.mistakes.map(({ path }) => path)).toEqual(['policy[1].target_share']);
  });
  test('a changed plan keeps the comments of its file', () => {
    const changed = planText(
      text,
      withAction(data, 0, (action) => ({ ...action, to: '2017-06-20' })),
    );
    expect(changed).toContain('# Wuhan');
    expect(changed).toContain('to: 2017-06-20');
    expect(openPlan(changed).reading.ok).toBe(true);
  });
  test('dates move by days, and times stay', () => {
    expect(shifted('2017-06-30', 1)).toBe('2017-07-01');
    expect(shifted('2017-07-01 08:30', -1)).toBe('2017-06-30 08:30');
    expect([dayOf('2017-06-03', '2017-06-01'), dayOf('soon', '2017-06-01')]).toEqual([2, null]);
  });
  test('undo and redo go step by step; changes of one field are one step', () => {
    const plans = new Plans();
    plans.add(data, text, false);
    // What the view brings along is nothing to take back.
    expect([plans.list.length, plans.canUndo]).toEqual([1, false]);
    for (const days of [10, 20, 30]) plans.change('days', (plan) => withKey(plan, 'days', days));
    plans.change('start', (plan) => withKey(plan, 'start', '2017-07-01'));
    plans.undo();
    expect(plans.active!.data).toMatchObject({ days: 30, start: '2017-06-01' });
    plans.undo();
    expect(plans.active!.data['days']).toBe(92);
    plans.redo();
    plans.redo();
    expect(plans.active!.data).toMatchObject({ days: 30, start: '2017-07-01' });
    plans.duplicate();
    expect(plans.list.map(({ letter }) => letter)).toEqual(['A', 'B']);
    plans.change('days', (plan) => withKey(plan, 'days', 5));
    expect(plans.list.map(({ data: each }) => each['days'])).toEqual([30, 5]);
  });
});

test('a draft takes turns where no core is to spare, is coarser for more, and its estimate grows with what it does', () => {
  expect([1, 2, 4, 16].map(draftWorkers)).toEqual([1, 1, 2, 4]);
  const large = { memoryGB: 8 };
  expect(draftScale(11_000_000, 92, large)).toBeGreaterThan(draftScale(11_000_000, 7, large));
  expect(draftScale(11_000_000, 92, { memoryGB: 4 })).toBeGreaterThan(draftScale(11_000_000, 92, large));
  const small = draftEstimate(11_000_000, 5000, 92, 5, 1);
  expect(draftEstimate(11_000_000, 500, 92, 5, 1).seconds).toBeGreaterThan(small.seconds);
  expect(draftEstimate(11_000_000, 5000, 92, 5, 4).seconds).toBeLessThan(small.seconds);
});
