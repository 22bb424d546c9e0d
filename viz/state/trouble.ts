/** Why a part of the page could not be had: each cause is told as what it is. */

/**
 * offline: no connection; missing: the server lacks a file of the page; graphics: no WebGL; withheld: there was WebGL, and the
 * browser lends it no more just now; other: none of these.
 */
export type Cause = 'offline' | 'missing' | 'graphics' | 'withheld' | 'other';

/** What a browser says of a module or a Worker's program that it could not load. */
const LOADING =
  /dynamically imported module|Unable to preload|importing a module|module script|Failed to fetch|could not be started/i;
/** What browsers say of a page whose context was lost too often, or whose graphics process is being started again. */
const WITHHELD = /caused context loss|was blocked|context is lost|BindToCurrentSequence|GPU (?:process|access)/i;
const GRAPHICS = /webgl|webgpu|\bgl\b|context|renderer|graphics/i;

export function causeOf(fault: unknown, isOnline = navigator.onLine): Cause {
  const message = fault instanceof Error ? fault.message : String(fault);
  if (LOADING.test(message)) return isOnline ? 'missing' : 'offline';
  if (WITHHELD.test(message)) return 'withheld';
  return GRAPHICS.test(message) ? 'graphics' : 'other';
}
