/** The facts that services and modules declare, numbered in their order. */
import type { FactDeclaration } from './declare.ts';
import { MODULES } from './modules.ts';

interface NumberedFact {
  /** `service.fact`. */
  readonly name: string;
  /** Index of its service, or module, in `MODULES`. */
  readonly service: number;
  readonly declared: FactDeclaration;
}

export const FACTS: readonly NumberedFact[] = MODULES.flatMap(({ id, facts = {} }, service) =>
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
