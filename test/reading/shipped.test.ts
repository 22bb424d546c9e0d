import { describe, expect, it } from 'vitest';
import { FIGURES } from '../../sim/model/catalogue.ts';
import { AGE_BANDS, type City } from '../../sim/model/city.ts';
import { planeOf } from '../../sim/model/geography.ts';
import { isInside } from '../../sim/model/polygon.ts';
import { dottedName } from '../../sim/model/measures/dictionary.ts';
import { scenarioJsonSchema } from '../../sim/model/reading/scenario-schema.ts';
import { decisive } from '../../sim/model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenario, shippedScenarioText } from '../../sim/runner/library.ts';
import { sha256OfData } from '../../sim/runner/node/hash.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { combine } from '../../sim/runner/result.ts';
import { Simulation } from '../../sim/runner/simulate.ts';

const cities = [...shippedCities().values()];
const wuhan = shippedCities().get('wuhan')!;
const residentsOf = (city: City) => city.districts.reduce((sum, district) => sum + district.residents, 0);
const pointsIn = (rings: readonly (readonly (readonly [number, number])[])[]) => rings.flat();

describe('Wuhan', () => {
  it('has its 13 districts and their residents', () => {
    expect(wuhan.districts.map(({ id }) => id)).toEqual(
      'jiangan jianghan qiaokou hanyang wuchang qingshan hannan dongxihu hongshan caidian huangpi jiangxia xinzhou'.split(
        ' ',
      ),
    );
    expect(residentsOf(wuhan)).toBe(11_379_000);
    expect(wuhan.figures.buses.value).toBe(8000);
  });

  it('has neighbours in the centre that share almost all of their borders', () => {
    for (const id of ['jianghan', 'qiaokou', 'wuchang', 'hanyang', 'jiangan']) {
      expect(sharedCorners(wuhan, id), id).toBeGreaterThan(0.5);
    }
  });
});

/** Share of the corners of a district's boundary that belong to another district too. */
function sharedCorners(city: City, id: string): number {
  const others = new Set(
    city.districts.filter((one) => one.id !== id).flatMap(({ rings }) => pointsIn(rings).map(String)),
  );
  const own = pointsIn(city.districts.find((one) => one.id === id)!.rings).map(String);
  return own.filter((point) => others.has(point)).length / own.length;
}

it('the cities of the article are shipped', () => {
  const districts = Object.fromEntries(cities.map((city) => [city.id, city.districts.length]));
  expect(districts).toMatchObject({ fuzhou: 13, guiyang: 10, hangzhou: 13, tianjin: 16, wuhan: 13 });
});

