/** The facts that services declare, numbered in the order of the registry. */
import { SERVICES } from '../services/registry.ts';
import type { FactDeclaration } from './declare.ts';

interface NumberedFact {
  /** `service.fact`. */
  readonly name: string;
  /** Index of its service in the registry. */
  readonly service: number;
  readonly declared: FactDeclaration;
}

export const FACTS: readonly NumberedFact[] = SERVICES.flatMap(({ id, facts = {} }, service) =>
  Object.entries(facts).map(([name, declared]) => ({ name: `${id}.${name}`, service, declared })),
);

/** Number of a fact, for `Facts.noted`. @throws Error for a name that no service declares */
export function factIndex(name: string): number {
  const at = FACTS.findIndex((fact) => fact.name === name);
  if (at < 0) {
    throw new Error(`found no fact called ${name}, expected one of ${FACTS.map((fact) => fact.name).join(', ')}`);
  }
  return at;
}
