/** The narrow face of the world that services see. */
import type { Engine } from '../kernel/engine.ts';
import type { Memory } from '../kernel/memory.ts';
import type { RandomSource } from '../kernel/random.ts';
import type { Field, Uint16Field, Uint32Field, Uint8Field } from '../kernel/records.ts';
import type { Stations } from '../kernel/stations.ts';
import type { Agent } from './agent.ts';
import type { City } from './city.ts';
import type { Days } from './days.ts';
import type { Facts } from './facts.ts';
import type { Geography } from './geography.ts';
import type { Ledger } from './ledger.ts';
import type { Payments } from './payment/payment.ts';
import type { People } from './people.ts';
import type { Places } from './places.ts';
import type { Levers } from './policy/levers.ts';
import type { Regions } from './regions.ts';
import type { SchoolDays } from './school-days.ts';

/** What an event happens to, and how a trace tells the state of such a thing. */
export interface EventEntity {
  /** In traces: `vehicle`, `stop`. Where it is `person`, the number is a person's, whose record is then read ahead. */
  readonly name: string;
  /** State now: names and values, in order. */
  values(entity: number): readonly (readonly [name: string, value: number | string])[];
}

export interface Host {
  readonly city: City;
  /** First day of the run, `YYYY-MM-DD`. */
  readonly start: string;
  /** The city is simulated at 1:scale. */
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly random: RandomSource;
  /** Numbers by which places are put in the order in which they are fitted and join: see rollout.ts. */
  readonly rollout: RandomSource;
  readonly memory: Memory;
  readonly geography: Geography;
  /** Which worker of the team simulates what. */
  readonly regions: Regions;
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly queues: Stations;
  readonly days: Days;
  readonly people: People;
  /** How far a person is in what a service does for them: the leg of a visit, or where a ride ends. */
  readonly progress: Field;
  /**
   * The tick at which a person's present visit began, and the ticks walked since: nobody is on two visits at once, so that
   * services share these columns.
   */
  readonly visitBegan: Uint32Field;
  readonly visitWalked: Uint16Field;
  readonly payments: Payments;
  /** Services at whose tills others may have people pay, of those that have been created. */
  readonly agents: Agent[];
  /** All places: those of each service, then its vehicles. There when services are opened. */
  readonly places: readonly Places[];
  readonly facts: Facts;
  readonly levers: Levers;
  /** Day under way. */
  readonly today: number;
  isWeekend(day: number): boolean;
  /** When schools are open. */
  readonly schoolDays: SchoolDays;
  /** A person keeps in mind the time lost waiting to pay. */
  remember(person: number, ticks: number): void;
  /**
   * Declares a kind of event. Services do so in the order of the registry, which is the order within a tick.
   * @param entity what its number stands for; a person where it is left out
   * @returns the number of the kind
   */
  eventKind(name: string, handler: (entity: number) => void, entity?: EventEntity): number;
  /** Index of a sector, of an enrolment and of a fact, and the bit of a flag, by the names that services have declared. */
  sector(id: string): number;
  /** Index of a kind of place at which no resident pays, for the column of sectors. */
  site(id: string): number;
  /** Whether places of a sector decide for themselves what they take. */
  isMerchant(sector: number): boolean;
  enrolment(id: string): number;
  fact(name: string): number;
  flag(name: string): number;
  /** Index of a payment profile: into `People.ready` and `People.habit`. */
  profile(id: string): number;
  /** A person's columns that the service has declared (Room.columns), by name. */
  column8(name: string): Uint8Field;
  column16(name: string): Uint16Field;
  column32(name: string): Uint32Field;
}
