import { describe, expect, it } from 'vitest';
import { AGE_BANDS, CITY_FIGURES } from '../../sim/model/city.ts';
import { isInside } from '../../sim/model/geography.ts';
import { scenarioJsonSchema } from '../../sim/model/reading/scenario-schema.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenario, shippedScenarioText } from '../../sim/runner/library.ts';

const wuhan = shippedCities().get('wuhan')!;

describe('Wuhan', () => {
  it('has its 13 districts and their residents', () => {
    expect(wuhan.districts.map(({ id }) => id)).toEqual(
      'jiangan jianghan qiaokou hanyang wuchang qingshan hannan dongxihu hongshan caidian huangpi jiangxia xinzhou'.split(
        ' ',
      ),
    );
    const residents = wuhan.districts.reduce((sum, district) => sum + district.residents, 0);
    expect(residents).toBe(11_379_000);
  });

  it.each(wuhan.districts)('$id: ages sum to one, and the centre lies inside the boundary', (district) => {
    expect(district.ageShares).toHaveLength(AGE_BANDS.length);
    expect(district.ageShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const rings = district.rings.map((ring) => Float64Array.from(ring.flat()));
    expect(isInside(rings, district.centre[0], district.centre[1])).toBe(true);
    for (const ring of district.rings) expect(ring[0]).toEqual(ring.at(-1));
  });

  it('has neighbours that share their borders: most corners belong to more than one district', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, rings } of wuhan.districts) {
      for (const point of rings.flat()) owners.set(String(point), (owners.get(String(point)) ?? new Set()).add(id));
    }
    // Five districts of the centre have almost no border with the country around.
    for (const id of ['jianghan', 'qiaokou', 'wuchang', 'hanyang', 'jiangan']) {
      const own = [...owners.values()].filter((names) => names.has(id));
      const shared = own.filter((names) => names.size > 1);
      expect(shared.length / own.length, id).toBeGreaterThan(0.5);
    }
  });

  it('has figures inside their ranges, with unit and source', () => {
    expect(Object.keys(wuhan.figures).sort()).toEqual([...CITY_FIGURES].sort());
    for (const figure of Object.values(wuhan.figures)) {
      expect(figure.low).toBeLessThanOrEqual(figure.value);
      expect(figure.value).toBeLessThanOrEqual(figure.high);
      expect(figure.source.length).toBeGreaterThan(10);
    }
    expect(wuhan.figures.buses.value).toBe(8000);
  });

  it('says in both languages what is made up', () => {
    expect(wuhan.synthetic.en).toContain('made up');
    expect(wuhan.synthetic.zh).toContain('虚构');
  });
});

describe('the shipped scenarios', () => {
  it('begin with wuhan-2017 and are at least four', () => {
    expect(SHIPPED_SCENARIOS[0]).toBe('wuhan-2017');
    expect(SHIPPED_SCENARIOS).toEqual(expect.arrayContaining(['wuhan-empty', 'wuhan-hospitals', 'wuhan-outage']));
  });

  it.each(SHIPPED_SCENARIOS)('%s is fine, and speaks English and Chinese', (name) => {
    const scenario = shippedScenario(name);
    expect(scenario.name).toBe(name);
    expect(scenario.title.zh).toMatch(/\p{Script=Han}/u);
    expect(scenario.description.zh).toMatch(/\p{Script=Han}/u);
    expect(scenario.title.en).not.toMatch(/\p{Script=Han}/u);
    expect(scenario.description.en.length).toBeGreaterThan(40);
  });

  it('wuhan-2017 is as the article has it', () => {
    const { start, days, policy } = shippedScenario('wuhan-2017');
    expect([start, days]).toEqual(['2017-06-01', 92]);
    const equip = policy.filter((action) => action.kind === 'equip');
    expect(equip.map(({ fromDay, toDay, targetShare }) => [fromDay, toDay, targetShare])).toEqual([
      [0, 15, 0.375],
      [15, 92, 1],
    ]);
  });

  it('wuhan-empty has the empty policy', () => {
    expect(shippedScenario('wuhan-empty').policy).toEqual([]);
  });

  it('cannot be had under another name', () => {
    expect(() => shippedScenarioText('__proto__')).toThrow(RangeError);
    expect(() => shippedScenario('wuhan')).toThrow(/expected one of wuhan-2017/);
  });
});

it('the published JSON Schema is that of the reader (vitest -u writes it)', async () => {
  const schema = `${JSON.stringify(scenarioJsonSchema(shippedCities()), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../scenarios/scenario.schema.json');
});
