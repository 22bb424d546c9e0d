/** What is in order and changes nothing is said, with its place and what would have an effect. */
import { describe, expect, it, test } from 'vitest';
import { readScenario, type Overrides } from '../../sim/model/reading/read-scenario.ts';
import { formatWarning } from '../../sim/model/reading/without-effect.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../sim/runner/library.ts';

function warnings(text: string, overrides: Overrides = {}): string[] {
  const reading = readScenario(text, { cities: shippedCities(), overrides });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  for (const { zh } of reading.warnings) expect(zh).toMatch(/[一-鿿]/);
  return reading.warnings.map((warning) => formatWarning('f', warning).slice('f:'.length));
}

/** A run of June 2017 with these actions, from line 5 on. */
const june = (...policy: string[]): string =>
  `city: wuhan\nstart: 2017-06-01\ndays: 30\npolicy:${policy.length === 0 ? ' []' : ''}\n${policy.map((one) => `  - { ${one} }\n`).join('')}`;

const NOTHING = 'that changes nothing on any day, expected';

describe('an action that never acts', () => {
  it.each([
    [
      'begins after the run',
      'measure: no_cash, sectors: [bus], from: 2018-01-01',
      [
        '5:47 policy[0].from: warning: found 2018-01-01, after the last day of the run (2017-06-30): it never acts, expected 2017-06-30 or earlier',
      ],
    ],
    [
      'is over before the run',
      'measure: no_cash, sectors: [bus], from: 2017-05-01, to: 2017-05-31',
      [
        '5:63 policy[0].to: warning: found 2017-05-31, before the run begins (2017-06-01): it never acts, expected 2017-06-01 or later',
      ],
    ],
    [
      'is an outage over before the run',
      'measure: outage, from: 2017-05-31 08:00, to: 2017-06-01 00:00',
      [
        '5:52 policy[0].to: warning: found 2017-06-01 00:00, before the run begins (2017-06-01): it never acts, expected a time after 2017-06-01 00:00',
      ],
    ],
    [
      'is an outage after the run',
      'measure: outage, from: 2017-07-01 00:00, to: 2017-07-01 01:00',
      [
        '5:30 policy[0].from: warning: found 2017-07-01 00:00, after the last day of the run (2017-06-30): it never acts, expected 2017-06-30 or earlier',
      ],
    ],
    [
      'is a discount of 0',
      'measure: discount, sectors: [bus], from: 2017-06-01, method: card, percent: 0',
      [
        `5:5 policy[0]: warning: found "discount" ${NOTHING} a percent above 0, of a price that is not cut to nothing already`,
      ],
    ],
    [
      'is a campaign that reaches nobody and pays nothing',
      'measure: campaign, sectors: [bus], from: 2017-06-01, daily_reach_share: 0',
      [
        `5:5 policy[0]: warning: found "campaign" ${NOTHING} a daily_reach_share or a reward_yuan above 0, and some who are not reached already`,
      ],
    ],
    [
      'helps nobody',
      'measure: assist, sectors: [bus], from: 2017-06-01, daily_share: 0',
      [`5:5 policy[0]: warning: found "assist" ${NOTHING} a daily_share above 0, and some who are not helped already`],
    ],
    [
      'subsidises nothing',
      'measure: subsidise, sectors: [shops], from: 2017-06-01',
      [`5:5 policy[0]: warning: found "subsidise" ${NOTHING} a fee_rebate_share or a grant_yuan above 0`],
    ],
    [
      'is a ramp to less than there is',
      'measure: equip, sectors: [supermarket], from: 2017-06-01, target_share: 0.01',
      [
        `5:5 policy[0]: warning: found "equip" ${NOTHING} a target_share above the share that takes mobile payment without it`,
      ],
    ],
    [
      'is a ramp of no hospitals',
      'measure: pay_later, from: 2017-06-01, target_share: 0',
      [
        `5:5 policy[0]: warning: found "pay_later" ${NOTHING} a target_share above the share of hospitals that collect at the end without it`,
      ],
    ],
  ])('because it %s', (_, action, said) => {
    expect(warnings(june(action))).toEqual(said);
  });

  it('because others have done it all', () => {
    const ramp = (target: number, to: string) =>
      `measure: equip, sectors: [bus], from: 2017-06-01, to: ${to}, target_share: ${target}`;
    expect(warnings(june(ramp(1, '2017-06-01'), ramp(0.5, '2017-06-10')))).toEqual([
      expect.stringMatching(/^6:5 policy\[1\]: warning: found "equip"/),
    ]);
    expect(warnings(june(ramp(1, '2017-06-30'), ramp(0.5, '2017-06-10')))).toEqual([]);
    const cut = 'measure: discount, sectors: [bus], from: 2017-06-05, method: card, percent: 100';
    expect(warnings(june(cut, cut))).toEqual([expect.stringMatching(/^6:5 /)]);
    expect(warnings(june(cut, cut.replace('06-05', '06-04')))).toEqual([]);
  });

  it('in a run that is cut short', () => {
    const text = june('measure: no_cash, sectors: [bus], from: 2017-06-10');
    expect(warnings(text)).toEqual([]);
    expect(warnings(text, { days: 5 })).toEqual([
      expect.stringContaining('after the last day of the run (2017-06-05)'),
    ]);
  });
});

describe('what acts', () => {
  it.each([
    'measure: equip, sectors: [bus], from: 2017-01-01, to: 2017-02-01, target_share: 1',
    'measure: no_cash, sectors: [bus], from: 2017-06-30',
    'measure: no_cash, sectors: [bus], from: 2017-05-01, to: 2017-06-01',
    'measure: outage, from: 2017-05-31 08:00, to: 2017-06-01 00:01',
    'measure: campaign, sectors: [bus], from: 2017-06-01, daily_reach_share: 0, reward_yuan: 1',
  ])('is not warned of: %s', (action) => {
    expect(warnings(june(action))).toEqual([]);
  });

  test.each(SHIPPED_SCENARIOS)('%s has nothing without effect', (name) => {
    expect(warnings(shippedScenarioText(name)).filter((line) => !line.includes('a canteen'))).toEqual([]);
  });
});

describe('other input without effect', () => {
  it('is a parameter at its default', () => {
    expect(warnings(`${june()}parameters:\n  bus.door_seconds: 5\n  hospital.drugs_share: 0.85\n`)).toEqual([
      '7:25 parameters.hospital.drugs_share: warning: found 0.85, which it is without this line too, expected another value, or no such line',
    ]);
  });

  it('is a name that others say already', () => {
    const action =
      'measure: no_cash, sectors: [bus, shops, market, bus], districts: [wuchang, wuchang], from: 2017-06-01';
    expect(warnings(june(action))).toEqual([
      '5:47 policy[0].sectors[2]: warning: found "market" again, expected each once',
      '5:55 policy[0].sectors[3]: warning: found "bus" again, expected each once',
      '5:82 policy[0].districts[1]: warning: found "wuchang" again, expected each once',
    ]);
  });
});

it('a policy of many actions that do nothing is looked through in moderate time', () => {
  const district = (i: number) => shippedCities().get('wuhan')!.districts[i % 13].id;
  const actions = Array.from(
    { length: 200 },
    (_, i) =>
      `measure: discount, sectors: [bus], districts: [${district(i)}], from: 2017-06-0${1 + (i % 9)}, method: card, percent: 0`,
  );
  expect(warnings(june(...actions)).length).toBe(100);
});
