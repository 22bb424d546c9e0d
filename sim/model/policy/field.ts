/**
 * The fields of a kind of policy: how each is written in a file, edited in a form and turned into what the model works
 * with. Schema, form, words, reading and writing all follow from what a field declares.
 */
import { AGE_BANDS, type LocalName } from '../city.ts';
import { METHODS } from '../payment/methods.ts';

/** What a value is: its bounds and unit in a file, and with what it is edited. */
export type Control =
  /** A share of a whole, 0 to 1. */
  | { readonly type: 'share' }
  /** 0 to 100; the model has it as a share. */
  | { readonly type: 'percent' }
  /** An amount in yuan with at most two decimals; the model has it in fen. */
  | { readonly type: 'yuan'; readonly high: number }
  | {
      readonly type: 'number';
      readonly low: number;
      readonly high: number;
      readonly unit: string;
      readonly whole: boolean;
      /** What a form begins with; the middle where left out. */
      readonly begins?: number;
    }
  /** A way to pay by its id; the model has its index. */
  | { readonly type: 'method'; readonly methods: readonly string[] }
  /** The lower end of an age band, years; the model has the band's index. */
  | { readonly type: 'age' };

/** What is said of a field; `As` is its name in the model. */
interface Words<As extends string> {
  /** Name in the model: the unit where it has one, as in `grantFen`. */
  readonly as: As;
  readonly label: LocalName;
  /** One sentence: what it is. */
  readonly about: LocalName;
  /** What a file that leaves it out means, as a file would write it. A field without one is needed. */
  readonly otherwise?: number | string;
}

/** A field of a kind's own. */
export interface Field<As extends string = string> extends Words<As> {
  readonly control: Control;
}

export const share = <const As extends string>(words: Words<As>): Field<As> => ({
  ...words,
  control: { type: 'share' },
});

/** The share that is reached on the last day, as kinds have it that open or fit something evenly. @param about what it is a share of */
export const targetShare = (about: LocalName): Field<'targetShare'> =>
  share({ as: 'targetShare', label: { en: 'Target share', zh: '目标比例' }, about });
export const percent = <const As extends string>(words: Words<As>): Field<As> => ({
  ...words,
  control: { type: 'percent' },
});
/** @param high largest amount, yuan */
export const yuan = <const As extends string>(high: number, words: Words<As>): Field<As> => ({
  ...words,
  control: { type: 'yuan', high },
});
export const age = <const As extends string>(words: Words<As>): Field<As> => ({ ...words, control: { type: 'age' } });
/** @param methods ids a file may name */
export const method = <const As extends string>(methods: readonly string[], words: Words<As>): Field<As> => ({
  ...words,
  control: { type: 'method', methods },
});
/** A number from `low` to `high`, both included. */
export const number = <const As extends string>(
  bounds: {
    readonly low: number;
    readonly high: number;
    readonly unit: string;
    readonly whole?: boolean;
    readonly begins?: number;
  },
  words: Words<As>,
): Field<As> => ({ ...words, control: { type: 'number', whole: false, ...bounds } });

const FEN_PER_YUAN = 100;
const PER_CENT = 100;

/** What the model works with, of a value that a file has. */
export function toModel({ type }: Control, value: number | string): number {
  switch (type) {
    case 'percent':
      return Number(value) / PER_CENT;
    case 'yuan':
      return Math.round(Number(value) * FEN_PER_YUAN);
    case 'method':
      return METHODS.findIndex((id) => id === value);
    case 'age':
      return AGE_BANDS.findIndex(({ from }) => from === value);
    default:
      return Number(value);
  }
}

/** What a file would have for a value of the model: reading it gives the same value. */
export function toFile({ type }: Control, value: number): number | string {
  switch (type) {
    case 'percent':
      return percentFor(value);
    case 'yuan':
      return value / FEN_PER_YUAN;
    case 'method':
      return METHODS[value];
    case 'age':
      return AGE_BANDS[value].from;
    default:
      return value;
  }
}

/** A number of per cent that is this share to the last bit, with as few digits as that takes. */
function percentFor(share: number): number {
  const product = share * PER_CENT;
  const short = [12, 15, 16, 17].map((digits) => Number(product.toPrecision(digits)));
  const near = [1, -1, 2, -2].map((steps) => product * (1 + steps * Number.EPSILON));
  return [...short, ...near].find((percent) => percent / PER_CENT === share && percent <= PER_CENT) ?? product;
}
