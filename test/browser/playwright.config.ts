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

export default defineConfig({
  testDir: '.',
  outputDir: `${ROOT}/dist/test/browser`,
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  // Slow machines draw the map by themselves and simulate meanwhile: only what never happens fails.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL,
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
