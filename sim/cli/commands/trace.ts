import { setImmediate } from 'node:timers/promises';
import { quote } from '../../model/reading/mistake.ts';
import { scenarioSha256 } from '../../runner/node/run-identity.ts';
import { obstacleToTrace } from '../../runner/node/trace-file.ts';
import { writeWhole } from '../../runner/node/whole-file.ts';
import { program } from '../../runner/program.ts';
import { WORLDS, type WorldName } from '../../runner/protocol.ts';
import { traceDay } from '../../runner/trace/trace-day.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { OVERRIDE_OPTIONS, readOverrides } from '../overrides.ts';
import { claiming, REPLACE_OPTION, refused } from '../places.ts';
import { parseScenario, readText } from '../scenario-file.ts';
import { STATUS } from '../status.ts';

/** Writes down the events of a day. */
export const trace: Command = {
  name: 'trace',
  about: 'writes down every event of one day of a world, to see what happens and to compare it with diff',
  details: [
    'FILE is a scenario file or the name of a shipped scenario. A line is one fact, its fields separated by tabs:',
    '  event   TICK TIME KIND ENTITY NUMBER NAME=VALUE…   an event, with what its entity is and holds after it',
    '  state   TICK TIME COLUMN DIGEST                    a column of the state: at midnight, after it, each hour',
    '  digest  TICK TIME EVENTS DIGEST                    the day’s events so far: each minute',
    '  end     EVENTS DIGEST                              the trace is complete',
    'A tick is a tenth of a second since 00:00 of the first day; money is in fen.',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    world: { value: WORLDS.join('|'), about: 'which world; must be given' },
    day: { value: 'N', about: 'which day, counted from 1, the scenario’s first; must be given' },
    to: { value: 'FILE', about: 'write it there, complete or not at all, instead of on stdout' },
    ...REPLACE_OPTION,
    ...OVERRIDE_OPTIONS,
  },
  async run(args, host) {
    const [file = ''] = args.operands;
    const world = worldOf(args);
    const overrides = readOverrides(args);
    const scenario = parseScenario(file, await readText(file), overrides);
    const day = wholeOption(args, 'day', 1, scenario.days);
    if (day === undefined) throw new BadInput([`--day: found nothing, expected a day from 1 to ${scenario.days}`]);
    const to = args.options.get('to');
    const obstacle = to === undefined ? undefined : await obstacleToTrace(to, args.options.has('replace'));
    if (obstacle !== undefined) throw new BadInput([`--to ${to}: ${obstacle}`]);
    host.progress(`${world}: tracing day ${day}`);
    const pieces = traceDay(scenario, world, day, { ...program(), scenarioSha256: scenarioSha256(scenario) });
    if (to === undefined) await printPieces(pieces, host);
    else await claiming('to', to, () => writeTrace(to, pieces, host.signal));
    host.progress('');
    return STATUS.fine;
  },
};

function worldOf(args: Args): WorldName {
  const found = args.options.get('world');
  const world = WORLDS.find((name) => name === found);
  if (world !== undefined) return world;
  const expected = `expected ${WORLDS.join(' or ')}`;
  throw new BadInput([`--world: found ${found === undefined ? 'nothing' : quote(found)}, ${expected}`]);
}

async function writeTrace(to: string, pieces: Iterable<string>, signal: AbortSignal): Promise<void> {
  try {
    await writeWhole(to, pieces, signal);
  } catch (error) {
    throw refused('to', to, error);
  }
}

async function printPieces(pieces: Iterable<string>, host: Host): Promise<void> {
  for (const piece of pieces) {
    await setImmediate();
    host.signal.throwIfAborted();
    if (piece === '') continue;
    host.print(piece);
    await host.printed();
  }
}