describe.each(cities)('$id', (city) => {
  it.skipIf(city.reference?.residents_2010 === undefined)(
    'has residents between what two censuses counted, within 13% of what was published',
    () => {
      const { residents_2010, residents_2020, residents_published } = city.reference!;
      expect(residentsOf(city)).toBeGreaterThan(residents_2010!.value);
      expect(residentsOf(city)).toBeLessThan(residents_2020!.value);
      // Two thirds of the way, but for growth by the same rate instead of the same number, and for zones and new districts.
      const between = residents_2010!.value + (2 / 3) * (residents_2020!.value - residents_2010!.value);
      expect(Math.abs(residentsOf(city) / between - 1)).toBeLessThan(0.03);
      const nearest = Math.min(Math.max(residentsOf(city), residents_published!.low), residents_published!.high);
      expect(Math.abs(residentsOf(city) / nearest - 1)).toBeLessThan(0.13);
    },
  );

  it.each(city.districts)('$id: ages sum to one, and the centre lies inside the boundary', (district) => {
    expect(district.ageShares).toHaveLength(AGE_BANDS.length);
    expect(district.ageShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const rings = district.rings.map((ring) => Float64Array.from(ring.flat()));
    expect(isInside(rings, district.centre[0], district.centre[1])).toBe(true);
    for (const ring of district.rings) {
      expect(ring[0]).toEqual(ring.at(-1));
      expect(new Set(ring.map(String)).size).toBeGreaterThanOrEqual(3);
    }
  });

  it('has no district twice, and none that lies over another', () => {
    for (const key of ['id', 'code'] as const) {
      expect(new Set(city.districts.map((district) => district[key])).size).toBe(city.districts.length);
    }
    expect(new Set(city.districts.map(({ name }) => name.zh)).size).toBe(city.districts.length);
    const outlines = city.districts.map(({ rings }) => rings.map((ring) => Float64Array.from(ring.flat())));
    for (const { centre } of city.districts) {
      expect(outlines.filter((rings) => isInside(rings, centre[0], centre[1]))).toHaveLength(1);
    }
  });

  it('has districts that share corners with their neighbours', () => {
    for (const { id } of city.districts.filter((district) => district.id !== 'pingtan')) {
      expect(sharedCorners(city, id), id).toBeGreaterThan(0.05);
    }
  });

  it('has figures inside their ranges, with unit and source', () => {
    expect(Object.keys(FIGURES).filter((id) => !(id in city.figures))).toEqual([]);
    for (const figure of [...Object.values(city.figures), ...Object.values(city.reference ?? {})]) {
      expect(figure.low).toBeLessThanOrEqual(figure.value);
      expect(figure.value).toBeLessThanOrEqual(figure.high);
      expect(figure.source.length).toBeGreaterThan(10);
      if (figure.mark === 'A') expect(figure.high).toBeGreaterThan(figure.low);
    }
  });

  it.skipIf(city.water === undefined)('has water where the city is', () => {
    const points = city.water!.flatMap(({ rings }) => pointsIn(rings));
    const outlines = city.districts.flatMap(({ rings }) => rings.map((ring) => Float64Array.from(ring.flat())));
    expect(points.some(([longitude, latitude]) => isInside(outlines, longitude, latitude))).toBe(true);
    for (const { kind, rings } of city.water!) {
      for (const ring of rings) {
        expect(ring.length).toBeGreaterThanOrEqual(kind === 'area' ? 4 : 2);
        if (kind === 'area') expect(ring[0]).toEqual(ring.at(-1));
      }
    }
  });

  it('has metro stations inside it, in an order in which they are near each other', () => {
    const outlines = city.districts.flatMap(({ rings }) => rings.map((ring) => Float64Array.from(ring.flat())));
    const plane = planeOf(city);
    for (const { line, stations } of city.metro ?? []) {
      stations.forEach(({ at: [longitude, latitude], name, opened }, i) => {
        expect(isInside(outlines, longitude, latitude), `${line} ${name.en}`).toBe(true);
        expect(opened <= '2017-12-31').toBe(true);
        if (i === 0) return;
        const [x, y] = stations[i - 1]!.at;
        const distance = Math.hypot(plane.x(longitude) - plane.x(x), plane.y(latitude) - plane.y(y));
        expect(distance, `${line} ${name.en}`).toBeGreaterThan(0.2);
        expect(distance, `${line} ${name.en}`).toBeLessThan(13);
      });
    }
  });

  it('says in both languages what is made up', () => {
    expect(city.synthetic.en).toContain('made up');
    expect(city.synthetic.zh).toContain('虚构');
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

  it.each(SHIPPED_SCENARIOS)('%s asks a question in both languages, and measures of its result answer it', (name) => {
    const scenario = shippedScenario(name);
    const { question, answers, city } = scenario;
    expect(question!.zh).toMatch(/\p{Script=Han}.*？$/u);
    expect(question!.en).toMatch(/\?$/);
    const residents = residentsOf(city);
    const tiny = shippedScenario(name, { days: 2, scale: Math.round(residents / 1000) });
    const run = (world: WorldName) => new Simulation(tiny, world).finish();
    const { worlds } = combine(tiny, { baseline: run('baseline'), policy: run('policy') });
    const measured = new Set(worlds.policy.values.filter(({ day }) => day === -1).map(dottedName));
    expect(answers).toHaveLength(3);
    for (const answer of answers!) expect(measured.has(answer), answer).toBe(true);
  });

  it('run the same whatever is only shown', () => {
    const scenario = shippedScenario('wuhan-hospitals', { days: 2, scale: 5000 });
    const bare = decisive(scenario);
    expect(bare).not.toHaveProperty('question');
    expect(bare.city).not.toHaveProperty('reference');
    expect(new Simulation(bare, 'policy').finish().digest).toBe(new Simulation(scenario, 'policy').finish().digest);
    expect(sha256OfData(decisive(bare))).toBe(sha256OfData(decisive(scenario)));
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
