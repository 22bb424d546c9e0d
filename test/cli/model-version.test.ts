import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { bareCode, findOut } from '../../sim/cli/model-version.ts';
import type { ResultSummary } from '../../sim/runner/result.ts';
import { computeFingerprint } from '../../sim/runner/fingerprint/reference.ts';
import { ROOT } from '../structure/sources.ts';
import { sim, simAlone } from './program.ts';

describe('the hash of the code', () => {
  const bare = (source: string) => bareCode('a.ts', source);
  const CODE = 'export function f(a: number): number {\n  return a + 1;\n}\n';

  it('is of what is left without comments, types and white space', async () => {
    expect(await bare(`/** Words. */\n${CODE.replace(': number {', '{ // more\n')}`)).toBe(await bare(CODE));
    expect(await bare(CODE.replace('+ 1', '+ 2'))).not.toBe(await bare(CODE));
    expect(await bare(CODE.replace('+ 1', '- 1'))).not.toBe(await bare(CODE));
  });

  it('is of the files that simulate: core and reading, not the command line nor the page', async () => {
    const { files } = await findOut(ROOT.replace(/\/$/, ''));
    const from = (part: string) => files.filter((file) => file.includes(`/${part}/`)).length;
    expect(from('sim/kernel')).toBeGreaterThan(10);
    expect(from('sim/model')).toBeGreaterThan(30);
    expect(from('sim/cli') + from('viz') + from('sim/runner/node')).toBe(0);
  });
});

describe('a built program', () => {
  it('knows its model, which is that of its sources', async () => {
    const model = computeFingerprint();
    expect(await simAlone(['--version'])).toMatchObject({ status: 0, stdout: `${version}\nmodel ${model}\n` });
    const { stdout } = await sim(['run', 'wuhan-empty', '--scale', '20000', '--days', '1', '--json']);
    const found = JSON.parse(stdout) as ResultSummary & { node: string; inputs: { file: string }[] };
    expect(found).toMatchObject({ version, model, node: process.versions.node });
    expect(found.code).toMatch(/^[0-9a-f]{16}$/);
    expect(found.inputs.map(({ file }) => file)).toEqual([
      'wuhan-empty',
      ...['city.yaml', 'districts.geojson', 'metro.geojson', 'water.geojson'].map(
        (name) => `scenarios/cities/wuhan/${name}`,
      ),
      'scenarios/calendars/china.yaml',
    ]);
  });
});
