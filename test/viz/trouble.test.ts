import { expect, test } from 'vitest';
import { causeOf } from '../../viz/state/trouble.ts';

test.each([
  ['Failed to fetch dynamically imported module: http://localhost/assets/stage.js', true, 'missing'],
  ['Failed to fetch dynamically imported module: http://localhost/assets/stage.js', false, 'offline'],
  ['error loading dynamically imported module', true, 'missing'],
  ['Importing a module script failed.', false, 'offline'],
  ['Unable to preload CSS for /assets/story.css', false, 'offline'],
  ['the Worker could not be started', true, 'missing'],
  ['WebGL is not supported on this browser', true, 'graphics'],
  ['could not create a rendering context', true, 'graphics'],
  ['WebGL: Web page caused context loss and was blocked', true, 'withheld'],
  ['WebGL: Could not create a WebGL context, ErrorMessage = BindToCurrentSequence failed: .', true, 'withheld'],
  ['Cannot read properties of undefined', true, 'other'],
] as const)('%s (online: %s) is told as %s', (message, isOnline, cause) => {
  expect(causeOf(new Error(message), isOnline)).toBe(cause);
});
