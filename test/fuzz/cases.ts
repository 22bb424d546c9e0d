/** Cases for the fuzzer: a scenario in one of the ways of writing it down, mostly of a shipped city. */
import fc from 'fast-check';
import { readCity } from '../../sim/model/reading/read-city.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { OWN_CITY, type ScenarioCase } from './check-scenario.ts';
import { cityFiles, hugeCityFiles, type CityFiles } from './city-data.ts';
import { writing } from './file-text.ts';
import { scenarioData } from './scenario-data.ts';

const SHIPPED = shippedCities().get('wuhan')!;

/** Scenarios of a shipped city. */
export function shippedCityCases(): fc.Arbitrary<ScenarioCase> {
  return fc.tuple(scenarioData(SHIPPED), writing()).map(([data, write]) => ({ text: write(data) }));
}

/** Scenarios of cities that are themselves made up. */
export function ownCityCases(): fc.Arbitrary<ScenarioCase> {
  return casesOf(cityFiles());
}

function casesOf(cities: fc.Arbitrary<CityFiles>): fc.Arbitrary<ScenarioCase> {
  return cities.chain((city) => {
    const read = readCity(OWN_CITY, { 'city.yaml': city.yaml, 'districts.geojson': city.geojson });
    return fc.tuple(scenarioData(read), writing()).map(([data, write]) => ({ text: write(data), city }));
  });
}

/** One in five is of a city of its own. */
export function anyCases(): fc.Arbitrary<ScenarioCase> {
  return fc.oneof({ weight: 4, arbitrary: shippedCityCases() }, { weight: 1, arbitrary: ownCityCases() });
}

/** As any, and now and then one of a city of very many districts. */
export function anyAndHugeCases(): fc.Arbitrary<ScenarioCase> {
  return fc.oneof({ weight: 499, arbitrary: anyCases() }, { weight: 1, arbitrary: hugeCityCases() });
}

export function hugeCityCases(): fc.Arbitrary<ScenarioCase> {
  return casesOf(hugeCityFiles());
}
