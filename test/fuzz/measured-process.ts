/** Runs the command line in a process of its own and tells what it has used of the machine. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../sim/cli/bin.mjs', import.meta.url));
/** Where the process writes what it has used. */
const USAGE_FD = 3;
/** Linux counts the largest set of whoever started a process as its own, but not in the status of its memory. */
const METER = `
  import { existsSync, readFileSync, writeSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  const STATUS = '/proc/self/status';
  const kilobytesMax = () => /^VmHWM:\\s+(\\d+) kB$/m.exec(readFileSync(STATUS, 'utf8'))[1];
  const usage = () => {
    const used = process.resourceUsage();
    return existsSync(STATUS) ? { ...used, maxRSS: Number(kilobytesMax()) } : used;
  };
  if (isMainThread) process.on('exit', () => writeSync(${USAGE_FD}, JSON.stringify(usage())));`;

export interface Measured {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident set, in megabytes. */
  readonly megabytesMax: number;
  /** Time of its own, whatever else ran on the machine. */
  readonly cpuSeconds: number;
}

export function measured(args: readonly string[], cwd: string): Promise<Measured> {
  const meter = `data:text/javascript,${encodeURIComponent(METER)}`;
  const child = spawn(process.execPath, ['--import', meter, BIN, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, , , usage] = child.stdio;
  const read = ['', '', ''];
  [child.stdout, child.stderr, usage as NodeJS.ReadableStream].forEach((stream, i) => {
    stream!.setEncoding('utf8').on('data', (text: string) => (read[i] += text));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const [stdout = '', stderr = '', json = ''] = read;
      if (json === '') return reject(new Error(`no usage was told: ${stderr}`));
      const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(json) as NodeJS.ResourceUsage;
      const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
      resolve({ status, stdout, stderr, megabytesMax: maxRSS / 1024, cpuSeconds });
    });
  });
}
