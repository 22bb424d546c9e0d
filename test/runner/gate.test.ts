import { expect, test } from 'vitest';
import { Gate } from '../../sim/runner/browser/gate.ts';

/** Whatever can go on has gone on. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a gate lets through, holds, and lets those through who have waited', async () => {
  const gate = new Gate();
  const passed: string[] = [];
  const walk = (name: string) => void gate.pass().then(() => passed.push(name));
  walk('a');
  await settled();
  expect(passed).toEqual(['a']);
  gate.hold(true);
  gate.hold(true);
  walk('b');
  await settled();
  expect(passed).toEqual(['a']);
  gate.hold(false);
  // Closed again before the first who waited has gone on: it still holds.
  gate.hold(true);
  await settled();
  expect(passed).toEqual(['a']);
  gate.hold(false);
  await settled();
  expect(passed).toEqual(['a', 'b']);
});
