/**
 * What a kind of policy is. All there is to say of one stands in its file: what a scenario file may say (`fields`), what it
 * does to the city (`pull`, `schedule`), its words in both languages. Schema, mistakes, resolution, forms, documents and
 * writing follow. A kind is added by its file and one line: in registry.ts, or among the policies of the service it is of.
 */
import type { Engine } from '../../kernel/engine.ts';
import type { Team } from '../../kernel/team.ts';
import type { LocalName } from '../city.ts';
import type { EventEntity } from '../host.ts';
import type { ActionCommon } from '../scenario.ts';
import type { Field } from './field.ts';
import type { Lever, Levers } from './levers.ts';
import type { SectorChoice } from './sector-choice.ts';

/** Whether an action begins and ends with days, or at minutes. */
export type Period = 'days' | 'minutes';

type Fields = Readonly<Record<string, Field>>;
/** What an action of a kind with these fields has of its own. */
type Own<F extends Fields, P extends Period> = { readonly [K in keyof F as F[K]['as']]: number } & (P extends 'minutes'
  ? Minutes
  : object);

/** First minute of effect and first without, counted from midnight of `fromDay`; the second may exceed 1440. */
export interface Minutes {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** An action as its kind sees it. */
export type Action<O extends object = object> = ActionCommon & O;

/** What a kind sees of the world when it has events of its own. */
export interface PolicyHost {
  readonly engine: Engine;
  readonly levers: Levers;
  readonly team: Team;
  /** Declares a kind of event, whose number is an index among the actions of the kind. */
  eventKind(name: string, handler: (action: number) => void, entity: EventEntity): number;
}

export interface PolicyKind<Id extends string = string, O extends object = object> {
  /** As files have it under the key `measure`. */
  readonly id: Id;
  readonly name: LocalName;
  /** One sentence: what it does. */
  readonly about: LocalName;
  readonly sectors: SectorChoice;
  readonly period: Period;
  /** Whether what it has done stays when its days are over. */
  readonly stays?: boolean;
  /** By their names in a file, in the order in which they are written. */
  readonly fields: Fields;
  /** Levers of its own, that a service asks for by name. */
  readonly levers?: readonly Lever[];
  /** What an action that changes nothing would need to act, to follow "expected". */
  readonly toAct: LocalName;
  /** One line of an action, with `{where}`, `{from}`, `{to}` and the names of fields for their values. */
  sentence(action: Action<O>): LocalName;
  /** Pulls the levers for `day`. Called for every day from the action's first, so that it can leave something behind. */
  pull?(levers: Levers, action: Action<O>, day: number): void;
  /**
   * Declares the kind's events; called in every world, with or without actions, before services declare theirs.
   * @returns what schedules them, called when the world is set up
   */
  schedule?(host: PolicyHost, actions: readonly Action<O>[]): () => void;
}

/** Declares a kind; what its functions get to see follows from its fields. */
export function policyKind<const Id extends string, const F extends Fields, const P extends Period>(
  kind: PolicyKind<Id, Own<F, P>> & { readonly fields: F; readonly period: P },
): PolicyKind<Id, Own<F, P>> {
  return kind;
}

/** Whether `day` is one of the action's own days. */
export function inForce(action: Pick<ActionCommon, 'fromDay' | 'toDay'>, day: number): boolean {
  return day >= action.fromDay && day < action.toDay;
}
