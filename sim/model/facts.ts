/**
 * What services report as it happens. Mechanics emit facts; observers (measures, pictures, traces) listen and must not
 * change anything. Removing an observer changes no digest.
 */

/** How the method of a payment was arrived at. One object, overwritten by each payment: copy what is to be kept. */
export interface Decision {
  /** For each of METHODS: index into PAYMENT_STATES, 0 = possible. */
  readonly state: Uint8Array;
  /** For each of METHODS: probability of being chosen first. */
  readonly probability: Float64Array;
  /** Method that was tried first and failed, or −1. */
  failed: number;
}

/** Why a method cannot be used for a payment; 0 means that it can. */
export const PAYMENT_STATES = [
  'possible',
  'not_accepted',
  'not_held',
  'not_enough',
  'not_enrolled',
  'not_used',
  'phone_empty',
  'network_down',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];
/** Their codes. */
export const PAYMENT_STATE = Object.fromEntries(PAYMENT_STATES.map((name, code) => [name, code])) as Record<
  PaymentState,
  number
>;

/** All times in ticks, money in fen; `place` is one of `World.placesOf` of its sector (a vehicle where payments are made in those), −1 for none. */
export interface Observer {
  /** A payment was made: `ticks` the time it took, failed attempts included. */
  payment(
    sector: number,
    place: number,
    person: number,
    method: number,
    fen: number,
    ticks: number,
    ready: boolean,
    decision: Decision,
  ): void;
  /** An attempt to pay by this method did not go through (network, code, card turned down, no change). */
  failed(sector: number, place: number, person: number, method: number): void;
  /** Nothing the person had was accepted: the service was refused. */
  refused(sector: number, place: number, person: number): void;
  /** A wait ended in being served. */
  waited(sector: number, place: number, person: number, ticks: number): void;
  /** Someone was served for so long (goods and payment). */
  served(sector: number, place: number, person: number, ticks: number): void;
  /** Patience ran out after `ticks` (0: closed on arrival). */
  walkedAway(sector: number, place: number, person: number, ticks: number): void;
  /** The till had no change for this note. */
  changeShort(sector: number, place: number, person: number): void;
  /** Somebody without the city's stored-value card bought one, for so much. */
  boughtCard(person: number, fen: number): void;
  /** A stored-value card was topped up. */
  toppedUp(person: number, fen: number, ticks: number): void;
  /** A person joined (or dropped) an enrolment. */
  enrolled(person: number, enrolment: number): void;
  lapsed(person: number, enrolment: number): void;
  /** A place began (or ceased) to take mobile payment. */
  accepts(sector: number, place: number, on: boolean): void;
  /** A fact of a service's own (`Host.fact`); what `subject`, a, b and c are, the service says where it declares the fact. */
  noted(fact: number, subject: number, a: number, b: number, c: number): void;
}

/** Passes every fact on to each observer, in order. */
export class Facts implements Observer {
  private readonly observers: Observer[] = [];

  add(observer: Observer): void {
    this.observers.push(observer);
  }
  payment(
    sector: number,
    place: number,
    person: number,
    method: number,
    fen: number,
    ticks: number,
    ready: boolean,
    decision: Decision,
  ): void {
    for (const o of this.observers) o.payment(sector, place, person, method, fen, ticks, ready, decision);
  }
  failed(sector: number, place: number, person: number, method: number): void {
    for (const o of this.observers) o.failed(sector, place, person, method);
  }
  refused(sector: number, place: number, person: number): void {
    for (const o of this.observers) o.refused(sector, place, person);
  }
  waited(sector: number, place: number, person: number, ticks: number): void {
    for (const o of this.observers) o.waited(sector, place, person, ticks);
  }
  served(sector: number, place: number, person: number, ticks: number): void {
    for (const o of this.observers) o.served(sector, place, person, ticks);
  }
  walkedAway(sector: number, place: number, person: number, ticks: number): void {
    for (const o of this.observers) o.walkedAway(sector, place, person, ticks);
  }
  changeShort(sector: number, place: number, person: number): void {
    for (const o of this.observers) o.changeShort(sector, place, person);
  }
  boughtCard(person: number, fen: number): void {
    for (const o of this.observers) o.boughtCard(person, fen);
  }
  toppedUp(person: number, fen: number, ticks: number): void {
    for (const o of this.observers) o.toppedUp(person, fen, ticks);
  }
  enrolled(person: number, enrolment: number): void {
    for (const o of this.observers) o.enrolled(person, enrolment);
  }
  lapsed(person: number, enrolment: number): void {
    for (const o of this.observers) o.lapsed(person, enrolment);
  }
  accepts(sector: number, place: number, on: boolean): void {
    for (const o of this.observers) o.accepts(sector, place, on);
  }
  noted(fact: number, subject: number, a: number, b: number, c: number): void {
    for (const o of this.observers) o.noted(fact, subject, a, b, c);
  }
}
