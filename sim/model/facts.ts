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
  'phone_empty',
  'network_down',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Stations of a hospital visit, in the order of every stage column. */
export const STAGES = ['registration', 'doctor', 'cashier', 'examination', 'pharmacy'] as const;

/** All times in ticks, money in fen; `place` counts within its sector's service (a bus for sector bus, −1 at a stop). */
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
  /** An attempt to pay by this method did not go through (network, code, no change). */
  failed(sector: number, place: number, person: number, method: number): void;
  /** Nothing the person had was accepted: the service was refused. */
  refused(sector: number, place: number, person: number): void;
  /** A wait ended in being served. `stage` is −1 outside hospitals. */
  waited(sector: number, place: number, person: number, ticks: number, stage: number): void;
  /** Someone was served for so long (goods and payment). */
  served(sector: number, place: number, person: number, ticks: number, stage: number): void;
  /** Patience ran out after `ticks` (0: closed on arrival). */
  walkedAway(sector: number, place: number, person: number, ticks: number): void;
  /** The till had no change for this note. */
  changeShort(sector: number, place: number, person: number): void;
  /** A stored-value card was topped up. */
  toppedUp(person: number, fen: number, ticks: number): void;
  /** A bus left a stop where it had stood `ticks` and taken on `boarded` people; `left` stayed behind for want of room. */
  dwelt(bus: number, ticks: number, boarded: number, left: number): void;
  /** A bus completed a trip: running time and lateness at the last stop (negative: early). */
  tripEnded(bus: number, runningTicks: number, lateTicks: number): void;
  /** A passenger got off after so long on board. */
  rode(person: number, ticks: number): void;
  /** A hospital visit ended, after `ticks` from door to door of which `walking` were walks between counters. */
  visited(hospital: number, person: number, ticks: number, walking: number): void;
  /** A person joined (or dropped) the wallet (sector −1) or a sector's own enrolment. */
  enrolled(person: number, sector: number): void;
  lapsed(person: number, sector: number): void;
  /** A place began (or ceased) to take mobile payment. */
  accepts(sector: number, place: number, on: boolean): void;
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
  waited(sector: number, place: number, person: number, ticks: number, stage: number): void {
    for (const o of this.observers) o.waited(sector, place, person, ticks, stage);
  }
  served(sector: number, place: number, person: number, ticks: number, stage: number): void {
    for (const o of this.observers) o.served(sector, place, person, ticks, stage);
  }
  walkedAway(sector: number, place: number, person: number, ticks: number): void {
    for (const o of this.observers) o.walkedAway(sector, place, person, ticks);
  }
  changeShort(sector: number, place: number, person: number): void {
    for (const o of this.observers) o.changeShort(sector, place, person);
  }
  toppedUp(person: number, fen: number, ticks: number): void {
    for (const o of this.observers) o.toppedUp(person, fen, ticks);
  }
  dwelt(bus: number, ticks: number, boarded: number, left: number): void {
    for (const o of this.observers) o.dwelt(bus, ticks, boarded, left);
  }
  tripEnded(bus: number, runningTicks: number, lateTicks: number): void {
    for (const o of this.observers) o.tripEnded(bus, runningTicks, lateTicks);
  }
  rode(person: number, ticks: number): void {
    for (const o of this.observers) o.rode(person, ticks);
  }
  visited(hospital: number, person: number, ticks: number, walking: number): void {
    for (const o of this.observers) o.visited(hospital, person, ticks, walking);
  }
  enrolled(person: number, sector: number): void {
    for (const o of this.observers) o.enrolled(person, sector);
  }
  lapsed(person: number, sector: number): void {
    for (const o of this.observers) o.lapsed(person, sector);
  }
  accepts(sector: number, place: number, on: boolean): void {
    for (const o of this.observers) o.accepts(sector, place, on);
  }
}
