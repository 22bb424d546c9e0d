import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { SCALE_MAX } from '../../model/reading/scenario-schema.ts';
import { formatMistake } from '../../model/reading/mistake.ts';
import { digestOf } from '../../runner/claims/claim-results.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedPredictionsText, shippedScenarioText } from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { RunStore } from '../../runner/node/run-store.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { sharedWorlds } from '../../runner/node/shared-worlds.ts';
import { HELD, predict, type Predicted, type Prediction } from '../../runner/predictions/predict.ts';
import { readPredictions, scalesOf, type PredictionsFile } from '../../runner/predictions/predictions-file.ts';
import { PREDICTIONS_FORMAT, type PredictionResults } from '../../runner/predictions/prediction-results.ts';
import { scaleNotes } from '../../runner/predictions/scale-notes.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Command } from '../command.ts';
import { formatNumber, table } from '../table.ts';

const DRAWS = 16;
const FILE = 'scenarios/predictions/to-2018.yaml';

/** Runs the five cities to the end of 2018 from what was known by mid-2017. */
export const predictions: Command = {
  name: 'predictions',
  about: 'predicts five cities to the end of 2018 from what was known by mid-2017',
  details: [
    `What is put in, drawn and read off is in ${FILE}. Each city is run several times, each time with another seed and with other`,
    'values of what was not known, drawn jointly from the ranges of the file; runs that miss the figures that were known are left',
    'out. value is the median of the rest, low and high hold 90% of them. They are predictions to be compared with what happened:',
    'nothing after mid-2017 is put in.',
  ].join('\n'),
  operands: [],
  options: {
    only: { value: 'CITY', about: 'only this city' },
    seeds: { value: 'N', about: `runs of each city, each with a seed and draws of its own; ${DRAWS} where left out` },
    scale: { value: 'K', about: 'simulate all cities at 1:K, instead of the file’s scales' },
    jobs: { value: 'N', about: 'worlds at once; as many as there are cores where left out' },
    store: { value: 'DIR', about: 'keep worlds there, so that what was stopped goes on with the same command' },
    out: { value: 'FILE', about: 'write the predictions there too, as JSON with the model and this command' },
    json: { about: 'exactly one JSON array on stdout' },
  },
  async run(args, host) {
    const text = shippedPredictionsText();
    const file = readShipped(text);
    const only = args.options.get('only');
    const ids = file.cities.map(({ id }) => id);
    if (only !== undefined && !ids.includes(only)) {
      throw new BadInput([`--only: found ${JSON.stringify(only)}, expected one of ${ids.join(', ')}`]);
    }
    const draws = wholeOption(args, 'seeds', 2, 1000) ?? DRAWS;
    const scale = wholeOption(args, 'scale', 1, SCALE_MAX);
    const scales = scalesOf(file, scale);
    const jobs = wholeOption(args, 'jobs', 1, 1024) ?? availableParallelism();
    const folder = args.options.get('store');
    const store = folder === undefined ? undefined : await RunStore.open(folder);
    const simulate = sharedWorlds(atMost(jobs, host.signal), store, (done, asked) => {
      host.progress(`${done} of ${asked} runs`);
    });
    const found = await predict(
      file,
      {
        ...{ draws, scale, simulate, cities: shippedCities() },
        scenarioText: (name) => (SHIPPED_SCENARIOS.includes(name) ? shippedScenarioText(name) : undefined),
      },
      only,
    );
    host.progress('');
    const out = args.options.get('out');
    if (out !== undefined) {
      const options = [only === undefined ? '' : ` --only ${only}`, scale === undefined ? '' : ` --scale ${scale}`];
      const command = `npm run --silent sim -- predictions --seeds ${draws}${options.join('')}`;
      const { version, model } = program();
      const results: PredictionResults = {
        ...{ format: PREDICTIONS_FORMAT, digest: digestOf(text), version, model, command },
        ...{ known_until: file.known_until, scales, draws, fitting: found.fitting.length },
        predictions: [...found.predictions],
      };
      await writeWhole(dirname(out), basename(out), `${JSON.stringify(results, null, 1)}\n`);
    }
    for (const note of scaleNotes({ scales }, file, 'en')) host.warn(`${note}\n`);
    const { predictions: rows } = found;
    host.print(args.options.has('json') ? `${JSON.stringify(rows, null, 1)}\n` : asText(found, draws, host.columns));
    return 0;
  },
};

function readShipped(text: string): PredictionsFile {
  const reading = readPredictions(text);
  if (reading.ok) return reading.file;
  throw new BadInput(reading.mistakes.map((mistake) => formatMistake(FILE, mistake)));
}

function asText({ predictions: rows, fitting }: Predicted, draws: number, columns: number | undefined): string {
  const cells = rows.map(({ city, date, measure, unit, value, low, high }: Prediction) => [
    ...[city, date, measure, unit],
    ...[value, low, high].map(formatNumber),
  ]);
  const heading = `${fitting.length} of ${draws} runs fit what was known; low and high hold ${100 * HELD}% of those.\n\n`;
  return heading + table(['city', 'date', 'measure', 'unit', 'value', 'low', 'high'], cells, [4, 5, 6], columns);
}
