/** What must hold in a world at any instant, whatever the scenario. All that is known here of its columns is here. */
import { PLACE_KINDS, SECTORS } from '../../sim/model/catalogue.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import type { World } from '../../sim/model/world.ts';

/** What is wrong with a world now, a sentence each; none where all is well. */
export function troublesOf(world: World): string[] {
  return [...moneyTroubles(world), ...queueTroubles(world), ...fleetTroubles(world)];
}

const sum = (column: Iterable<number>): number => {
  let total = 0;
  for (const value of column) total += value;
  return total;
};

/** The books sum to zero, agree with what people and tills hold, and nobody holds less than nothing. */
function moneyTroubles({ ledger, people, places: everywhere }: World): string[] {
  const troubles: string[] = [];
  const hold = (what: string, found: number, expected: number) => {
    if (found !== expected) troubles.push(`${what}: found ${found} fen, expected ${expected}`);
  };
  hold('the sum of all accounts', ledger.sum(), 0);
  hold('cash of residents', sum(people.cash), ledger.balance[ACCOUNT.residentCash]!);
  hold('cards of residents', sum(people.card), ledger.balance[ACCOUNT.residentCards]!);
  // Kinds of places at which no resident pays have numbers beyond those of sectors, and no tills.
  const tills = PLACE_KINDS.map(() => 0);
  for (const places of everywhere) {
    for (let place = 0; place < places.count; place++) tills[places.sector.get(place)]! += places.till.get(place);
  }
  SECTORS.forEach((id, sector) => hold(`tills of ${id}`, tills[sector]!, ledger.balance[ledger.till(sector)]!));
  hold('tills elsewhere', sum(tills.slice(SECTORS.length)), 0);
  const columns = [people.cash, people.card, ...everywhere.flatMap(({ till, change }) => [till, change])];
  if (columns.some((column) => column.copy().some((fen) => fen < 0))) troubles.push('somebody holds less than nothing');
  if (!ledger.balance.every(Number.isSafeInteger)) troubles.push('a balance is not in whole fen');
  return troubles;
}

/** Each person is in at most one queue, where the person's own column says so, and lengths add up. */
function queueTroubles({ queues, people }: World): string[] {
  const troubles: string[] = [];
  const seen = new Uint8Array(people.count);
  let queued = 0;
  for (let station = 0; station < queues.stationCount; station++) {
    let length = 0;
    for (let person = queues.head(station); person >= 0 && length <= people.count; person = queues.next(person)) {
      length++;
      if (seen[person]++ > 0) troubles.push(`person ${person} is in two queues`);
      if (queues.at(person) !== station) troubles.push(`person ${person} does not know of queue ${station}`);
    }
    queued += length;
    if (length !== queues.waiting.get(station)) {
      troubles.push(`queue ${station}: found ${length} people in it, expected ${queues.waiting.get(station)}`);
    }
    // Whoever worked part of a shift serves to the end whom they had begun with.
    if (queues.busy.get(station) > queues.servers.get(station) + 1) {
      troubles.push(`station ${station}: more at work than there are`);
    }
  }
  let waiting = 0;
  for (let person = 0; person < people.count; person++) if (queues.at(person) >= 0) waiting++;
  if (queued !== waiting) troubles.push(`found ${queued} people in queues, expected ${waiting}`);
  return troubles;
}

/** Vehicles carry whom they say, and not more than they hold. */
function fleetTroubles({ queues, services }: World): string[] {
  return services.flatMap(({ id, fleet }) => {
    if (fleet === undefined) return [];
    const troubles: string[] = [];
    for (let vehicle = 0; vehicle < fleet.size; vehicle++) {
      let aboard = 0;
      const [first, count] = fleet.stationsOf(vehicle);
      for (let station = first; station < first + count; station++) aboard += queues.waiting.get(station);
      const load = fleet.load[vehicle]!;
      if (load !== aboard) troubles.push(`${id} ${vehicle}: found ${aboard} aboard, expected ${load}`);
      if (load > fleet.capacity) troubles.push(`${id} ${vehicle}: found ${load} aboard, room for ${fleet.capacity}`);
    }
    return troubles;
  });
}

/** People aboard vehicles now. */
export function peopleAboard({ services }: World): number {
  return services.reduce((total, { fleet }) => total + (fleet === undefined ? 0 : sum(fleet.load)), 0);
}
