/** Wherever services show, each service of the registry does: nothing but its own folder tells of it. */
import { render } from 'svelte/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { PLACE_KINDS, SECTORS } from '../../sim/model/catalogue.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { scenarioJsonSchema } from '../../sim/model/reading/scenario-schema.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { scenarioData } from '../../sim/model/writing/scenario-data.ts';
import { writeScenario } from '../../sim/model/writing/write-scenario.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import type { CityView, Frame, Inspection, Target } from '../../sim/runner/protocol.ts';
import { csvChunks } from '../../sim/runner/result.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import { traceDay } from '../../sim/runner/trace/trace-day.ts';
import { describeCity } from '../../sim/runner/view/city-view.ts';
import { dayMeasures } from '../../sim/runner/view/day-measures.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { inspect } from '../../sim/runner/view/inspect.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import { curveOf } from '../../viz/charts/series.ts';
import { Formats } from '../../viz/format.ts';
import { LOCALES, messages, type Locale } from '../../viz/i18n/index.ts';
import { mapCity, vehicleRows } from '../../viz/map/map-city.ts';
import { Measure } from '../../viz/measures/measure.ts';
import { actionWords } from '../../viz/panels/action-words.ts';
import InspectPanel from '../../viz/panels/inspect.svelte';
import Legend from '../../viz/panels/legend.svelte';
import { BUSY } from './city.ts';

const MORNING = 8 * TICKS_PER_HOUR + 600;

/** What panels need of a session of the page. */
function session(locale: Locale, more: object = {}): never {
  const words = messages(locale);
  return {
    words,
    formats: new Formats(locale),
    locale,
    reducedMotion: false,
    playback: { flashes: true },
    ...more,
  } as never;
}

