/** The commands, in the order of --help. */
import type { Command } from './command.ts';
import { calibrate } from './commands/calibrate.ts';
import { check } from './commands/check.ts';
import { diff } from './commands/diff.ts';
import { measures } from './commands/measures.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { trace } from './commands/trace.ts';

export const COMMANDS: readonly Command[] = [run, check, measures, calibrate, trace, diff, schema];
