/** What services declare of themselves for whoever shows them: names, signs and words, without their mechanics. */
import type { LocalName } from '../model/city.ts';
import { MODULES } from '../model/measures/modules.ts';
import { SERVICES } from '../model/services/registry.ts';
import type { UnitDeclaration } from '../model/services/service.ts';

/** A service as it is shown. */
export interface ServiceDeclaration {
  readonly id: string;
  readonly name: LocalName;
  /** Ids of its sectors. */
  readonly sectors: readonly string[];
  readonly hasVehicles: boolean;
  /** Dimensions of its own, with the names of their members. */
  readonly dimensions: Readonly<Record<string, readonly { readonly id: string; readonly name: LocalName }[]>>;
}

export const SERVICE_DECLARATIONS: readonly ServiceDeclaration[] = SERVICES.map(
  ({ id, name, sectors, dimensions = {} }) => ({
    ...{ id, name, dimensions },
    sectors: sectors.map((sector) => sector.id),
    hasVehicles: sectors.some(({ inVehicles }) => inVehicles === true),
  }),
);

/** Words for keys and values told by services, each as `service.key`. */
export const WORDS: ReadonlyMap<string, LocalName> = new Map(
  SERVICES.flatMap(({ id, words = {} }) => Object.entries(words).map(([key, name]) => [`${id}.${key}`, name] as const)),
);

/** Units that services and modules declare for their measures, by id. */
export const UNITS: ReadonlyMap<string, UnitDeclaration> = new Map(
  MODULES.flatMap(({ units = {} }) => Object.entries(units)),
);

/** Units of the core that count things of the simulated city, of which the whole city has `scale` times as many. */
const COUNTED = new Set(['payments', 'persons', 'person-min', 'top-ups', 'yuan']);

/** Whether a unit counts things, so that the whole city has more of them than the simulated one. */
export const isCounted = (unit: string): boolean => COUNTED.has(unit) || UNITS.get(unit)?.isCounted === true;
