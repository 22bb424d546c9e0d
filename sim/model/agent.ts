/**
 * Tills at which people pay what they owe to others: bills in a shop. The service whose places these are offers them
 * (`Host.agents`), another has people go there, and neither knows the other.
 */
import type { Places } from './places.ts';

/** What people go to an agent for. */
export interface Commission {
  /** How much longer the way is than the straight line, and the speed from door to door. */
  readonly trip: { readonly trip_detour: number; readonly trip_kmh: number };
  /** A person has come: ticks and metres of the trip there and back. The ticks have been counted as the person's time. */
  readonly came: (person: number, ticks: number, metres: number) => void;
  /** A person is served at a till after a wait. @returns ticks it takes with the payment, 1 or more */
  readonly serve: (person: number, places: Places, place: number, waited: number) => number;
}

export interface Agent {
  /** Minute of the day at which somebody comes; u in (0, 1) chooses. */
  minuteAt(u: number): number;
  /** @returns code of the activity, for plans of whoever asks: it counts among its own (Room.activities) */
  take(commission: Commission): number;
}
