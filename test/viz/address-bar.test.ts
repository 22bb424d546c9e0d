/** What of the page's changes the Back button steps through. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddressBar } from '../../viz/state/address-bar.ts';

let entries: string[] = [];
let listeners: Record<string, () => void> = {};
const travelled = vi.fn();
const wait = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  entries = ['?a'];
  listeners = {};
  const location = { search: '?a', hash: '' };
  vi.stubGlobal('location', location);
  vi.stubGlobal('window', {
    addEventListener: (type: string, listen: () => void) => (listeners[type] = listen),
    history: {
      pushState: (_: null, __: string, to: string) => entries.push(to),
      replaceState: (_: null, __: string, to: string) => entries.splice(-1, 1, to),
    },
  });
  wait(10_000);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const made = () => new AddressBar(travelled);

test('a step leaves behind what was shown, and nothing where nothing changes', () => {
  const bar = made();
  bar.push('?a2', '?b', 'map');
  expect(entries).toEqual(['?a2', '?b']);
  wait(5000);
  bar.push('?b', '?b', 'map');
  expect(entries).toEqual(['?a2', '?b']);
});

test('keys that run through one kind within a second make one step; a pause or another kind makes another', () => {
  const bar = made();
  for (const to of ['?b', '?c', '?d']) {
    bar.push(entries.at(-1)!, to, 'panel');
    wait(300);
  }
  wait(1000);
  expect(entries).toEqual(['?a', '?d']);
  bar.push('?d', '?e', 'panel');
  wait(200);
  bar.push('?e', '?f', 'map');
  expect(entries).toEqual(['?a', '?d', '?e', '?f']);
});

test('each press of a pointer is a step, however soon', () => {
  const bar = made();
  for (const [from, to] of [
    ['?a', '?b'],
    ['?b', '?c'],
  ] as const) {
    listeners['pointerdown']!();
    bar.push(from, to, 'panel');
    wait(100);
  }
  expect(entries).toEqual(['?a', '?b', '?c']);
});

test('what one act changes in several places is one step', () => {
  const bar = made();
  bar.push('?a', '?b', 'view');
  bar.push('?b', '?c', 'map');
  expect(entries).toEqual(['?a', '?c']);
});

test('after Back a change is a step of its own, not written over what was gone back to', () => {
  const bar = made();
  bar.push('?a', '?b', 'map');
  wait(100);
  entries.pop();
  listeners['popstate']!();
  expect(travelled).toHaveBeenCalledOnce();
  wait(100);
  bar.push('?a', '?c', 'map');
  expect(entries).toEqual(['?a', '?c']);
});

test('what goes on by itself is no step', () => {
  const bar = made();
  for (let at = 0; at < 20; at++) {
    bar.replace(`?at=${at}`);
    wait(100);
  }
  wait(1000);
  expect(entries).toEqual(['?at=19']);
});
