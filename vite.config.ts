import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { modelVersion } from './sim/cli/model-version.ts';
import { notices } from './sim/cli/notices.ts';
import { offline } from './sim/cli/offline.ts';
import { readyMade } from './sim/cli/ready-made.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * A `const` of a module stays one, where the bundler would make it a `var`: V8 compiles what cannot change into the code, and
 * what might it loads and checks each time. A city's day takes a sixth less time so.
 */
const constant = { output: { topLevelVar: false }, optimization: { inlineConst: { mode: 'all', pass: 3 } } } as const;

/** A clone whose path the bundler would misread is built from a copy beside its own dependencies: see sim/cli/prepare.mjs. */
const resolve = { preserveSymlinks: true };

/** The page: `vite build`, and `vite` while working on it. */
const page = defineConfig({
  root: path('viz'),
  base: './',
  resolve,
  plugins: [
    svelte({ configFile: false }),
    modelVersion(path('.')),
    readyMade(path('.')),
    notices(path('.')),
    offline(path('viz/offline-worker.js')),
  ],
  worker: { format: 'es', rolldownOptions: constant },
  server: { fs: { allow: [path('.')] } },
  // Nothing is inlined, so that the page can forbid inline content; pixi.js alone passes the usual chunk size.
  build: { outDir: path('dist/page'), emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
});

/** The page that makes the runs of `npm run test:engines` in a browser: `vite build --mode engines`. */
const engines = defineConfig({
  root: path('test/engines/page'),
  base: './',
  resolve,
  worker: { format: 'es', rolldownOptions: constant },
  build: { outDir: path('dist/engines'), emptyOutDir: true, assetsInlineLimit: 0 },
});

/** The Node programs: `vite build --mode sim`. Dependencies are bundled, because one file starts faster than hundreds. */
const programs = defineConfig({
  root: path('.'),
  resolve,
  plugins: [modelVersion(path('.')), notices(path('.'))],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: path('dist/sim'),
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: {
      ...constant,
      input: {
        main: path('sim/cli/main.ts'),
        bench: path('test/bench/bench.ts'),
        'day-thread': path('test/bench/day-thread.ts'),
        engines: path('test/engines/node.ts'),
        fuzz: path('test/fuzz/fuzz.ts'),
        long: path('test/long/long.ts'),
        random: path('test/random/main.ts'),
        'world-thread': path('sim/runner/node/world-thread.ts'),
        'member-thread': path('sim/runner/node/member-thread.ts'),
      },
      // All in one folder: new URL('./world-thread.js', import.meta.url) must hold from whichever chunk asks.
      output: { ...constant.output, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

/**
 * What other programs import: `vite build --mode library`. All is bundled, so that what is imported beside it cannot change what
 * comes out; nothing of Node.js is in it.
 */
const library = defineConfig({
  root: path('.'),
  resolve,
  plugins: [modelVersion(path('.')), notices(path('.'))],
  build: {
    lib: { entry: path('sim/runner/api.ts'), formats: ['es'], fileName: 'index' },
    target: 'es2023',
    outDir: path('dist/library'),
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: constant,
  },
});

const MODES = new Map([
  ['sim', programs],
  ['engines', engines],
  ['library', library],
]);

export default defineConfig(({ mode }) => MODES.get(mode) ?? page);
