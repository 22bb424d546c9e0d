/** What a kind of action is to the model: a way to pull the levers. */
import type { PolicyAction } from '../scenario.ts';
import type { Levers } from './levers.ts';

/** Pulls the levers for `day`. Called for every day from the action's first, so that it can leave something behind. */
export type Effect<M extends PolicyAction> = (levers: Levers, action: M, day: number) => void;

/** Whether `day` is one of the action's own days. */
export function inForce(action: { readonly fromDay: number; readonly toDay: number }, day: number): boolean {
  return day >= action.fromDay && day < action.toDay;
}
