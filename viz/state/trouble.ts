/** Why a part of the page could not be had: each cause is told as what it is. */

/** offline: no connection; missing: the server lacks a file of the page; graphics: no WebGL; other: none of these. */
export type Cause = 'offline' | 'missing' | 'graphics' | 'other';

/** What a browser says of a module or a Worker's program that it could not load. */
const LOADING = /dynamically imported module|importing a module|module script|Failed to fetch|could not be started/i;
const GRAPHICS = /webgl|webgpu|\bgl\b|context|renderer|graphics/i;

export function causeOf(fault: unknown, isOnline = navigator.onLine): Cause {
  const message = fault instanceof Error ? fault.message : String(fault);
  if (LOADING.test(message)) return isOnline ? 'missing' : 'offline';
  return GRAPHICS.test(message) ? 'graphics' : 'other';
}
