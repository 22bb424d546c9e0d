/** Compiled, and never run: the library's types as a program with every check sees them. */
import { BadOption, FileMistakes, readCity, readScenario, simulate, toCsv, type Result } from 'cashless-city';

export function saved(text: string, cityYaml: string, districts: string): number | null {
  const city = readCity('my-town', { 'city.yaml': cityYaml, 'districts.geojson': districts });
  try {
    const scenario = readScenario(text, { seed: 7, cities: new Map([[city.id, city]]) });
    const result: Result = simulate(scenario, { onDay: (world, day) => console.log(world, day) });
    console.log(toCsv(result, 'totals'), result.values.policy[0]?.day, scenario.city.districts[0]?.name.en);
    return result.difference['saved.minutes_per_person_day'] ?? null;
  } catch (error) {
    if (error instanceof FileMistakes) console.log(error.mistakes[0]?.line);
    else if (error instanceof BadOption) console.log(error.message);
    throw error;
  }
}

// @ts-expect-error a scenario is what readScenario returns
simulate({ city: 'wuhan' });
// @ts-expect-error there is no such option
readScenario('', { wrong: 1 });