/** Runs the suite on the registry as the caller sees it. */
export function shows(name: string): void {
  describe(`the services of the registry ${name} show`, () => {
    const scenario = BUSY();
    let city: CityView;
    let frame: Frame;
    let outcome: WorldOutcome;
    let simulation: Simulation;
    let trace = '';
    let csv = '';
    const schema = JSON.stringify(scenarioJsonSchema(shippedCities()));
    const inspections = new Map<string, Inspection>();

    beforeAll(() => {
      simulation = new Simulation(scenario, 'policy');
      const recorder = new Recorder(simulation.world);
      simulation.runUntil(MORNING);
      city = describeCity(simulation.world);
      frame = describeFrame(simulation, recorder);
      for (const target of targetsOf(city)) {
        const inspection = inspect(simulation.world, recorder, target);
        if (inspection !== null) inspections.set(`${target.kind} ${target.index}`, inspection);
      }
      outcome = simulation.finish();
      csv = [...csvChunks({ worlds: { baseline: outcome, policy: outcome } })].join('');
      trace = [...traceDay(scenario, 'policy', 1, { version: '0', model: '0', scenarioSha256: '0' })].join('');
    }, 60_000);

    it('in a scenario file that is written and read', () => {
      const text = writeScenario(scenarioData(scenario));
      const reading = readScenario(text, { cities: shippedCities(), name: scenario.name });
      expect(reading.ok ? reading.scenario.policy : reading.mistakes).toEqual(scenario.policy);
    });

    describe.each(SERVICES.map((type) => [type.id, type] as const))('%s', (id, type) => {
      const own = type.sectors.map((sector) => SECTORS.indexOf(sector.id));
      const inPlaces = [...type.sectors.filter(({ inVehicles }) => !inVehicles), ...(type.sites ?? [])];
      const hasVehicles = type.sectors.some(({ inVehicles }) => inVehicles);
      const measures = type.measures ?? [];

      it('in the schema of scenario files', () => {
        const ids = [...type.sectors.map((sector) => sector.id), ...(type.policies ?? []).map((kind) => kind.id)];
        for (const word of [...ids, ...(type.group ? [type.group.id] : [])]) expect(schema).toContain(`"${word}"`);
        for (const parameter of type.parameters) expect(schema).toContain(`"${parameter.id}"`);
        for (const kind of type.policies ?? []) {
          for (const field of Object.keys(kind.fields)) expect(schema).toContain(`"${field}"`);
        }
      });

      it('in results and their tables, and in what the page has of the run so far', () => {
        for (const measure of measures) expect(csv).toContain(`,${measure.name},`);
        for (const { id: sector } of type.sectors) expect(csv).toContain(`sector=${sector}`);
        expect(own.map((sector) => frame.queueing[sector]!).every((people) => people >= 0)).toBe(true);
        expect(own.length).toBe(type.sectors.length);
      });

      it('in a trace: its events, and the columns of its state', () => {
        if (own.length + inPlaces.length > 0) expect(trace).toMatch(new RegExp(`^event\t.*\t${id}\\.`, 'm'));
        expect(trace).toMatch(new RegExp(`^state\t.*\t${id}\\.`, 'm'));
      });

      it.each(LOCALES)('in the legend, in %s', (locale) => {
        const { body } = render(Legend, { props: { session: session(locale) } });
        for (const { name: word, sign } of inPlaces) {
          expect(body).toContain(word[locale]);
          expect(body).toContain(sign);
        }
        if (hasVehicles) expect(body).toContain(type.words!['vehicle']![locale]);
      });

      it('on the map', () => {
        const map = mapCity(city);
        for (const { id: sector, sign } of [...type.sectors, ...(type.sites ?? [])]) {
          expect(map.signs.find((one) => one.id === sector)?.path).toBe(sign);
        }
        for (const { id: sector } of inPlaces) expect(city.placeSector).toContain(PLACE_KINDS.indexOf(sector));
        if (!hasVehicles) return;
        const at = city.fleets.findIndex(({ service }) => service === id);
        const fleet = map.fleets[at]!;
        expect(fleet.size).toBeGreaterThan(0);
        expect(fleet.lines.length).toBeGreaterThan(0);
        const rows = vehicleRows(frame, fleet);
        expect(rows.every(Number.isFinite)).toBe(true);
        expect(own).toContain(city.vehicleSector[fleet.firstVehicle]);
      });

      it.each(LOCALES)('where one points at what is its own, in %s', (locale) => {
        const found = [...inspections.values()].filter(({ service }) => service === id);
        const kinds = new Set(found.map(({ target }) => target.kind));
        expect([...kinds].sort()).toEqual([
          ...(inPlaces.length > 0 ? ['place'] : []),
          ...(hasVehicles ? ['stop', 'vehicle'] : []),
        ]);
        for (const kind of kinds) {
          const inspection = found.find(({ target }) => target.kind === kind)!;
          const { body } = render(InspectPanel, {
            props: {
              session: session(locale, {
                scenario,
                playback: { city },
                inspector: {
                  pinned: false,
                  answer: { target: inspection.target, worlds: { baseline: inspection, policy: inspection } },
                },
              }),
            },
          });
          const sector = inPlaces.find((one) => one.id === PLACE_KINDS[city.placeSector[inspection.target.index]!]);
          const title = kind === 'place' ? sector!.name[locale] : type.words![kind]![locale];
          expect(body.toLowerCase()).toContain(title.toLowerCase());
          for (const { key } of inspection.facts) {
            const word = type.words?.[key]?.[locale];
            if (word !== undefined) expect(body).toContain(word);
          }
          expect(body).not.toMatch(/undefined|NaN/);
        }
      });

      it.each(LOCALES)('in charts, in %s', (locale) => {
        const days = dayMeasures(simulation, 0);
        for (const { name: measure, splits } of measures) {
          const parts = splits.flatMap(([dimension]) => type.dimensions?.[dimension!] ?? []);
          const shown = new Measure(measure, scenario, messages(locale), new Formats(locale));
          expect(shown.title).not.toMatch(/[._]|undefined/);
          expect(shown.unit).not.toMatch(/undefined/);
          const at = days.names.indexOf(measure);
          const values = [0, 1].map((day) => shown.shown(days.values[day * days.names.length + at]!));
          expect(at, measure).toBeGreaterThanOrEqual(0);
          expect(curveOf(values, 'day')).toHaveLength(values.filter(Number.isFinite).length);
          for (const part of parts) {
            const split = new Measure(`${measure}.${part.id}`, scenario, messages(locale), new Formats(locale));
            expect(split.title).toContain(part.name[locale]);
          }
        }
      });

      it.each(LOCALES)('in what a policy does, in %s', (locale) => {
        for (const action of scenario.policy.filter(({ kind }) => type.policies?.some((one) => one.id === kind))) {
          const words = actionWords(action, scenario, messages(locale), new Formats(locale));
          expect(words).not.toMatch(/[{}]|undefined|NaN/);
        }
      });
    });
  });
}

function targetsOf(city: CityView): Target[] {
  const some = (kind: Target['kind'], count: number): Target[] =>
    Array.from({ length: count }, (_, index) => ({ kind, index }));
  return [
    ...some('vehicle', city.vehicles),
    ...some('stop', city.stopX.length),
    ...some('place', city.placeX.length),
    ...some('person', 50),
  ];
}
