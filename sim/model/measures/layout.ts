/** The counters behind the measures: blocks of numbers with named dimensions, one after the other in one array. */
import { BINS } from '../../kernel/histogram.ts';
import { AGE_BANDS } from '../city.ts';
import { STAGES } from '../facts.ts';
import { METHODS, SECTORS } from '../scenario.ts';
import type { Dimension } from './dictionary.ts';

/** Enrolments, in the order of their counters. */
export const ENROLMENTS = ['wallet', 'bus', 'hospital'] as const;
/** Room for the districts of any city. */
export const DISTRICTS_MAX = 64;

export const SIZE: Readonly<Record<Dimension | 'bin', number>> = {
  sector: SECTORS.length,
  method: METHODS.length,
  age: AGE_BANDS.length,
  district: DISTRICTS_MAX,
  stage: STAGES.length,
  enrolment: ENROLMENTS.length,
  bin: BINS,
};

/** Counters of what happens: a run's are the sum of its days'. */
const FLOWS = {
  payments: ['sector', 'method'],
  paymentFen: ['sector', 'method'],
  paymentTicks: ['sector', 'method'],
  readyPayments: ['sector', 'method'],
  paymentsByAge: ['age', 'method'],
  paymentsByDistrict: ['district', 'method'],
  failures: ['sector', 'method'],
  waits: ['sector'],
  waitTicks: ['sector'],
  waitBins: ['sector', 'bin'],
  serviceTicks: ['sector'],
  serviceBins: ['sector', 'bin'],
  stageWaits: ['stage'],
  stageWaitTicks: ['stage'],
  stageWaitBins: ['stage', 'bin'],
  stageServiceTicks: ['stage'],
  refusals: ['sector'],
  refusalsByAge: ['age'],
  walkaways: ['sector'],
  closed: ['sector'],
  changeShort: ['sector'],
  topUps: [],
  topUpFen: [],
  dwells: [],
  dwellTicks: [],
  boardings: [],
  leftBehind: [],
  trips: [],
  runningTicks: [],
  lateTicks: [],
  lateBins: ['bin'],
  lateTrips: [],
  rides: [],
  rideTicks: [],
  visits: [],
  visitTicks: [],
  visitWalkTicks: [],
  visitBins: ['bin'],
  enrolments: ['enrolment'],
  lapses: ['enrolment'],
  /** Ticks spent by people, by their age and home. */
  ticksByAge: ['age'],
  ticksByDistrict: ['district'],
} as const satisfies Record<string, readonly (Dimension | 'bin')[]>;

/** Counters of how things stand at a day's end: a run's are its last day's. */
const STATES = {
  people: ['age', 'district'],
  wallets: ['age', 'district'],
  busCards: ['age', 'district'],
  hospitalLinks: ['age', 'district'],
  places: ['sector', 'district'],
  accepting: ['sector', 'district'],
} as const satisfies Record<string, readonly (Dimension | 'bin')[]>;

export type BlockName = keyof typeof FLOWS | keyof typeof STATES;

export interface Block {
  readonly offset: number;
  readonly dimensions: readonly (Dimension | 'bin')[];
  /** Distance between neighbours along each dimension. */
  readonly strides: readonly number[];
  readonly length: number;
  readonly isState: boolean;
}

function lay(): { blocks: Record<BlockName, Block>; length: number } {
  const blocks = {} as Record<BlockName, Block>;
  let offset = 0;
  const all = { ...FLOWS, ...STATES } as Record<BlockName, readonly (Dimension | 'bin')[]>;
  for (const name of Object.keys(all) as BlockName[]) {
    const dimensions = all[name];
    const strides: number[] = [];
    let length = 1;
    for (let i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = length;
      length *= SIZE[dimensions[i]];
    }
    blocks[name] = { offset, dimensions, strides, length, isState: name in STATES };
    offset += length;
  }
  return { blocks, length: offset };
}

const LAID = lay();
export const BLOCKS: Readonly<Record<BlockName, Block>> = LAID.blocks;
/** Numbers in a full set of counters. */
export const COUNTERS_LENGTH = LAID.length;

/** Offsets for the observer, which adds to counters directly. */
export const AT = Object.fromEntries(Object.entries(BLOCKS).map(([name, block]) => [name, block.offset])) as Readonly<
  Record<BlockName, number>
>;
