import { scenarioJsonSchema } from '../../model/reading/scenario-schema.ts';
import { shippedCities } from '../../runner/library.ts';
import type { Command } from '../command.ts';

/** Prints the format of scenario files. */
export const schema: Command = {
  name: 'schema',
  about: 'prints the JSON Schema of scenario files, with every parameter and its range',
  operands: [],
  options: {},
  run(_, { print }) {
    print(`${JSON.stringify(scenarioJsonSchema(shippedCities()), null, 2)}\n`);
    return 0;
  },
};
