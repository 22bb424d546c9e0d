/** What an enrolment is: the wallet, and what a service has people join in the phone. */
import type { LocalName } from '../city.ts';

export interface EnrolmentDeclaration {
  /** Lower-case, one word. */
  readonly id: string;
  /** What people have joined, as in "electronic bus card". */
  readonly name: LocalName;
  /** As the measures name it: `enrolment.bus_card`. */
  readonly measure: string;
  /** Sectors in which campaigns and helpers are about it. Left out: those that need no enrolment. */
  readonly sectors?: readonly string[];
  /** Payment profile whose habit keeps people from dropping it. */
  readonly profile: string;
  /** Whether it can be dropped. */
  readonly lapses: boolean;
  /** Whether it is of use in every city, so that whoever moves keeps it. Left out: it is of the city, and stays behind. */
  readonly goesAlong?: boolean;
  /** Flag of a person without which nobody can join: only students have a campus card. */
  readonly onlyFlag?: string;
  /** Parameter: share of wallet holders who have joined on the first day. */
  readonly initialShare?: string;
  /** Parameter: share of those who join that never use what they have joined. */
  readonly dormantShare?: string;
  /** Parameters, 1/day: hazard of joining for those aware; added when all peers have joined. */
  readonly daily: string;
  readonly peerDaily?: string;
  /** Flag of a person, and the parameter that multiplies the hazard of those who have it. */
  readonly factor?: { readonly flag: string; readonly by: string };
  /** Parameters: share of the unaware who hear of it each day; and when all peers have joined. */
  readonly awareDaily?: string;
  readonly wordOfMouthDaily?: string;
}
