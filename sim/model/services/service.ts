/** What a service declares of itself, and what it is to the world once it has been created. */
import type { DigestColumn } from '../../kernel/digest.ts';
import type { City, LocalName } from '../city.ts';
import type { EnrolmentDeclaration } from '../adoption/enrolment.ts';
import type { Host } from '../host.ts';
import type { Fleet } from '../kit/fleet.ts';
import type { TimetabledFleet } from '../kit/timetabled-fleet.ts';
import type { LookAhead } from '../look-ahead.ts';
import type { BlockDimensions } from '../measures/layout.ts';
import type { FactDeclaration, MeasureRow } from '../measures/declare.ts';
import type { Parameter } from '../parameter-table.ts';
import type { PaymentProfile } from '../payment/profile.ts';
import type { Places } from '../places.ts';
import type { PolicyKind } from '../policy/kind.ts';

/** A kind of place where payments are made, as scenario files, results and the page name it. */
export interface SectorDeclaration {
  /** Lower-case, one word: part of scenario files and of the names of measures. */
  readonly id: string;
  readonly name: LocalName;
  /** How it takes money. */
  readonly payment: SectorTerms;
  /** Parameter: share of its places that take mobile payment on the first day. */
  readonly acceptingShare: string;
  /** Line icon on a grid of 24 × 24, an SVG path. */
  readonly sign: string;
  /** Whether its payments are made in the vehicles of its service, which has a fleet then. */
  readonly inVehicles?: true;
}

/** A kind of place at which no resident pays: the map and its legend show it as they show sectors. */
export interface SiteDeclaration {
  /** Lower-case, one word. */
  readonly id: string;
  readonly name: LocalName;
  /** Line icon on a grid of 24 × 24, an SVG path. */
  readonly sign: string;
}

/** A unit of measures. */
export interface UnitDeclaration {
  readonly name: LocalName;
  /** Whether it counts things of the simulated city, of which the whole city has `scale` times as many. */
  readonly isCounted?: true;
}

export interface SectorTerms {
  /** Id of the payment profile: how long each way to pay takes, whose readiness and habit count. */
  readonly profile: string;
  /** Whether cash is taken; it is unless this says otherwise. */
  readonly takesCash?: false;
  /**
   * Where cash goes into a machine that takes coins and small notes only, no hundreds. Parameter: chance that one is changed for
   * who has no small money.
   */
  readonly noteChanged?: string;
  /** Whether the stored-value card is taken. */
  readonly takesCard: boolean;
  /** Whether the stored-value card is taken beside it, so that who holds one need not come here. */
  readonly cardBeside?: true;
  /** Whether whoever holds the card of older residents pays nothing here: it is shown as the stored-value card is. */
  readonly takesSeniorCard?: true;
  /** Whether bank cards are taken, as the method `card`: then no stored-value card is. */
  readonly takesBankCards?: boolean;
  /** Whether somebody of the household pays for children, and for some of the very old. */
  readonly paidByFamily?: true;
  /** Figure of the city: share that the operator itself takes off for card and mobile payers. */
  readonly ownDiscount?: string;
  /** Enrolment that mobile payment needs here beside the wallet. */
  readonly enrolment?: string;
  /** Parameter that multiplies the times of the profile. */
  readonly timeFactor?: string;
  /** What cash costs here: `counted` by clerks, by its sum; or `handled` at a till, by the payment. */
  readonly cashCost: 'counted' | 'handled';
}

/** A figure of the city that a service needs: what it may be. */
export interface FigureDeclaration {
  readonly unit: string;
  /** Bounds outside which the model would have nothing to count, or more than any machine holds. */
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  /** Taken where a city's file leaves the figure out; without it the file must have the figure. */
  readonly otherwise?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly source: string;
    /** Whether it is for each resident of the city, and is multiplied by how many there are. */
    readonly perResident?: true;
  };
}

/** A quantity of what a service lays out in a city at 1:1. */
export interface LayoutRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Reference figure of a city that says what is published of it. */
  readonly published?: string;
  /** What is usual elsewhere, with where that is from. */
  readonly usual?: string;
}

/** What a service lays out in a city at 1:1. */
export interface CityLayout {
  readonly rows: readonly LayoutRow[];
  /** Its lines, stop after stop, in the city's plane, km. */
  readonly courses: readonly { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }[];
}

/** How much room a service's people and days need. Zero where left out. */
export interface Room {
  /** Codes of activities. */
  readonly activities?: number;
  /** Places in a day's chain for its activities: so many that hardly any day is cut short. */
  readonly slots?: number;
  /** Payments of a person within one activity. */
  readonly payments?: number;
  /** Columns of a person's record, by name, and their widths in bits. */
  readonly columns?: Readonly<Record<string, 8 | 16 | 32>>;
  /** Largest value that it keeps in `Host.progress`. */
  progress?(parameters: Readonly<Record<string, number>>, city: City): number;
}

