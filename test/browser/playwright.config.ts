import { defineConfig } from '@playwright/test';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

// This file is read once more in every worker process: all of them must know the one server.
const port = (process.env['PAGE_PORT'] ??= String(await freePort()));
const baseURL = `http://localhost:${port}/`;
const executablePath = findChromium();

/** What Chromium is to leave out. The first two are pages of its own address bar, which cost as much as a third of ours. */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // A list replaces the one that Playwright gives: these are of it.
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

export default defineConfig({
  testDir: '.',
  outputDir: `${ROOT}/dist/test/browser`,
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  // A page without a graphics card fills two cores: two pages at once took as long as one after the other (11 s a test).
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  // Slow machines draw the map by themselves and simulate meanwhile: only what never happens fails.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL,
    // What is fetched is watched and held back by tests; offline.spec.ts lets it in.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        // The processor draws for want of a graphics card: the page without the detour over one, only the map by WebGL.
        '--disable-gpu-rasterization',
        // Letters have the shapes of their font, whatever this machine makes of them.
        '--font-render-hinting=none',
        `--disable-features=${OFF.join()}`,
      ],
    },
  },
  webServer: {
    command: `node viz/start.mjs --port ${port}`,
    cwd: ROOT,
    url: baseURL,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
