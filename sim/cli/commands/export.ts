import { setImmediate } from 'node:timers/promises';
import { quote } from '../../model/reading/mistake.ts';
import { exportRun, type ExportedRun } from '../../runner/export/run-export.ts';
import { checkpointOf } from '../../runner/node/checkpoint-file.ts';
import { EXPORT_FILES, exportFiles } from '../../runner/node/export-folder.ts';
import { manifestOf } from '../../runner/node/manifest.ts';
import { originOf } from '../../runner/node/origin.ts';
import { writeFolder } from '../../runner/node/result-folder.ts';
import { Interrupted } from '../../runner/node/run-worlds.ts';
import { program } from '../../runner/program.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { OVERRIDE_OPTIONS, readOverrides } from '../overrides.ts';
import { checkResultFolder, claiming, refused, REPLACE_OPTION } from '../places.ts';
import { parseScenario, readText } from '../scenario-file.ts';
import { STATUS } from '../status.ts';
import { counted } from '../../runner/counted.ts';

/** Writes a run for other programs. */
export const exportCommand: Command = {
  name: 'export',
  about: 'writes a run for other programs: Parquet, CSV, event log, GeoJSON, RO-Crate',
  details: [
    'Simulates both worlds of FILE, a scenario, and writes to --out: measures and people (a row each: age, district, minutes in',
    'both worlds, what was refused) as Parquet and CSV, datapackage.json which says what every column means, places.geojson and',
    'lines.geojson, manifest.json with which `run` has it again, CITATION.cff, and ro-crate-metadata.json. With --events also all',
    'that people did on those days, as Parquet, CSV and XES. `query` asks questions of it; examples/ reads it in Python, R and DuckDB.',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    out: { value: 'FOLDER', about: 'write there, complete or not at all; needed' },
    events: { value: 'DAYS', about: 'days whose events are written too, as 1 or 1,8 or 1-3; the first day is 1' },
    ...OVERRIDE_OPTIONS,
    ...REPLACE_OPTION,
  },
  async run(args, host) {
    const [file = ''] = args.operands;
    const overrides = readOverrides(args);
    const out = args.options.get('out');
    if (out === undefined) throw new BadInput(['--out: found nothing, expected the folder to be written']);
    const text = await readText(file);
    const scenario = parseScenario(file, text, overrides, host.warn);
    const eventDays = readDays(args, scenario.days);
    const source = { file, text, overrides };
    await checkResultFolder(out, checkpointOf(scenario, program()), args.options.has('replace'), EXPORT_FILES);
    return await claiming('out', out, async () => {
      const run = await simulate(exportRun(scenario, eventDays), scenario.days, host);
      const manifest = manifestOf(run.result, source, await originOf(source, scenario.city.id));
      try {
        await writeFolder(out, exportFiles(run, manifest, eventDays.length > 0), host.signal);
      } catch (error) {
        throw refused('out', out, error);
      }
      host.print(`${out}: ${EXPORT_FILES.length - (eventDays.length > 0 ? 0 : 3)} files\n`);
      return STATUS.fine;
    });
  },
};

async function simulate(
  running: Generator<{ world: string; day: number }, ExportedRun>,
  days: number,
  host: Host,
): Promise<ExportedRun> {
  for (;;) {
    const { done, value } = running.next();
    if (done === true) {
      host.progress('');
      return value;
    }
    host.progress(`${value.world}: ${value.day} of ${counted(days, 'day')}`);
    await setImmediate();
    if (host.signal.aborted) throw new Interrupted();
  }
}

/** Days from 0. @throws BadInput */
function readDays({ options }: Args, days: number): number[] {
  const found = options.get('events');
  if (found === undefined) return [];
  const parts = found.split(',').map((part) => /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part));
  const ranges = parts.map((part) => [Number(part?.[1] ?? NaN), Number(part?.[2] ?? part?.[1] ?? NaN)] as const);
  if (ranges.some(([from, to]) => !(from >= 1 && from <= to && to <= days))) {
    throw new BadInput([`--events: found ${quote(found)}, expected days from 1 to ${days}, as 1 or 1,8 or 1-3`]);
  }
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from - 1 + i));
}
