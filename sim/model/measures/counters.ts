/** Reads sums out of a set of counters, for one group of a split. */
import { BINS, quantile } from '../../kernel/histogram.ts';
import { enrolmentIndex, MERCHANT_SECTORS, sectorIndex } from '../catalogue.ts';
import type { Dimension } from './declare.ts';
import type { CoreBlock, Layout } from './layout.ts';

/** A block of counters: one of the core's, or one of a service's as `service.name`. */
export type BlockName = CoreBlock | `${string}.${string}`;

/** Member chosen along each dimension of a split. */
export type Group = Partial<Record<Dimension, number>>;

export class Counters {
  private readonly bins = new Float64Array(BINS);
  private group: Group = {};

  /**
   * @param layout of the values
   * @param values a full set of counters
   * @param days days they cover
   * @param scale the city is simulated at 1:scale
   */
  constructor(
    private readonly layout: Layout,
    private readonly values: Float64Array,
    readonly days: number,
    readonly scale: number,
    readonly parameters: Readonly<Record<string, number>>,
  ) {}

  /** The same counters, read for one group. */
  of(group: Group): this {
    this.group = group;
    return this;
  }

  /** The same counters, read for a sector. @throws Error for a name that no service declares */
  ofSector(id: string, group: Group = {}): this {
    return this.of({ ...group, sector: sectorIndex(id) });
  }

  /** Sum of the first of these blocks that has all the group's dimensions, over the others. */
  sum(...names: readonly BlockName[]): number {
    const name = names.find((candidate) => this.covers(candidate));
    if (name === undefined) {
      throw new Error(`no block of ${names.join(', ')} has ${Object.keys(this.group).join(', ')}`);
    }
    return this.add(name, 0, this.layout.blocks[name].offset);
  }

  /** Sum of a block for one method beside the group. */
  sumMethod(method: number, ...names: readonly BlockName[]): number {
    return this.sumWhere({ method }, ...names);
  }

  /** Sum of a block for these members beside the group. */
  sumWhere(members: Group, ...names: readonly BlockName[]): number {
    const group = this.group;
    this.group = { ...group, ...members };
    const sum = this.sum(...names);
    this.group = group;
    return sum;
  }

  /** The same block for these members and whatever the group is. */
  totalWhere(members: Group, name: BlockName): number {
    const group = this.group;
    this.group = members;
    const sum = this.sum(name);
    this.group = group;
    return sum;
  }

  /** Sums of a block for each member of a dimension, for these members of others beside the group. */
  sumsAlong(dimension: Dimension, members: Group, name: BlockName): number[] {
    const group = this.group;
    const sums: number[] = [];
    for (let member = 0; member < this.layout.size[dimension]; member++) {
      this.group = { ...group, ...members, [dimension]: member };
      sums.push(this.sum(name));
    }
    this.group = group;
    return sums;
  }

  /** Counts of a block whose first dimension the group may choose, for each combination of members of the others. */
  cells(name: BlockName): number[] {
    const { dimensions, offset, strides, length } = this.layout.blocks[name];
    const chosen = this.group[dimensions[0]];
    const cells = new Array<number>(strides[0]).fill(0);
    const first = chosen === undefined ? 0 : chosen * strides[0];
    const end = chosen === undefined ? length : first + strides[0];
    for (let at = first; at < end; at++) cells[at % strides[0]] += this.values[offset + at];
    return cells;
  }

  /** Sum of a block over the sectors of merchants, for these members and whatever the group is. */
  ofMerchants(name: BlockName, members: Group = {}): number {
    let sum = 0;
    for (const sector of MERCHANT_SECTORS) sum += this.totalWhere({ ...members, sector }, name);
    return sum;
  }

  /** People of the group who have joined an enrolment. @throws Error for a name that no service declares */
  enrolled(id: string): number {
    return this.sumWhere({ enrolment: enrolmentIndex(id) }, 'enrolled');
  }

  /** Sum of a block over everything, whatever the group. */
  total(name: BlockName): number {
    const group = this.group;
    this.group = {};
    const sum = this.sum(name);
    this.group = group;
    return sum;
  }

  /** Quantile of a block of bins; not a number where nothing was counted. */
  quantile(name: BlockName, p: number): number {
    this.bins.fill(0);
    this.addBins(name, 0, this.layout.blocks[name].offset);
    return this.bins.some((count) => count > 0) ? quantile(this.bins, 0, p) : NaN;
  }

  private covers(name: BlockName): boolean {
    const { dimensions } = this.layout.blocks[name];
    return Object.keys(this.group).every((dimension) => dimensions.includes(dimension));
  }

  private add(name: BlockName, depth: number, offset: number): number {
    const { dimensions, strides } = this.layout.blocks[name];
    if (depth === dimensions.length) return this.values[offset];
    const dimension = dimensions[depth];
    const chosen = this.group[dimension];
    if (chosen !== undefined) return this.add(name, depth + 1, offset + chosen * strides[depth]);
    let sum = 0;
    for (let i = 0; i < this.layout.size[dimension]; i++) sum += this.add(name, depth + 1, offset + i * strides[depth]);
    return sum;
  }

  private addBins(name: BlockName, depth: number, offset: number): void {
    const { dimensions, strides } = this.layout.blocks[name];
    const dimension = dimensions[depth];
    if (dimension === 'bin') {
      for (let bin = 0; bin < BINS; bin++) this.bins[bin] += this.values[offset + bin];
      return;
    }
    const chosen = this.group[dimension];
    const from = chosen ?? 0;
    const to = chosen === undefined ? this.layout.size[dimension] : chosen + 1;
    for (let i = from; i < to; i++) this.addBins(name, depth + 1, offset + i * strides[depth]);
  }
}
