/** Which station, if any, is within reach of where people live, work and study. */
import type { Host } from '../../host.ts';
import type { Purpose } from '../../../kernel/random.ts';
import type { Network } from './network.ts';

/** Places in the land of a neighbourhood at which its people, and its workplaces, are taken to be. */
const SPOTS = 32;
const NONE = 0xffff;
const TRIES = 16;

export class Reach {
  /** By neighbourhood and spot. */
  private readonly nearest: Uint16Array;
  private readonly draw: { readonly spot: Purpose; readonly home: Purpose; readonly work: Purpose };

  /** @param km how far people go to a station */
  constructor(
    private readonly host: Host,
    network: Network,
    km: number,
  ) {
    const { geography, memory, random } = host;
    this.draw = {
      spot: random.purpose('metro.spot'),
      home: random.purpose('metro.home'),
      work: random.purpose('metro.work'),
    };
    this.nearest = memory.fixed(Uint16Array, geography.neighbourhoods * SPOTS).fill(NONE);
    if (network.stations > 0) for (let home = 0; home < geography.neighbourhoods; home++) this.look(home, network, km);
  }

  /** Station of a person at home, or −1. */
  ofHome(person: number): number {
    return this.stationOf(this.host.people.home.get(person), this.draw.home.below(person, 0, SPOTS));
  }

  /** Station of a workplace or school, or −1: the same for all who belong to it. */
  ofWork(workplace: number): number {
    return this.stationOf(this.host.people.workplaceHome[workplace], this.draw.work.below(workplace, 0, SPOTS));
  }

  /** Residents to whom each station is the nearest one within reach. */
  residents(stations: number): Float64Array {
    const { homePeople } = this.host.geography;
    const people = new Float64Array(stations);
    this.nearest.forEach((station, at) => {
      if (station !== NONE) people[station] += homePeople[Math.floor(at / SPOTS)] / SPOTS;
    });
    return people;
  }

  private stationOf(home: number, spot: number): number {
    const station = this.nearest[home * SPOTS + spot];
    return station === NONE ? -1 : station;
  }

  /** Its land is a disc that its residents fill at the built-up density, in the city: at 1:k those it stands for too. */
  private look(home: number, network: Network, km: number): void {
    const { geography, scale } = this.host;
    const [homeX, homeY] = [geography.homeX[home], geography.homeY[home]];
    const radius = Math.sqrt((geography.homePeople[home] * scale) / geography.density / 3.141592653589793);
    const near: number[] = [];
    for (let station = 0; station < network.stations; station++) {
      if (isWithin(network.x[station] - homeX, network.y[station] - homeY, km + radius)) near.push(station);
    }
    if (near.length === 0) return;
    for (let spot = 0; spot < SPOTS; spot++) {
      const [x, y] = this.place(home, spot, radius);
      let least = km * km;
      for (const station of near) {
        const [dx, dy] = [network.x[station] - homeX - x, network.y[station] - homeY - y];
        if (dx * dx + dy * dy > least) continue;
        least = dx * dx + dy * dy;
        this.nearest[home * SPOTS + spot] = station;
      }
    }
  }

  private place(home: number, spot: number, radius: number): readonly [number, number] {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const n = (spot * TRIES + attempt) * 2;
      const u = this.draw.spot.uniform(home, n) * 2 - 1;
      const v = this.draw.spot.uniform(home, n + 1) * 2 - 1;
      if (u * u + v * v <= 1) return [u * radius, v * radius];
    }
    return [0, 0];
  }
}

function isWithin(x: number, y: number, km: number): boolean {
  return x * x + y * y <= km * km;
}
