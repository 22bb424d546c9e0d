import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindsInMarkdown } from '../../sim/cli/commands/policies.ts';
import { POLICY_KINDS } from '../../sim/model/policy/registry.ts';
import { shippedScenarioText } from '../../sim/runner/library.ts';
import { textOf } from '../structure/sources.ts';
import { simWithWarnings as sim, start } from './program.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('write', () => {
  it('prints the file with what is changed', async () => {
    const text = shippedScenarioText('wuhan-cash-removed');
    const { status, stdout, stderr } = await start([
      'write',
      'wuhan-cash-removed',
      'days=50',
      'policy[0].to=2017-09-10',
    ]).ended;
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(text.replace('days: 42', 'days: 50').replace('to: 2017-09-17', 'to: 2017-09-10'));
  });

  it('writes in place, whole, and leaves nothing beside it', async () => {
    const file = join(folder, 'plan.yaml');
    await writeFile(file, shippedScenarioText('wuhan-empty'));
    const args = ['write', file, 'policy[+]={measure: no_cash, sectors: [bus], from: 2017-06-05}', '--to', file];
    expect(await sim(args)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(await readFile(file, 'utf8')).toContain('policy:\n  - measure: no_cash\n    sectors: [bus]\n');
    expect(await readdir(folder)).toEqual(['plan.yaml']);
  });

  it.each([
    ['a value out of bounds', ['days=0'], ':20:7 days: found 0, expected a whole number of days from 1 to 4940'],
    ['no assignment', ['days'], '"days": found no PATH=VALUE, expected one, such as days=14'],
    ['a place that is not there', ['policy[3].to=2017-06-02'], 'found no place for policy[3].to, expected a path'],
    ['a value that is no YAML', ['days=[1'], 'found "[1", expected a value in YAML'],
  ])('refuses %s', async (_, assignments, said) => {
    const { status, stdout, stderr } = await sim(['write', 'wuhan-empty', ...assignments]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said.replace(/^:20/, ''));
  });
});

describe('what changes nothing', () => {
  it('is told by check, which finds the file fine all the same', async () => {
    const file = join(folder, 'late.yaml');
    const text =
      'city: wuhan\nstart: 2017-06-01\ndays: 2\npolicy:\n  - { measure: no_cash, sectors: [bus], from: 2018-01-01 }\n';
    await writeFile(file, text);
    const { status, stdout, stderr } = await sim(['check', file]);
    expect(status).toBe(0);
    expect(stdout).toContain('1 action), but for 1 warning\n');
    expect(stderr).toBe(
      `${file}:5:47 policy[0].from: warning: found 2018-01-01, after the last day of the run (2017-06-02): it never acts, expected 2017-06-02 or earlier\n`,
    );
  });
});

describe('the kinds of policy', () => {
  it('are printed for people and programs', async () => {
    const { stdout } = await start(['policies']).ended;
    for (const { id } of POLICY_KINDS) expect(stdout).toMatch(new RegExp(`^${id}: `, 'm'));
    const listed = JSON.parse((await sim(['policies', '--json'])).stdout) as readonly { readonly measure: string }[];
    expect(listed.map(({ measure }) => measure)).toEqual(POLICY_KINDS.map(({ id }) => id));
  });

  it('are told in scenarios/README.md as they are declared (`npm run --silent sim -- policies --markdown`)', () => {
    const readme = textOf('scenarios/README.md');
    expect(readme).toContain(kindsInMarkdown(POLICY_KINDS));
    for (const { id } of POLICY_KINDS) expect(readme).toContain(`### \`${id}\`: `);
  });
});
