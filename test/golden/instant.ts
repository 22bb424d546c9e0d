/**
 * A world at one instant as a page is told of it, in the words of this folder: what there is, where, how many and how much.
 * Each column stands as its length, its sum and a fingerprint of its values in order. Only this file knows the form in which
 * pages are told.
 */
import { METHODS } from '../../sim/model/payment/methods.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { Digest } from '../../sim/kernel/digest.ts';
import type { Simulation } from '../../sim/runner/simulate.ts';
import { FLASH, LIVE, VEHICLE, VEHICLE_STATE, WAITING, type CityView, type Frame } from '../../sim/runner/protocol.ts';
import { describeCity } from '../../sim/runner/view/city-view.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import type { Recorder } from '../../sim/runner/view/recorder.ts';
import type { Json } from './runs.ts';

export function describeInstant(simulation: Simulation, recorder: Recorder): Json {
  const city = describeCity(simulation.world);
  return { city: cityOf(city), now: frameOf(describeFrame(simulation, recorder), city) };
}

function column(values: ArrayLike<number>): Json {
  const digest = new Digest();
  digest.addColumn(Float64Array.from(values));
  return { length: values.length, sum: sumOf(values), fingerprint: digest.hex() };
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** One column of rows of numbers. */
function field(rows: ArrayLike<number>, width: number, at: number): number[] {
  return Array.from({ length: rows.length / width }, (_, row) => rows[row * width + at]!);
}

/** How many have each value, by the values' names; those that nobody has are left out. */
function countBy(values: readonly number[], names: readonly string[]): Json {
  const counts = names.map((name, i) => [name, values.filter((value) => value === i).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function cityOf(city: CityView): Json {
  const districts = city.districts.map((district) => [
    district.id,
    {
      ...{ en: district.en, zh: district.zh, residents: district.residents },
      ...{ label_x: district.labelX, label_y: district.labelY },
      boundary: column(district.rings.flatMap((ring) => [...ring])),
    },
  ]);
  return {
    people: city.people,
    bounds_km: [...city.bounds],
    districts: Object.fromEntries(districts) as Json,
    lines: city.lines.length,
    stops_of_lines: column(city.lines.flatMap(({ stops }) => [...stops])),
    stops: { x: column(city.stopX), y: column(city.stopY) },
    vehicles: { line: column(city.vehicleLine) },
    places: {
      by_sector: countBy([...city.placeSector], SECTORS),
      ...{ sector: column(city.placeSector), district: column(city.placeDistrict) },
      ...{ x: column(city.placeX), y: column(city.placeY) },
    },
    neighbourhoods: { x: column(city.homeX), y: column(city.homeY), people: column(city.homePeople) },
  };
}

function frameOf(frame: Frame, city: CityView): Json {
  const vehicle = (name: keyof typeof VEHICLE) => field(frame.vehicles, VEHICLE.width, VEHICLE[name]);
  const waiting = (name: keyof typeof WAITING) => field(frame.waiting, WAITING.width, WAITING[name]);
  const payment = (name: keyof typeof FLASH) => field(frame.flashes, FLASH.width, FLASH[name]);
  const states = Object.entries(VEHICLE_STATE).toSorted(([, a], [, b]) => a - b);
  const sectorNames = SECTORS.filter((_, sector) => city.placeSector.includes(sector));
  const placesOf = (values: ArrayLike<number>) =>
    sectorNames.map((name) => {
      const own = Array.from(values).filter((_, place) => SECTORS[city.placeSector[place]!] === name);
      return [name, sumOf(own)] as const;
    });
  return {
    tick: frame.tick,
    vehicles: {
      doing: countBy(
        vehicle('state'),
        states.map(([name]) => name),
      ),
      taking_mobile: column(frame.vehicleAccepts),
      aboard: column(vehicle('load')),
      from: { x: column(vehicle('x0')), y: column(vehicle('y0')), tick: column(vehicle('tick0')) },
      to: { x: column(vehicle('x1')), y: column(vehicle('y1')), tick: column(vehicle('tick1')) },
    },
    waiting_at_stops: column(frame.stopQueue),
    at_places: { ...Object.fromEntries(placesOf(frame.placeQueue)), all: column(frame.placeQueue) },
    places_taking_mobile: { ...Object.fromEntries(placesOf(frame.placeAccepts)), all: column(frame.placeAccepts) },
    people_drawn_in_queues: {
      person: column(waiting('person')),
      ...{ x: column(waiting('x')), y: column(waiting('y')) },
    },
    payments_just_made: {
      by_method: countBy(payment('method'), METHODS),
      by_sector: countBy(payment('sector'), SECTORS),
      person: column(payment('person')),
      ...{ x: column(payment('x')), y: column(payment('y')), ticks_ago: column(payment('tick')) },
    },
    queueing_by_sector: Object.fromEntries(SECTORS.map((name, i) => [name, frame.queueing[i]!])),
    so_far: Object.fromEntries(LIVE.map((name, i) => [name, Number.isNaN(frame.live[i]!) ? null : frame.live[i]!])),
  };
}
