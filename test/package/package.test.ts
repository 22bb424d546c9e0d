/** The library as other programs have it: packed, installed elsewhere without a network, imported, bundled and compiled. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from 'vite';
import type * as Library from '../../sim/runner/api.ts';
import { BIN, scratch } from '../cli/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const folder = scratch();
const user = join(folder, 'user');
let library: typeof Library;

const node = (args: readonly string[], cwd = user) =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const npm = (args: readonly string[], cwd: string) => {
  const offline = ['--offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env, INIT_CWD: cwd };
  return execFileSync('npm', [...args, ...offline], {
    cwd,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
};
/** Somebody's project, which has nothing yet. */
function project(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  copyFileSync(join(HERE, 'example.mjs'), join(place, 'example.mjs'));
  return place;
}

beforeAll(async () => {
  const packed = npm(['pack', '--pack-destination', folder], ROOT).trim().split('\n').at(-1)!;
  project('user');
  npm(['install', join(folder, packed)], user);
  const entry = join(user, 'node_modules/cashless-city/dist/package/library/index.js');
  library = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as typeof Library;
}, 300_000);

describe('the package', () => {
  test('brings all it needs, and the licences of what is in it', () => {
    const place = join(user, 'node_modules/cashless-city');
    const { packages } = JSON.parse(readFileSync(join(user, 'package-lock.json'), 'utf8')) as { packages: object };
    expect(Object.keys(packages)).toEqual(['', 'node_modules/cashless-city']);
    for (const part of ['library', 'sim']) {
      const text = readFileSync(join(place, 'dist/package', part, 'licences.txt'), 'utf8');
      expect(text).toContain('seedrandom');
      expect(text).toContain('@stdlib/math-base-special-exp');
      // The data of cities has licences too, and that of water comes with its text.
      expect(text).toContain('GSHHG');
      expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    }
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md', 'scenarios/wuhan-2017.yaml']) {
      expect(existsSync(join(place, file)), file).toBe(true);
    }
  });

  test('has a command line that runs without building anything', () => {
    const bin = join(user, 'node_modules/cashless-city/sim/cli/bin.mjs');
    const args = ['run', 'wuhan-outage', '--days', '2', '--scale', '5000', '--json'];
    expect(JSON.parse(node([bin, ...args]))).toMatchObject({ worlds: worldsOf(node([BIN, ...args], folder)) });
  });
});

const worldsOf = (json: string) => (JSON.parse(json) as Library.ResultSummary).worlds;

