/**
 * Experiments on many machines: a job array of Slurm, and an indexed Job of Kubernetes. Each task works on the one folder, which
 * is all that it needs to know; who does what follows from its number, and what another has done already is not done again.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from './make-folder.ts';

/** Which of how many tasks this one is, from 0. */
export interface Part {
  readonly part: number;
  readonly parts: number;
}

/**
 * The number of this task as Slurm or Kubernetes tell it to the process; undefined where neither does.
 * @param parts tasks in all, where they do not say that
 */
export function partFromEnvironment(environment: NodeJS.ProcessEnv, parts: number | undefined): Part | undefined {
  const whole = (name: string) => {
    const value = environment[name];
    return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const [task, first, count] = ['ID', 'MIN', 'COUNT'].map((name) => whole(`SLURM_ARRAY_TASK_${name}`));
  if (task !== undefined) return valid(task - (first ?? 1), parts ?? count);
  const index = whole('JOB_COMPLETION_INDEX');
  return index === undefined ? undefined : valid(index, parts);
}

function valid(part: number, parts: number | undefined): Part | undefined {
  return parts !== undefined && part >= 0 && part < parts ? { part, parts } : undefined;
}

/**
 * The order in which a task takes what is to be done: it begins at its own share, and goes on with that of the next ones when it is
 * through, so that a slow machine holds up nobody.
 */
export function inOrderOf<T>({ part, parts }: Part, items: readonly T[]): T[] {
  const from = Math.floor((items.length * part) / parts);
  return [...items.slice(from), ...items.slice(0, from)];
}

export interface SlurmJob {
  /** Absolute path of the experiment's folder, the same on every machine. */
  readonly folder: string;
  readonly tasks: number;
  /** Program and arguments that do a task's work. */
  readonly command: readonly string[];
  /** Further options of sbatch. */
  readonly options: readonly string[];
}

/** What sbatch is called with. */
export function sbatchArguments({ folder, tasks, command, options }: SlurmJob): string[] {
  return [
    '--parsable',
    '--job-name=cashless-city',
    `--array=1-${tasks}`,
    `--output=${join(folder, 'slurm', '%A-%a.log')}`,
    '--export=NONE',
    ...options,
    `--wrap=${command.map(shellWord).join(' ')}`,
  ];
}

/** Hands a job array over to Slurm. @returns its number @throws Error with what sbatch says */
export async function submitToSlurm(job: SlurmJob): Promise<string> {
  await makeFolder(join(job.folder, 'slurm'));
  try {
    const { stdout } = await promisify(execFile)('sbatch', sbatchArguments(job), { encoding: 'utf8' });
    return stdout.trim().split(';')[0] ?? '';
  } catch (error) {
    const { code, stderr = '' } = error as { readonly code?: string | number; readonly stderr?: string };
    if (code === 'ENOENT') throw new Error('found no sbatch, expected Slurm on this machine', { cause: error });
    throw new Error(`sbatch says: ${stderr.trim() || String(code)}`, { cause: error });
  }
}

function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

export interface KubernetesJob {
  readonly name: string;
  readonly image: string;
  /** Persistent volume claim that holds the folder, at the top of the volume or at `path` of it. */
  readonly claim: string;
  readonly path: string;
  readonly tasks: number;
  readonly parallelism: number;
  /** Of a task, as Kubernetes writes them: `512Mi`. */
  readonly memory: string;
}

const MOUNT = '/experiment';

/** An indexed Job (batch/v1) whose tasks work on the folder of an experiment on a volume that all can write to. */
export function kubernetesManifest(job: KubernetesJob): object {
  const { name, image, claim, path, tasks, parallelism, memory } = job;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels: { 'app.kubernetes.io/name': 'cashless-city' } },
    spec: {
      completionMode: 'Indexed',
      completions: tasks,
      parallelism,
      // A task that is put off its machine begins again: what it had finished stays.
      backoffLimit: 2 * tasks,
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'cashless-city' } },
        spec: {
          restartPolicy: 'OnFailure',
          containers: [
            {
              name: 'worker',
              image,
              command: ['cashless-city', 'experiment', 'work', MOUNT],
              args: ['--parts', String(tasks), '--jobs', '1'],
              resources: { requests: { cpu: '1', memory }, limits: { memory } },
              volumeMounts: [{ name: 'experiment', mountPath: MOUNT, ...(path === '' ? {} : { subPath: path }) }],
            },
          ],
          volumes: [{ name: 'experiment', persistentVolumeClaim: { claimName: claim } }],
        },
      },
    },
  };
}
