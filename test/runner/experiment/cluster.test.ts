import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Job } from 'kubernetes-models/batch/v1';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedCities } from '../../../sim/runner/library.ts';
import { ExperimentFolder } from '../../../sim/runner/node/experiment-folder.ts';
import {
  inOrderOf,
  kubernetesManifest,
  partFromEnvironment,
  sbatchArguments,
} from '../../../sim/runner/node/cluster.ts';
import { sim, simAlone } from '../../cli/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'cashless-city-cluster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'e.yaml');
writeFileSync(file, 'scenarios: [wuhan-empty]\nscale: 50000\ndays: 1\nseeds: 4\nmeasures: [person.minutes_per_day]\n');

describe('tasks', () => {
  it('know their number from Slurm and from Kubernetes', () => {
    const slurm = { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '8' };
    expect(partFromEnvironment(slurm, undefined)).toEqual({ part: 2, parts: 8 });
    expect(partFromEnvironment({ JOB_COMPLETION_INDEX: '0' }, 5)).toEqual({ part: 0, parts: 5 });
    expect(partFromEnvironment({ JOB_COMPLETION_INDEX: '5' }, 5)).toBeUndefined();
    expect(partFromEnvironment({ JOB_COMPLETION_INDEX: '1' }, undefined)).toBeUndefined();
    expect(partFromEnvironment({}, 5)).toBeUndefined();
  });

  it('begin at different places, and each would do all', () => {
    const items = [0, 1, 2, 3, 4, 5, 6];
    const orders = [0, 1, 2].map((part) => inOrderOf({ part, parts: 3 }, items));
    expect(orders.map(([first]) => first)).toEqual([0, 2, 4]);
    for (const order of orders) expect([...order].sort()).toEqual(items);
  });

  it('on their own machines finish an experiment together', { timeout: 240_000 }, async () => {
    const out = join(folder, 'together');
    const to = ['--for', 'kubernetes', '--image', 'city', '--claim', 'c', '--begin', file];
    const { status, stdout, stderr } = await sim(['experiment', 'manifest', out, ...to]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(parse(stdout)).toMatchObject({ kind: 'Job', spec: { completionMode: 'Indexed', completions: 10 } });
    const tasks = [1, 2].map((part) =>
      simAlone(['experiment', 'work', out, '--parts', '2', '--part', String(part), '--jobs', '1']),
    );
    const ended = await Promise.all(tasks);
    expect(ended.map((one) => one.status)).toEqual([0, 0]);
    expect((await sim(['experiment', 'status', out])).stdout).toBe('4 of 4 runs done, 0 failed, nothing left to do\n');
    // The empty policy: a world a seed. Each says what it simulated itself; at the very end two may have been at the same one.
    const worlds = ended.map((one) => Number(/^(\d+) worlds?/.exec(one.stdout)?.[1]));
    expect(worlds[0]! + worlds[1]!).toBeGreaterThanOrEqual(4);
    expect(worlds[0]! + worlds[1]!).toBeLessThan(8);
    expect(readdirSync(join(out, 'worlds'))).toHaveLength(4);
    expect(readdirSync(join(out, 'worlds')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('say what is wrong', async () => {
    const said = async (...args: string[]) => (await sim(['experiment', ...args])).stderr;
    expect(await said('manifest', folder, '--for', 'nomad')).toContain(
      '--for: found "nomad", expected one of kubernetes',
    );
    const opening = ExperimentFolder.open(folder, shippedCities(), 'model');
    await expect(opening).rejects.toThrow('found no experiment.json');
    for (const jobs of ['0', '-1', '1.5', 'all', '1025']) {
      expect(await said('run', file, '--out', join(folder, 'x'), '--jobs', jobs)).toContain('--jobs: found');
    }
    expect(await said('run', file, '--out', join(folder, 'x'), '--tasks', '3')).toContain(
      'expected --on slurm with it',
    );
  });
});

describe('Kubernetes', () => {
  const job = { name: 'a', image: 'city:1', claim: 'shared', path: 'runs/a', tasks: 6, parallelism: 3, memory: '1Gi' };

  it('takes the Job, by the schema of its interface', () => {
    const manifest = kubernetesManifest(job);
    const checked = (data: object) => () => new Job(data as ConstructorParameters<typeof Job>[0]).validate();
    expect(checked(manifest)).not.toThrow();
    const wrong = structuredClone(manifest) as { spec: Record<string, unknown> };
    wrong.spec['completions'] = 'six';
    expect(checked(wrong)).toThrow();
  });

  it('gives each task what it needs', () => {
    const { spec } = kubernetesManifest(job) as {
      spec: { template: { spec: { containers: { args: string[]; volumeMounts: object[] }[] } } };
    };
    const [container] = spec.template.spec.containers;
    expect(container!.args).toEqual(['--parts', '6', '--jobs', '1']);
    expect(container!.volumeMounts).toEqual([{ name: 'experiment', mountPath: '/experiment', subPath: 'runs/a' }]);
  });
});

/** Slurm as Debian has it, which this test starts for itself: nothing is installed, and nothing is asked of a cluster. */
const PROGRAMS = ['slurmctld', 'slurmd', 'munged', 'sbatch', 'sinfo'].map((name) => {
  return ['/usr/sbin', '/usr/bin'].map((place) => join(place, name)).find((path) => existsSync(path));
});
const mayTry = PROGRAMS.every((program) => program !== undefined) && process.getuid?.() === 0;

describe('Slurm', () => {
  it('is handed a job array', () => {
    const command = ['/usr/bin/node', '/a b/bin.mjs', 'experiment', 'work', '/x', '--parts', '3'];
    expect(sbatchArguments({ folder: '/x', tasks: 3, command, options: ['--time=1:00:00'] })).toEqual([
      '--parsable',
      '--job-name=cashless-city',
      '--array=1-3',
      '--output=/x/slurm/%A-%a.log',
      '--export=NONE',
      '--time=1:00:00',
      "--wrap=/usr/bin/node '/a b/bin.mjs' experiment work /x --parts 3",
    ]);
  });

  if (!mayTry) console.warn('Slurm (slurmctld, slurmd, munged, root) is not there: handing over to it is not tried');
  it.skipIf(!mayTry)('runs an experiment', { timeout: 240_000 }, async () => {
    const slurm = startSlurm();
    try {
      for (let i = 0; i < 300 && !idle(slurm.env); i++) await wait(100);
      const out = join(folder, 'slurm-out');
      const args = ['experiment', 'run', file, '--out', out, '--on', 'slurm', '--tasks', '2'];
      const saved = process.env['SLURM_CONF'];
      process.env['SLURM_CONF'] = slurm.env.SLURM_CONF;
      // A process of its own: what is handed over is the program that runs.
      const ended = await simAlone(args);
      if (saved === undefined) delete process.env['SLURM_CONF'];
      else process.env['SLURM_CONF'] = saved;
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(ended.stdout).toMatch(/^job \d+ of 2 tasks was handed over to Slurm/);
      const worlds = () => readdirSync(join(out, 'worlds')).filter((name) => name.endsWith('.world'));
      for (let i = 0; i < 400 && worlds().length < 4; i++) await wait(200);
      const said = (await sim(['experiment', 'status', out])).stdout;
      const logs = readdirSync(join(out, 'slurm')).map((name) => readFileSync(join(out, 'slurm', name), 'utf8'));
      expect(said, logs.join('\n')).toBe('4 of 4 runs done, 0 failed, nothing left to do\n');
    } finally {
      slurm.stop();
    }
  });
});

function idle(env: NodeJS.ProcessEnv): boolean {
  return /idle|mix/.test(spawnSync('sinfo', ['-h', '-o', '%t'], { encoding: 'utf8', env }).stdout ?? '');
}

/** A cluster of this machine alone, with its files in a folder of the test and ports of its own. */
function startSlurm(): { env: NodeJS.ProcessEnv & { SLURM_CONF: string }; stop: () => void } {
  const home = join(folder, 'slurm');
  mkdirSync(join(home, 'state'), { recursive: true });
  mkdirSync(join(home, 'spool'));
  const [conf, key, socket] = ['slurm.conf', 'munge.key', 'munge.socket'].map((name) => join(home, name));
  const [slurmctld, slurmd, munged] = PROGRAMS as string[];
  writeFileSync(key!, Buffer.alloc(1024, 7), { mode: 0o400 });
  chmodSync(folder, 0o755);
  const name = hostname().split('.')[0]!;
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(
    conf!,
    `ClusterName=test
SlurmctldHost=${name}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${socket}
CryptoType=crypto/munge
SlurmctldPort=${port}
SlurmdPort=${port + 1}
StateSaveLocation=${home}/state
SlurmdSpoolDir=${home}/spool
SlurmctldPidFile=${home}/slurmctld.pid
SlurmdPidFile=${home}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerType=sched/builtin
SelectType=select/cons_tres
NodeName=${name} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=${name} Default=YES State=UP
`,
  );
  const children: ChildProcess[] = [];
  const start = (program: string, args: string[], env = process.env) => {
    children.push(spawn(program, args, { stdio: 'ignore', env }));
  };
  const files = ['pid-file', 'seed-file', 'log-file'].map((option) => `--${option}=${join(home, `munge.${option}`)}`);
  start(munged!, ['--foreground', '--force', `--key-file=${key}`, `--socket=${socket}`, ...files]);
  for (let i = 0; i < 50 && !existsSync(socket!); i++) execFileSync('sleep', ['0.1']);
  const env = { ...process.env, SLURM_CONF: conf! };
  start(slurmctld!, ['-D', '-f', conf!], env);
  start(slurmd!, ['-D', '-f', conf!, '-N', name], env);
  return { env, stop: () => children.forEach((child) => child.kill('SIGKILL')) };
}