/** How a service is registered: one line in registry.ts. Everything else that knows services follows from this. */
export interface ServiceType {
  /** Lower-case, one word; its event kinds, purposes and counters begin with it. */
  readonly id: string;
  readonly name: LocalName;
  readonly sectors: readonly SectorDeclaration[];
  /** Kinds of its places at which no resident pays: no policy is about them, and nothing is counted by them. */
  readonly sites?: readonly SiteDeclaration[];
  /** Name by which scenario files may call all of its sectors at once. */
  readonly group?: { readonly id: string; readonly name: LocalName };
  /** Whether its places decide for themselves, each night, if they take mobile payment. */
  readonly merchants?: boolean;
  readonly profiles?: readonly PaymentProfile[];
  readonly enrolments?: readonly EnrolmentDeclaration[];
  /**
   * Family of parameters by age band: share of residents who hold the stored-value card on the first day. For the one service that
   * issues it; without one nobody has any.
   */
  readonly cardHolders?: string;
  /** Names of bits of its own in the flags of a person. */
  readonly flags?: readonly string[];
  readonly figures?: Readonly<Record<string, FigureDeclaration>>;
  readonly parameters: readonly Parameter[];
  /**
   * What residents share and the scale leaves a whole number of, with how many the city has: what is said of a scale that
   * rounds them follows from it.
   */
  facilities?(
    city: City,
    parameters: Readonly<Record<string, number>>,
  ): readonly { readonly name: LocalName; readonly count: number }[];
  /** What it lays out in a city, for those who hold it against what is published. */
  layout?(city: City, parameters: Readonly<Record<string, number>>): CityLayout;
  readonly room?: Room;
  /** Accounts of its own in the ledger, beside a till and a bank account for each sector. */
  readonly accounts?: readonly string[];
  /** Dimensions of its own by which its measures are split: id, and names of the members. */
  readonly dimensions?: Readonly<Record<string, readonly { readonly id: string; readonly name: LocalName }[]>>;
  /** Counters of what happens, by day, with their dimensions; elsewhere they are called `service.name`. */
  readonly counters?: Readonly<Record<string, BlockDimensions>>;
  /** Facts of its own: how each is counted. */
  readonly facts?: Readonly<Record<string, FactDeclaration>>;
  readonly measures?: readonly MeasureRow[];
  /** Kinds of policy of its own. */
  readonly policies?: readonly PolicyKind[];
  /** Units of its measures, where they are its own. */
  readonly units?: Readonly<Record<string, UnitDeclaration>>;
  /** Bytes that no state of a city of these figures has more of for the service, beside its people's; none where left out. */
  stateBytes?(figures: City['figures']): number;
  /** Words for the keys and values that it tells of its places, vehicles and people; `vehicle` and `stop` name its own. */
  readonly words?: Readonly<Record<string, LocalName>>;
  /** Sets the service up: lays out its places, declares its event kinds and activities. */
  create(host: Host): Service;
}

/** Something told about a place, a vehicle or a stop: `key` and text values are among the words of its service. */
export interface Told {
  readonly key: string;
  readonly value: number | string | boolean;
}

export interface Service {
  readonly id: string;
  /** Where its payments are made, beside those in vehicles; there may be none. */
  readonly places: Places;
  /** Queues it needs, those of its vehicles too; they are numbered from `firstStation` on when `open` is called. */
  readonly stationCount: number;
  /** Stations of a place (in `World.queues`), first and number. */
  stationsOf(place: number): readonly [first: number, count: number];
  /** People being served at a place now. */
  beingServed?(place: number): number;
  /** People waiting at a place now who are no residents of the city, and so at none of its stations. */
  othersWaiting?(place: number): number;
  /** Vehicles, for services that have them: what is paid in them is of a sector of its own, which has `inVehicles`. */
  readonly fleet?: Fleet;
  /** Vehicles that nobody has to simulate, as they keep to a timetable, for whoever draws them. */
  readonly timetabled?: TimetabledFleet;
  /** Further facts about a place, for people who point at it. */
  factsOf?(place: number): readonly Told[];
  /** Further facts about a person. */
  factsOfPerson?(person: number): readonly Told[];
  /**
   * Adds to `ahead` which stations handling these events will need, and may read what else it will; changes nothing. People
   * of events that happen to people have been read.
   * @returns anything of what was read
   */
  ahead?(ids: Uint32Array, length: number, ahead: LookAhead): number;
  /** Reads what will be needed by those who will be called, when they have been read. @returns anything of what was read */
  furtherAhead?(): number;
  /** Called once when all services have been created and the queues exist. */
  open(firstStation: number): void;
  /**
   * Called at each midnight before the day begins, day 0 included, when the levers of the day have been set: for what is
   * done once for the whole city, whichever workers simulate it.
   */
  beginDay(day: number): void;
  /** Called by each worker of the world after that, for what is to be done in its own region. */
  beginRegionDay?(day: number): void;
  /** Typed columns that belong to the digest of the state, by name and in this order. */
  readonly state: Readonly<Record<string, DigestColumn>>;
}
