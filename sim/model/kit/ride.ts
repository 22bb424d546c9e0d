/**
 * A ride in one number: the queue where it begins (see Lines), and in the low ten bits the position along the route where it
 * ends: a line has at most 1,000 stops, and all lines 2²¹ queues.
 */
const POSITION_BITS = 10;

export const packRide = (queue: number, end: number): number => (queue << POSITION_BITS) | end;
export const queueOfRide = (ride: number): number => ride >>> POSITION_BITS;
export const endOfRide = (ride: number): number => ride & ((1 << POSITION_BITS) - 1);
