/** Fingerprints of parts of a world: a service that is added, or changes, leaves those of the others as they were. */
import { Digest } from '../kernel/digest.ts';
import type { World } from './world.ts';

/** What belongs to no service: people, their days, queues and money. */
export const REST = 'city';

/**
 * 16 hexadecimal digits for each service, over the events of its kinds dispatched so far and the columns of its state now, and
 * for the rest of the world under `city`. Names of kinds and columns begin with that of their service. Events are taken in
 * with the number of their kind: services behind a new one in the registry have other digests than before.
 */
export function serviceDigests(world: World): Record<string, string> {
  const ids = world.services.map(({ id }) => id);
  const ownerOf = (name: string): string => ids.find((id) => name.startsWith(`${id}.`)) ?? REST;
  const events = world.dispatchedDigest;
  const columns = world.stateColumns();
  const digestOf = (owner: string): string => {
    const digest = new Digest();
    const kinds = world.kindNames.flatMap((name, kind) => (ownerOf(name) === owner ? [kind] : []));
    for (const word of events.sum(kinds)) digest.add(word);
    for (const [name, column] of columns) if (ownerOf(name) === owner) digest.addColumn(column);
    return digest.hex();
  };
  return Object.fromEntries([...ids, REST].map((owner) => [owner, digestOf(owner)]));
}
