/**
 * Colours of the maps. The ground is grey paper, so that colour is left for what differs: blue where the world with the policy
 * is better off, orange where it is worse off. Blue and orange stay apart for every common kind of colour blindness.
 */
export const GROUND = {
  /** Around the city. */
  paper: '#e6e8eb',
  land: '#f8f7f3',
  border: '#c3c9d1',
  edge: '#98a1ad',
  water: '#c6d7e3',
  shore: '#9db4c5',
  homes: '#dcd5c3',
  line: '#ccd2da',
  casing: '#ffffff',
  stop: '#98a2b0',
  label: '#3b4654',
  labelMetro: '#5a6675',
} as const;

/**
 * Lines of a railway, by the order of a city's files. Muted, away from what is better and worse, apart from each other for common
 * kinds of colour blindness too, and dark enough for a white name.
 */
export const LINE_COLOURS = ['#554077', '#2b8153', '#883836', '#7e657f', '#315e5c', '#483d06'] as const;

export const EQUAL = '#808a97';
export const BETTER = '#0a63b0';
export const WORSE = '#c24a00';
/** An outage is no difference but a state: dark and thin on land and on coloured areas alike. */
export const OUTAGE = '#3b2a20';

/** From much worse to much better; the middle is no difference. */
export const DIVERGING = ['#b04600', '#e07f2b', '#f6c08a', '#f1f0ec', '#a9cbe8', '#5a99cf', '#0a5aa6'] as const;
/** From less to more of what is neither better nor worse: other colours, so that none is read as good. */
export const NEUTRAL = ['#22695c', '#5d9f92', '#aed3ca', '#f1f0ec', '#cfb8de', '#9a72b8', '#5e3a87'] as const;
/** How much of them is left of what is no result yet. */
export const PALE = 0.4;
/** Upper limits of the classes of a diverging scale, as shares of its greatest value. */
const STEPS = [0.1, 0.4, 0.7] as const;

/** Class of a difference, 0 to 6, on a scale that reaches `most`; `good` is the sign of what is better. */
export function divergingClass(difference: number, most: number, good: 1 | -1): number {
  const share = most > 0 ? Math.abs(difference) / most : 0;
  const steps = STEPS.filter((step) => share >= step).length;
  return 3 + (Math.sign(difference) === good ? steps : -steps);
}

/** The differences at which the classes begin, for a key: three of either sign. */
export function divergingLimits(most: number): readonly number[] {
  return STEPS.map((step) => step * most);
}

/** The next round number above a value: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(value));
  return decade * ([1, 2, 5, 10].find((step) => step * decade >= value * (1 - 1e-9)) ?? 10);
}
