/** The commands, in the order of --help. */
import type { Command } from './command.ts';
import { calibrate } from './commands/calibrate.ts';
import { check } from './commands/check.ts';
import { cityCheck, cityList, cityShow } from './commands/city.ts';
import { claims } from './commands/claims.ts';
import { cityImport, cityTemplateCommand } from './commands/city-import.ts';
import { diff } from './commands/diff.ts';
import {
  experimentCheck,
  experimentManifest,
  experimentReport,
  experimentRun,
  experimentStatus,
  experimentWork,
} from './commands/experiment.ts';
import { exportCommand } from './commands/export.ts';
import { joining } from './commands/joining.ts';
import { headlines } from './commands/headlines.ts';
import { measures } from './commands/measures.ts';
import { policies } from './commands/policies.ts';
import { query } from './commands/query.ts';
import { predictions } from './commands/predictions.ts';
import { results } from './commands/results.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { tornado } from './commands/tornado.ts';
import { seek } from './commands/seek.ts';
import { trace } from './commands/trace.ts';
import { write } from './commands/write.ts';

export const COMMANDS: readonly Command[] = [
  run,
  exportCommand,
  check,
  write,
  policies,
  measures,
  experimentCheck,
  experimentRun,
  experimentWork,
  experimentManifest,
  experimentStatus,
  experimentReport,
  query,
  seek,
  results,
  calibrate,
  claims,
  joining,
  headlines,
  tornado,
  predictions,
  trace,
  diff,
  schema,
  cityList,
  cityShow,
  cityCheck,
  cityImport,
  cityTemplateCommand,
];

/** Arguments in which a command's name of two words is one. */
export function withWholeName(argv: readonly string[]): readonly string[] {
  const [first, second, ...rest] = argv;
  const name = `${first} ${second}`;
  return COMMANDS.some((command) => command.name === name) ? [name, ...rest] : argv;
}
