import { setImmediate } from 'node:timers/promises';
import { linesOfFile } from '../../runner/node/trace-file.ts';
import { compareTraces, historyOf, NotATrace, type TraceComparison } from '../../runner/trace/compare-traces.ts';
import { describeComparison } from '../../runner/trace/describe-comparison.ts';
import { BadInput } from '../bad-input.ts';
import type { Command } from '../command.ts';
import { faultOf } from '../scenario-file.ts';

const STATUS = { equal: 0, different: 1 } as const;

/** Lines about the entity at which two traces part that are shown from before. */
const HISTORY = 3;

/** Compares two traces. */
export const diff: Command = {
  name: 'diff',
  about: 'says where two traces part and why: the event, its entity, and the values on both sides',
  details: [
    'A and B are files that trace has written. What the first lines say the traces are of is shown and not compared, so',
    'that the two worlds of an empty policy, or two machines, can be found equal.',
    'Like diff(1), the exit status is 0 where they are equal and 1 where they differ.',
  ].join('\n'),
  operands: ['A', 'B'],
  options: {},
  async run({ operands }, host) {
    const [a = '', b = ''] = operands;
    try {
      const comparison = await drive(compareTraces([linesOf(a), linesOf(b)]), host.signal);
      const history = await commonHistory(a, comparison, host.signal);
      host.print(`${describeComparison(comparison, history).join('\n')}\n`);
      return comparison.equal ? STATUS.equal : STATUS.different;
    } catch (error) {
      if (!(error instanceof NotATrace)) throw error;
      throw new BadInput([`${[a, b][error.side]}:${error.line}:1 found ${error.found}, expected ${error.expected}`]);
    }
  },
};

/** What both traces have of the entity at which they part. */
async function commonHistory(
  file: string,
  { event }: TraceComparison,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const about = event?.found[event.only ?? 0];
  if (event === undefined || about === undefined) return [];
  return await drive(historyOf(linesOf(file), about, event.line, HISTORY), signal);
}

/** Runs a generator to its end, letting a signal be heard at each rest. */
async function drive<T>(generator: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const { done, value } = generator.next();
    if (done === true) return value;
    await setImmediate();
    signal.throwIfAborted();
  }
}

/** @throws BadInput where there is no such file, or none that could be a trace */
function* linesOf(file: string): Generator<string> {
  try {
    yield* linesOfFile(file);
  } catch (error) {
    const found = error instanceof RangeError ? error.message : faultOf(error);
    throw new BadInput([`${file}: found ${found}, expected a trace`]);
  }
}
