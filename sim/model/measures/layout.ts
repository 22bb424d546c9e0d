/** The counters behind the measures: blocks of numbers with named dimensions, one after the other in one array. */
import { BINS } from '../../kernel/histogram.ts';
import { STANDING_GROUPS } from '../adoption/standing-groups.ts';
import { ENROLMENTS, SECTORS } from '../catalogue.ts';
import { AGE_BANDS } from '../city.ts';
import { INCOME_BANDS } from '../people-parameters.ts';
import { CHANGES_OF_METHOD, METHODS } from '../payment/methods.ts';
import { SERVICES } from '../services/registry.ts';
import type { Offsets } from './declare.ts';
import { MODULES } from './modules.ts';

/** Hours told apart. */
export const HOURS_PER_DAY = 24;

/** Dimensions of a block of counters; `bin` is that of histograms, and comes last. */
export type BlockDimensions = readonly string[];

/** Counters of what happens: a run's are the sum of its days'. */
const FLOWS = {
  payments: ['sector', 'method'],
  paymentFen: ['sector', 'method'],
  paymentTicks: ['sector', 'method'],
  readyPayments: ['sector', 'method'],
  paymentsByAge: ['age', 'method'],
  paymentsByDistrict: ['district', 'method'],
  /** By the hour of the day in which they begin. */
  paymentsByHour: ['sector', 'hour', 'method'],
  /** At places, by the district of the place, and in vehicles, by that of the stop where the ride begins: all, and those by card or phone. */
  footfall: ['sector', 'hour', 'district'],
  footfallRecorded: ['sector', 'hour', 'district'],
  failures: ['sector', 'method'],
  /** Payments by another method than was tried first, and their time. */
  changed: ['sector', 'change_of_method'],
  changedTicks: ['sector', 'change_of_method'],
  waits: ['sector'],
  waitTicks: ['sector'],
  waitBins: ['sector', 'bin'],
  serviceTicks: ['sector'],
  serviceBins: ['sector', 'bin'],
  refusals: ['sector'],
  refusalsByAge: ['age'],
  refusalsByIncome: ['income'],
  refusalsByDistrict: ['district'],
  walkaways: ['sector'],
  closed: ['sector'],
  changeShort: ['sector'],
  cardsBought: [],
  topUps: [],
  topUpFen: [],
  /** What lay in hands, at home, on accounts and in tills at the end of each day, and how many ends of days that is the sum of. */
  handFen: [],
  homeFen: [],
  depositFen: [],
  tillFen: ['sector'],
  looks: [],
  /** Incomes paid by bank and in cash. */
  incomeBankFen: [],
  incomeCashFen: [],
  enrolments: ['enrolment'],
  lapses: ['enrolment'],
  /** Ticks spent by people, by their age, income and home. */
  ticksByAge: ['age'],
  ticksByIncome: ['income'],
  ticksByDistrict: ['district'],
} as const satisfies Record<string, BlockDimensions>;

/** Counters of how things stand at a day's end: a run's are its last day's. */
const STATES = {
  people: ['age', 'district'],
  peopleByIncome: ['income'],
  /** Residents who have never paid by phone. */
  unrecorded: ['age', 'district'],
  enrolled: ['enrolment', 'age', 'district'],
  standings: ['enrolment', 'standing'],
  places: ['sector', 'district'],
  accepting: ['sector', 'district'],
} as const satisfies Record<string, BlockDimensions>;

export type CoreBlock = keyof typeof FLOWS | keyof typeof STATES;

/** Dimensions that services have declared, with the ids of their members. */
export const SERVICE_MEMBERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  SERVICES.flatMap(({ dimensions = {} }) =>
    Object.entries(dimensions).map(([id, members]) => [id, members.map((member) => member.id)] as const),
  ),
);

export interface Block {
  readonly offset: number;
  readonly dimensions: BlockDimensions;
  /** Distance between neighbours along each dimension. */
  readonly strides: readonly number[];
  readonly length: number;
  readonly isState: boolean;
}

/** Where every block lies for a city with so many districts. */
export class Layout {
  readonly blocks: Readonly<Record<string, Block>>;
  /** Numbers in a full set of counters. */
  readonly length: number;
  /** Members of each dimension. */
  readonly size: Readonly<Record<string, number>>;
  /** Offsets for the observer, which adds to counters directly. */
  readonly at: Readonly<Record<CoreBlock, number>>;
  /** The same of each service and module, by its own names, in the order of `MODULES`. */
  readonly atOfService: readonly Offsets[];

  constructor(readonly districts: number) {
    this.size = {
      sector: SECTORS.length,
      method: METHODS.length,
      change_of_method: CHANGES_OF_METHOD.length,
      age: AGE_BANDS.length,
      income: INCOME_BANDS,
      district: districts,
      enrolment: ENROLMENTS.length,
      standing: STANDING_GROUPS.length,
      bin: BINS,
      hour: HOURS_PER_DAY,
      ...Object.fromEntries(Object.entries(SERVICE_MEMBERS).map(([id, members]) => [id, members.length])),
    };
    const blocks: Record<string, Block> = {};
    let offset = 0;
    const lay = (name: string, dimensions: BlockDimensions, isState: boolean) => {
      if (name in blocks) throw new Error(`found two counters called ${name}`);
      const strides: number[] = [];
      let length = 1;
      for (let i = dimensions.length - 1; i >= 0; i--) {
        const size = this.size[dimensions[i]];
        if (size === undefined) {
          throw new Error(`counter ${name}: found the dimension ${dimensions[i]}, which nobody declares`);
        }
        strides[i] = length;
        length *= size;
      }
      blocks[name] = { offset, dimensions, strides, length, isState };
      offset += length;
      return blocks[name].offset;
    };
    const core = [...Object.entries(FLOWS), ...Object.entries(STATES)].map(
      ([name, dimensions]) => [name, lay(name, dimensions, name in STATES)] as const,
    );
    this.at = Object.fromEntries(core) as Record<CoreBlock, number>;
    this.atOfService = MODULES.map(({ id, counters = {} }) =>
      Object.fromEntries(
        Object.entries(counters).map(([name, dimensions]) => [name, lay(`${id}.${name}`, dimensions, false)]),
      ),
    );
    this.blocks = blocks;
    this.length = offset;
  }
}

const layouts = new Map<number, Layout>();

/** The layout for a city with so many districts. */
export function layoutFor(districts: number): Layout {
  const layout = layouts.get(districts) ?? new Layout(districts);
  layouts.set(districts, layout);
  return layout;
}
