/** The commands, in the order of --help. */
import type { Command } from './command.ts';
import { calibrate } from './commands/calibrate.ts';
import { check } from './commands/check.ts';
import { measures } from './commands/measures.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';

export const COMMANDS: readonly Command[] = [run, check, measures, calibrate, schema];
