/** What `npm run test:engines` says of engines that do not agree: two made-up ones, of which the other has a fault. */
import { describe, expect, it } from 'vitest';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { faultsOf, faultsOfAll, type Engine, type Row } from './faults.ts';
import { doJob, type Job, type JobResult } from './job.ts';

const OUTAGE = { scenario: 'wuhan-outage', overrides: { seed: '7', days: 6, scale: 2000 } };
const ROWS: readonly Row[] = [
  { name: 'kernel', lines: [''], jobs: ['kernel'] },
  { name: 'an outage', run: OUTAGE, lines: ['baseline'], jobs: [{ run: OUTAGE, world: 'baseline' }] },
];

/** An engine that has done the jobs of all rows; what it does of each may be changed. */
async function engine(name: string, change: (job: Job) => JobResult = doJob): Promise<Engine> {
  const work = (jobs: readonly Job[]) => Promise.resolve(jobs.map(change));
  return { name, version: '1', work, results: await Promise.all(ROWS.map(({ jobs }) => work(jobs))) };
}

/** As if the engine did something else from the moment at which the network goes down. */
const simulates = (world: WorldName) => (job: Job) => doJob(job === 'kernel' ? job : { ...job, world });

describe('what is said of two engines', () => {
  it('is nothing where they agree', async () => {
    const [a, b] = [await engine('A'), await engine('B')];
    expect(await faultsOf(b, a, ROWS)).toEqual([]);
  });

  it('names the first day, the kinds and the first event at which their streams part', async () => {
    const [a, b] = [await engine('A'), await engine('B', simulates('policy'))];
    const faults = await faultsOf(b, a, ROWS);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(
      /^B 1: an outage baseline: differs from A 1 first on day 5, in events of the kinds .*outage\.begin/,
    );
    expect(faults[0]).toContain('the first event to differ on day 5 is of the kind outage.begin');
  });

  it('names the function of the kernel that gives other bits', async () => {
    const other = (job: Job) => {
      const result = doJob(job);
      if (job !== 'kernel') return result;
      const kinds = { ...result.days[0]!.kinds, exp: '0'.repeat(16) };
      return { ...result, digest: '0'.repeat(16), days: [{ kinds, state: {} }] };
    };
    expect(await faultsOf(await engine('B', other), await engine('A'), ROWS)).toEqual([
      'B 1: kernel : differs from A 1 in exp',
    ]);
  });

  it('is why one of them gave no result, and that all is missing', async () => {
    const work = () => Promise.reject(new Error('not asked for'));
    const failed: Engine = { name: 'B', version: '1', work, fault: new Error('no answer within 600 s') };
    const faults = await faultsOf(failed, await engine('A'), ROWS);
    expect(faults).toEqual(['B 1: no result: no answer within 600 s', '']);
    expect(faultsOfAll(failed, ROWS)).toEqual(faults);
  });
});
