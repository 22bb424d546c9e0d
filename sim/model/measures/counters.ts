/** Reads sums out of a set of counters, for one group of a split. */
import { BINS, quantile } from '../../kernel/histogram.ts';
import type { Dimension } from './dictionary.ts';
import { BLOCKS, SIZE, type BlockName } from './layout.ts';

/** Member chosen along each dimension of a split. */
export type Group = Partial<Record<Dimension, number>>;

export class Counters {
  private readonly bins = new Float64Array(BINS);
  private group: Group = {};

  /**
   * @param values a full set of counters
   * @param days days they cover
   * @param scale the city is simulated at 1:scale
   */
  constructor(
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

  /** Sum of the first of these blocks that has all the group's dimensions, over the others. */
  sum(...names: readonly BlockName[]): number {
    const name = names.find((candidate) => this.covers(candidate));
    if (name === undefined) {
      throw new Error(`no block of ${names.join(', ')} has ${Object.keys(this.group).join(', ')}`);
    }
    return this.add(name, 0, BLOCKS[name].offset);
  }

  /** Sum of a block for one method beside the group. */
  sumMethod(method: number, ...names: readonly BlockName[]): number {
    const group = this.group;
    this.group = { ...group, method };
    const sum = this.sum(...names);
    this.group = group;
    return sum;
  }

  /** Sum of a block over everything, whatever the group. */
  total(name: BlockName): number {
    const group = this.group;
    this.group = {};
    const sum = this.sum(name);
    this.group = group;
    return sum;
  }

  /** Quantile of a block of bins. */
  quantile(name: BlockName, p: number): number {
    this.bins.fill(0);
    this.addBins(name, 0, BLOCKS[name].offset);
    return quantile(this.bins, 0, p);
  }

  private covers(name: BlockName): boolean {
    const { dimensions } = BLOCKS[name];
    return Object.keys(this.group).every((dimension) => dimensions.includes(dimension as Dimension));
  }

  private add(name: BlockName, depth: number, offset: number): number {
    const { dimensions, strides } = BLOCKS[name];
    if (depth === dimensions.length) return this.values[offset];
    const dimension = dimensions[depth];
    const chosen = this.group[dimension as Dimension];
    if (chosen !== undefined) return this.add(name, depth + 1, offset + chosen * strides[depth]);
    let sum = 0;
    for (let i = 0; i < SIZE[dimension]; i++) sum += this.add(name, depth + 1, offset + i * strides[depth]);
    return sum;
  }

  private addBins(name: BlockName, depth: number, offset: number): void {
    const { dimensions, strides } = BLOCKS[name];
    const dimension = dimensions[depth];
    if (dimension === 'bin') {
      for (let bin = 0; bin < BINS; bin++) this.bins[bin] += this.values[offset + bin];
      return;
    }
    const chosen = this.group[dimension as Dimension];
    const from = chosen ?? 0;
    const to = chosen === undefined ? SIZE[dimension] : chosen + 1;
    for (let i = from; i < to; i++) this.addBins(name, depth + 1, offset + i * strides[depth]);
  }
}
