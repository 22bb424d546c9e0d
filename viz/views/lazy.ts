/** Views that are loaded when they are first shown, so that the first screen has less to load. */
import type { Component } from 'svelte';
import type { View } from '../state/address.ts';
import type { Session } from '../state/session.svelte.ts';

type Load = () => Promise<{ readonly default: Component<{ session: Session }> }>;

export const LAZY_VIEWS: Readonly<Record<Exclude<View, 'city'>, Load>> = {
  story: () => import('./story.svelte'),
  plan: () => import('./plan.svelte'),
  compare: () => import('./compare.svelte'),
  method: () => import('./method.svelte'),
};