describe('a program that imports the library', () => {
  test('gets digests and measures to the byte as the command line', () => {
    const options = { file: 'wuhan-outage', days: 2, scale: 5000, seed: 8 };
    const result = library.simulate(library.readScenario(library.scenarioText('wuhan-outage'), options));
    const args = ['run', 'wuhan-outage', '--days', '2', '--scale', '5000', '--seed', '8', '--out', 'out', '--json'];
    const summary = JSON.parse(node([BIN, ...args], folder)) as Library.ResultSummary;
    expect(result).toMatchObject({ worlds: summary.worlds, difference: summary.difference, model: summary.model });
    expect(library.toCsv(result)).toBe(readFileSync(join(folder, 'out/measures.csv'), 'utf8'));
    expect(library.version()).toMatchObject({ version: summary.version, model: summary.model, code: summary.code });
  });

  test('is told of days as they are done, and may end the run', () => {
    const scenario = library.readScenario(library.scenarioText('wuhan-empty'), { days: 2, scale: 20_000 });
    const days: string[] = [];
    library.simulate(scenario, { onDay: (world, day) => days.push(`${world} ${day}`) });
    expect(days).toEqual(['baseline 1', 'baseline 2', 'policy 1', 'policy 2']);
    const stop = () => {
      throw new Error('enough');
    };
    expect(() => library.simulate(scenario, { onDay: stop })).toThrow('enough');
  });

  test('is told of mistakes and warnings in the words of the command line', () => {
    const text =
      'city: wuhan\nstart: 2017-06-01\ndays: 2\nscal: 3\npolicy:\n  - {measure: no_cash, sectors: [bus], from: 1.5}\n';
    writeFileSync(join(folder, 'bad.yaml'), text);
    const told = captured(() => library.readScenario(text, { file: 'bad.yaml' }));
    expect(told).toBeInstanceOf(library.FileMistakes);
    expect(`${(told as Error).message}\n`).toBe(failure(['check', 'bad.yaml']));

    const idle = text.replace('scal: 3\n', '').replace('1.5', '2018-01-01');
    writeFileSync(join(folder, 'idle.yaml'), idle);
    const warnings: string[] = [];
    library.readScenario(idle, { file: 'idle.yaml', onWarning: (line) => warnings.push(line) });
    expect(warnings).toHaveLength(1);
    expect(failure(['check', 'idle.yaml'])).toBe(`${warnings[0]}\n`);

    const utf16 = captured(() => library.readScenario(new Uint8Array([0xff, 0xfe, 65, 0]), { file: 'utf16.yaml' }));
    expect((utf16 as Error).message).toContain('utf16.yaml:1:1 file: found text in UTF-16');
  });

  test.each([
    [{ days: 0 }, 'days: found "0", expected a whole number from 1 to 4940'],
    [{ scale: 1.5 }, 'scale: found "1.5", expected a whole number from 1 to 100000'],
    [{ seed: ' ' }, 'seed: found " ", expected 1 to 64 visible characters, no space at its ends'],
  ])('is told of the option %j', (options, message) => {
    const told = captured(() => library.readScenario(library.scenarioText('wuhan-empty'), options));
    expect(told).toBeInstanceOf(library.BadOption);
    expect((told as Error).message).toBe(message);
    const [[name, value] = []] = Object.entries(options);
    expect(failure(['run', 'wuhan-empty', `--${name}`, String(value)])).toBe(`--${message}\n`);
  });

  test('may bring a city of its own', () => {
    const texts = (file: string) => readFileSync(`${ROOT}/scenarios/cities/guiyang/${file}`, 'utf8');
    const files = { 'city.yaml': texts('city.yaml'), 'districts.geojson': texts('districts.geojson') };
    const cities = new Map([['my-town', library.readCity('my-town', files)]]);
    const text = 'city: my-town\nstart: 2017-06-01\ndays: 1\nscale: 20000\npolicy: []\n';
    const { worlds } = library.simulate(library.readScenario(text, { cities }));
    expect(worlds.baseline.digest).toBe(worlds.policy.digest);
    expect(() => library.readScenario(text)).toThrow('found "my-town", expected one of fuzhou');
    expect(() => library.readCity('my-town', { ...files, 'city.yaml': 'name: x' })).toThrow(library.FileMistakes);
  });
});

/** What a call throws. */
function captured(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** What the command line says on stderr. */
function failure(args: readonly string[]): string {
  const script = `const { spawnSync } = require('node:child_process');
    process.stdout.write(spawnSync(process.execPath, ${JSON.stringify([BIN, ...args])}, { encoding: 'utf8' }).stderr);`;
  return node(['-e', script], folder);
}

describe('the example', () => {
  test('gives the same as a script, from a folder that is linked, and bundled for pages', async () => {
    const script = node(['example.mjs']);
    const rows = script
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; scans: number });
    expect(rows.map(({ name }) => name)).toEqual(['fitted-in-6', 'fitted-in-1']);
    expect(rows[0]!.scans).toBeGreaterThan(0);
    expect(rows[1]!.scans).toBeGreaterThan(rows[0]!.scans);

    const linked = project('linked');
    npm(['install', ROOT], linked);
    expect(lstatSync(join(linked, 'node_modules/cashless-city')).isSymbolicLink()).toBe(true);
    expect(node(['example.mjs'], linked)).toBe(script);

    const root = realpathSync(user);
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: { lib: { entry: 'example.mjs', formats: ['es'], fileName: 'bundle' }, outDir: 'bundled' },
    });
    const bundle = readFileSync(join(user, 'bundled/bundle.js'), 'utf8');
    expect(/^import\b|\brequire\(["']/m.exec(bundle)?.[0]).toBeUndefined();
    expect(node(['bundled/bundle.js'])).toBe(script);
  }, 120_000);
});

describe('its types', () => {
  test.each(['nodenext', 'bundler'])('are right for %s with every check', (resolution) => {
    const place = join(user, resolution);
    mkdirSync(place);
    copyFileSync(join(HERE, 'typed.ts'), join(place, 'typed.ts'));
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
      ...{ noEmit: true, target: 'es2023', lib: ['es2023', 'dom'], types: [], module, moduleResolution: resolution },
    };
    writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['typed.ts'] }));
    expect(node([join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', place])).toBe('');
  });
});
