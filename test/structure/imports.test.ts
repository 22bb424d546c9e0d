import { describe, expect, test } from 'vitest';
import { findCycle, violation } from './import-rules.ts';
import { filesBelow, importsOf } from './sources.ts';

const files = ['sim', 'viz'].flatMap((folder) => filesBelow(folder, '.ts', '.svelte'));

describe('the sources', () => {
  test.each(['sim/kernel/', 'sim/model/', 'sim/runner/', 'sim/cli/', 'viz/'])('%s has files to look at', (layer) => {
    expect(files.filter((file) => file.startsWith(layer)).length).toBeGreaterThan(0);
  });

  test('imports point one way', () => {
    const violations = files.flatMap((file) => importsOf(file).flatMap((found) => violation(file, found) ?? []));
    expect(violations).toEqual([]);
  });

  test('no files import each other in a ring', () => {
    const graph = new Map(
      files.map((file) => [file, importsOf(file).flatMap(({ target, typeOnly }) => (typeOnly ? [] : [target]))]),
    );
    expect(findCycle(graph)).toBeUndefined();
  });
});

describe('reading imports', () => {
  test('finds every kind', () => {
    const text = `
      import a, { type B } from './a.ts';
      import type { C } from '../model/c.ts';
      export * from './d.ts';
      export type { E } from './e.ts';
      const f = await import('yaml');
      const g: import('./g.ts').G = new URL('./h.ts', import.meta.url);
      const i = import.meta.glob('../../scenarios/*.yaml', { eager: true });
      import 'node:fs';
      // import './comment.ts'
      const text = "import './string.ts'";
    `;
    expect(importsOf('sim/runner/x.ts', text)).toEqual([
      { target: 'sim/runner/a.ts', typeOnly: false },
      { target: 'sim/model/c.ts', typeOnly: true },
      { target: 'sim/runner/d.ts', typeOnly: false },
      { target: 'sim/runner/e.ts', typeOnly: true },
      { target: 'yaml', typeOnly: false },
      { target: 'sim/runner/g.ts', typeOnly: true },
      { target: 'sim/runner/h.ts', typeOnly: false },
      { target: 'scenarios/*.yaml', typeOnly: false },
      { target: 'node:fs', typeOnly: false },
    ]);
  });

  test('reads both scripts of a component', () => {
    const text = `
      <script module lang="ts">import { a } from './a.ts';</script>
      <script lang="ts">import type { B } from '../sim/model/b.ts'; let x: number = $state(1);</script>
      <p>{x} import './text.ts'</p>`;
    expect(importsOf('viz/x.svelte', text)).toEqual([
      { target: 'viz/a.ts', typeOnly: false },
      { target: 'sim/model/b.ts', typeOnly: true },
    ]);
  });
});

describe('the rules', () => {
  test.each([
    ['sim/kernel/a.ts', 'sim/model/b.ts', true],
    ['sim/kernel/a.ts', '@stdlib/math-base-special-exp', false],
    ['sim/kernel/a.ts', 'node:fs', false],
    ['sim/kernel/a.ts', 'fs', false],
    ['sim/kernel/a.ts', 'scenarios/a.yaml', false],
    ['sim/model/a.ts', 'sim/runner/b.ts', true],
    ['sim/model/a.ts', 'd3', false],
    ['sim/model/a.ts', 'svelte', false],
    ['sim/model/a.ts', 'sim/model/services/bus.ts', false],
    ['sim/model/services/shop.ts', 'sim/model/services/bus.ts', true],
    ['sim/model/services/shop/till.ts', 'sim/model/services/bus/stop.ts', false],
    ['sim/model/services/retail.ts', 'sim/model/services/bus-lines.ts', false],
    ['sim/runner/a.ts', 'node:os', false],
    ['sim/runner/a.ts', 'sim/runner/node/b.ts', false],
    ['sim/runner/browser/a.ts', 'sim/runner/node/b.ts', false],
    ['sim/runner/a.ts', 'sim/cli/b.ts', false],
    ['sim/runner/a.ts', 'viz/b.ts', false],
    ['sim/runner/a.ts', 'pixi.js', false],
    ['sim/cli/a.ts', 'viz/b.ts', false],
    ['sim/cli/a.ts', 'sim/runner/browser/b.ts', false],
    ['sim/cli/a.ts', 'test/b.ts', false],
    ['viz/a.svelte', 'sim/model/b.ts', false],
    ['viz/a.svelte', 'sim/kernel/b.ts', true],
    ['viz/a.svelte', 'sim/cli/b.ts', true],
    ['viz/a.svelte', 'sim/runner/node/b.ts', false],
    ['viz/a.svelte', 'node:fs', true],
    ['sim/a.ts', 'sim/kernel/b.ts', false],
  ])('%s must not import %s', (file, target, typeOnly) => {
    expect(violation(file, { target, typeOnly })).toContain(file);
  });

  test.each([
    ['sim/kernel/a.ts', 'sim/kernel/b.ts', false],
    ['sim/kernel/a.ts', 'seedrandom', false],
    ['sim/kernel/exact-math.ts', '@stdlib/math-base-special-exp', false],
    ['sim/model/a.ts', 'sim/kernel/b.ts', false],
    ['sim/model/world.ts', 'sim/model/services/registry.ts', false],
    ['sim/model/services/registry.ts', 'sim/model/services/bus.ts', false],
    ['sim/model/services/bus.ts', 'sim/model/services/service.ts', false],
    ['sim/model/services/bus/stop.ts', 'sim/model/services/bus/line.ts', false],
    ['sim/model/services/bus.ts', 'sim/model/services/bus-lines.ts', false],
    ['sim/runner/a.ts', 'sim/model/b.ts', false],
    ['sim/runner/node/a.ts', 'node:worker_threads', false],
    ['sim/runner/browser/a.ts', 'comlink', false],
    ['sim/runner/client.ts', 'sim/runner/browser/b.ts', false],
    ['sim/cli/a.ts', 'sim/runner/node/b.ts', false],
    ['sim/cli/a.ts', 'node:fs', false],
    ['viz/a.ts', 'sim/runner/browser/b.ts', false],
    ['viz/a.ts', 'sim/model/b.ts', true],
    ['viz/a.ts', 'd3', false],
  ])('%s may import %s', (file, target, typeOnly) => {
    expect(violation(file, { target, typeOnly })).toBeUndefined();
  });

  test('a ring is found and named, a diamond is none', () => {
    const diamond = { a: ['b', 'c'], b: ['d'], c: ['d'] };
    expect(findCycle(new Map(Object.entries(diamond)))).toBeUndefined();
    expect(findCycle(new Map(Object.entries({ ...diamond, d: ['c'] })))).toEqual(['d', 'c', 'd']);
  });
});
