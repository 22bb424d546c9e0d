/**
 * Colours, as `#rrggbb`; app.css repeats none of them: app.svelte hands them over as custom properties.
 * Methods are Okabe and Ito's vermillion and bluish green, and their purple darkened until it stands out on paper.
 */
import { METHODS } from '../sim/runner/vocabulary.ts';
import type { Method } from '../sim/model/payment/methods.ts';

export const COLOUR = {
  paper: '#ffffff',
  wash: '#f5f6f8',
  ink: '#1b2430',
  muted: '#566070',
  hairline: '#d9dde3',
  /** Frames of what can be pressed or filled in: dark enough to be seen as such. */
  control: '#868f9b',
  grid: '#e8ebef',
  axis: '#aab2bd',
  /** The one accent: whatever belongs to the world with the policy. */
  policy: '#0a5fa4',
  policyWash: '#e8f1f8',
  baseline: '#6b7480',
  /** The same, dark enough for small text. */
  baselineInk: '#566070',
  loss: '#a63d00',
  lossWash: '#fbeee6',
  land: '#fbfaf6',
  water: '#e9edf1',
  border: '#cfd4db',
  line: '#b4bfcc',
  homes: '#d8c9a8',
  place: '#98a1ad',
  queue: '#1b2430',
  vehicle: '#333d4b',
} as const;

/** Plans that are compared, in order: told apart by their letters and dashes as well. */
export const PLAN_COLOURS: readonly string[] = ['#0a5fa4', '#a63d00', '#00695c', '#8e2f8a', '#7a5c00', '#37474f'];

/** Parts of a whole, from what is out of reach to what is used and what lies idle: neighbours differ in lightness. */
export const PART_COLOURS: readonly string[] = ['#c9ced6', '#e3d7bd', '#9fc3de', '#c98a6a', '#0a5fa4', '#5a3d7a'];

export const METHOD_COLOUR: Readonly<Record<Method, string>> = {
  cash: '#d55e00',
  card: '#009e73',
  mobile: '#b04a8c',
};

export type Shape = 'circle' | 'square' | 'triangle';
/** Shape and colour both tell the method, so that neither is needed alone. */
export const METHOD_SHAPE: Readonly<Record<Method, Shape>> = { cash: 'circle', card: 'square', mobile: 'triangle' };

/** The method of an index into METHODS. */
export function methodAt(index: number): Method {
  return METHODS[index] ?? 'cash';
}

/** `#rrggbb` as a number, as Pixi takes it. */
export function hex(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}

/** Relative luminance after WCAG 2.2, 0 to 1. */
export function luminance(colour: string): number {
  const channel = (shift: number): number => {
    const value = ((hex(colour) >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}

/** Contrast ratio after WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
