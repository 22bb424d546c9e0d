/** What a kind of measure is to the model: a way to pull the levers. */
import type { PolicyMeasure } from '../scenario.ts';
import type { Levers } from './levers.ts';

/** Pulls the levers for `day`. Called for every day from the measure's first, so that it can leave something behind. */
export type Effect<M extends PolicyMeasure> = (levers: Levers, measure: M, day: number) => void;

/** Whether `day` is one of the measure's own days. */
export function inForce(measure: { readonly fromDay: number; readonly toDay: number }, day: number): boolean {
  return day >= measure.fromDay && day < measure.toDay;
}
