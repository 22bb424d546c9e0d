/** Worlds on several threads whose registry has other services: the threads' program is built with them. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll } from 'vitest';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { WorldOutcome } from '../../sim/runner/simulate.ts';
import { lead, type MemberTask } from '../../sim/runner/workers.ts';
import { ROOT } from '../structure/sources.ts';

const REGISTRY = join(ROOT, 'sim/model/services/registry.ts');
const OTHER = '\0other-registry';

/** Promises the file of the program of a world's further workers, which is built when it is first asked for. */
export type MemberProgram = () => Promise<string>;

/**
 * The program of a world's further workers, kept for the tests of the file that asks.
 * @param registry source of a module that takes the registry's place; it may import that by `registered`
 */
export function memberProgram(name: string, registry: string): MemberProgram {
  let built: Promise<string> | undefined;
  afterAll(async () => {
    if (built !== undefined) rmSync(dirname(await built), { recursive: true, force: true });
  });
  return () => (built ??= buildMember(name, registry));
}

async function buildMember(name: string, registry: string): Promise<string> {
  const folder = join(ROOT, 'dist/test/contract', `${name}-${process.pid}`);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [
      {
        name: 'other-registry',
        enforce: 'pre',
        async resolveId(source, importer) {
          if (source === 'registered') return REGISTRY;
          if (!source.endsWith('registry.ts') || importer === OTHER) return null;
          const found = await this.resolve(source, importer, { skipSelf: true });
          return found?.id === REGISTRY ? OTHER : found;
        },
        load: (id) => (id === OTHER ? registry : null),
      },
    ],
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, 'sim/runner/node/member-thread.ts'),
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      copyPublicDir: false,
    },
  });
  return join(folder, 'member-thread.js');
}

/**
 * Simulates the world with the policy on so many workers: this thread leads, the others run the program.
 * @param env what the program finds in its environment besides
 */
export async function simulateTogether(
  scenario: Scenario,
  count: number,
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<WorldOutcome> {
  const threads: Worker[] = [];
  const start = (task: MemberTask) =>
    new Promise<void>((resolve, reject) => {
      const thread = new Worker(file, { workerData: task, env: { ...process.env, ...env } });
      threads.push(thread.once('message', () => resolve()).once('error', reject));
    });
  const simulation = await lead(scenario, 'policy', count, start);
  try {
    return simulation.finish();
  } finally {
    simulation.close();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
