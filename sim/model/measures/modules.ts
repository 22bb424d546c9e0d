/** What is measured apart from the core: services, and modules that no place belongs to. */
import { CREDIT_MODULE } from '../credit/measures.ts';
import { SERVICES } from '../services/registry.ts';
import type { UnitDeclaration } from '../services/service.ts';
import type { FactDeclaration, MeasureRow } from './declare.ts';
import type { BlockDimensions } from './layout.ts';

/** Counters, facts and measures under a name of their own. */
export interface MeasuredModule {
  readonly id: string;
  readonly counters?: Readonly<Record<string, BlockDimensions>>;
  readonly facts?: Readonly<Record<string, FactDeclaration>>;
  readonly measures?: readonly MeasureRow[];
  readonly units?: Readonly<Record<string, UnitDeclaration>>;
}

/** In the order in which their counters lie; services come first, with the numbers of the registry. */
export const MODULES: readonly MeasuredModule[] = [...SERVICES, CREDIT_MODULE];
