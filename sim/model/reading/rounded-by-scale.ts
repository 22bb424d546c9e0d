/** What the scale rounds so much that loads, and with them waits, are not those of the city. */
import type { Scenario } from '../scenario.ts';
import { SERVICES } from '../services/registry.ts';
import type { LocalName } from '../city.ts';
import type { ServiceType } from '../services/service.ts';

/** Loads this near to the city's change headlines by less than seeds do. */
const TOLERATED = 0.1;
const NEARLY_WHOLE = 0.05;

export interface RoundedByScale {
  /** One of them, in both languages. */
  readonly name: LocalName;
  /** Load on each relative to the city: 0.74 where 26% fewer residents share one. */
  readonly load: number;
}

/** Load on each of `real` facilities at 1:scale relative to the city, when there is a whole number of them and at least one. */
export function loadAtScale(real: number, scale: number): number {
  return real / scale / Math.max(1, Math.round(real / scale));
}

/** Facilities of a run whose load is more than a tenth off the city's, those furthest off first. */
export function roundedByScale(
  { city, parameters, scale }: Pick<Scenario, 'city' | 'parameters' | 'scale'>,
  services: readonly ServiceType[] = SERVICES,
): readonly RoundedByScale[] {
  return facilitiesOf(city, parameters, services)
    .map(({ name, count }) => ({ name, load: loadAtScale(count, scale) }))
    .filter(({ load }) => Math.abs(load - 1) > TOLERATED)
    .sort((a, b) => Math.abs(b.load - 1) - Math.abs(a.load - 1));
}

/** Facilities told of at most. */
const TOLD = 3;

/** How far off the city's the loads of a run are, those furthest off first; undefined where none is more than a tenth off. */
export function loadsInWords(scenario: Pick<Scenario, 'city' | 'parameters' | 'scale'>): LocalName | undefined {
  const worst = roundedByScale(scenario).slice(0, TOLD);
  if (worst.length === 0) return undefined;
  const off = (load: number) => Math.round(Math.abs(load - 1) * 100);
  return {
    en: worst
      .map(({ name, load }) => `${off(load)}% ${load < 1 ? 'fewer' : 'more'} residents share ${name.en}`)
      .join(', '),
    zh: worst.map(({ name, load }) => `共用一处${name.zh}的居民${load < 1 ? '少' : '多'} ${off(load)}%`).join('，'),
  };
}

/** The next finer scale at which every facility bears about the city's load; 1 at the finest. */
export function scaleThatFits(
  { city, parameters, scale }: Pick<Scenario, 'city' | 'parameters' | 'scale'>,
  services: readonly ServiceType[] = SERVICES,
): number {
  const counts = facilitiesOf(city, parameters, services).map(({ count }) => count);
  let finer = scale;
  while (finer > 1 && counts.some((count) => Math.abs(loadAtScale(count, finer) - 1) > NEARLY_WHOLE)) finer--;
  return finer;
}

function facilitiesOf(
  city: Scenario['city'],
  parameters: Scenario['parameters'],
  services: readonly ServiceType[],
): readonly { readonly name: LocalName; readonly count: number }[] {
  return services.flatMap(({ facilities }) => facilities?.(city, parameters) ?? []);
}
