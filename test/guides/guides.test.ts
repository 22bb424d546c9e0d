/** Each guide of CONTRIBUTING.md does what it promises, as it is written. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../cli/program.ts';
import { textOf } from '../structure/sources.ts';
import { blocksOf, follow } from './guide.ts';

const folder = scratch();
const document = textOf('CONTRIBUTING.md');
const sim = (args: string) => `npm run --silent sim -- ${args}`;

const tried = (heading: string) => {
  const place = join(folder, heading.replaceAll(' ', '-'));
  return { place, printed: follow(blocksOf(document, heading), place) };
};

describe.skipIf(process.platform === 'win32')('the guide', () => {
  test('to a city', { timeout: 300_000 }, () => {
    const { place, printed } = tried('Add a city');
    expect(printed.get(sim('city show xiaocheng'))).toContain('Xiaocheng');
    expect(printed.get(sim('run xiaocheng'))).toMatch(/Xiaocheng at 1:100, 3 days[^]*digest policy {4}[0-9a-f]{16}/);
    expect(existsSync(join(place, 'scenarios/scenario.schema.json'))).toBe(true);
  });

  test('to a kind of policy', { timeout: 300_000 }, () => {
    const { printed } = tried('Add a kind of policy');
    expect(printed.get(sim('policies'))).toMatch(/^phone_day: /m);
    const [, baseline, policy] = /digest baseline {2}(\w+)\ndigest policy {4}(\w+)/.exec(
      printed.get(sim('run phone-day.yaml'))!,
    )!;
    expect(policy).not.toBe(baseline);
  });

  test('to a service', { timeout: 300_000 }, () => {
    const { printed } = tried('Add a service');
    const one = printed.get(sim('run posts.yaml'))!;
    expect(one).toMatch(/post\.visit_minutes_mean +\d/);
    expect(one).toMatch(/payments\.mobile_share\.post +0? +0\.\d/);
    expect(printed.get(sim('run posts.yaml --workers 2'))).toBe(one);
  });
});
