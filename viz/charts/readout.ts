/** What a chart says of one day: this run's values, and where it has none, the means of the seeds made beforehand. */
import type { Curve, Expected } from './plot.ts';
import { valueOn } from './series.ts';

export interface Readout {
  readonly baseline: number;
  readonly policy: number;
  /** Whose values they are; null where nobody has any. Those of a run are never set against the means of seeds. */
  readonly from: 'run' | 'seeds' | null;
}

/**
 * The values of both worlds on a day of the run (0 = first).
 * @param known days of this run that are complete
 */
export function readoutOn(
  day: number,
  known: number,
  curves: readonly Pick<Curve, 'id' | 'points'>[],
  expected: Pick<Expected, 'baseline' | 'policy'> | null,
): Readout {
  const ofRun = (world: Curve['id']): number =>
    valueOn(curves.find(({ id }) => id === world)?.points ?? [], day < known ? day : -1);
  const run = { baseline: ofRun('baseline'), policy: ofRun('policy') };
  if (isSaid(run)) return { ...run, from: 'run' };
  const seeds = { baseline: valueOn(expected?.baseline ?? [], day), policy: valueOn(expected?.policy ?? [], day) };
  return isSaid(seeds) ? { ...seeds, from: 'seeds' } : { ...run, from: null };
}

const isSaid = ({ baseline, policy }: Pick<Readout, 'baseline' | 'policy'>): boolean =>
  Number.isFinite(baseline) || Number.isFinite(policy);

/** The days of which a chart can say something: those of this run so far, or all that the seeds tell of. */
export function toldDays(days: number, known: number, expected: Expected | null): number {
  return expected === null ? Math.min(days, known) : days;
}

/** The days that a table shows at first: so many, up to the latest of this run. */
export function firstRows(told: number, known: number, rows: number): { readonly from: number; readonly to: number } {
  const to = Math.min(told, Math.max(known, rows));
  return { from: Math.max(0, to - rows), to };
}
