import { unknownDays } from '../../model/calendar.ts';
import type { Command } from '../command.ts';
import { parseScenario, readText } from '../scenario-file.ts';
import { counted } from '../../runner/counted.ts';

/** Says what is wrong with a scenario. */
export const check: Command = {
  name: 'check',
  about: 'says what is wrong with a scenario file, or that it is fine, and what in it changes nothing',
  operands: ['FILE'],
  options: {},
  async run({ operands: [file = ''] }, { print, warn }) {
    let warnings = 0;
    const { name, city, start, days, scale, policy } = parseScenario(file, await readText(file), {}, (line) => {
      warnings++;
      warn(line);
    });
    const actions = counted(policy.length, 'action');
    const but = warnings === 0 ? '' : `, but for ${counted(warnings, 'warning')}`;
    print(
      `${file}: fine (${name}: ${city.name.en}, ${counted(days, 'day')} from ${start} at 1:${scale}, ${actions})${but}\n`,
    );
    const unknown = unknownDays(start, days, city.calendar);
    if (unknown !== undefined) print(`${unknown}\n`);
    return 0;
  },
};
