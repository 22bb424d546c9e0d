/** What goes wrong with the folder of an experiment, in words. */
import { NoExperiment } from '../runner/node/experiment-folder.ts';
import { BadInput } from './bad-input.ts';
import { Refused, refusalOf } from './refused.ts';

/**
 * Does something with the folder of an experiment.
 * @throws BadInput where the folder is none of an experiment; Refused where the system does not let something be read or written
 */
export async function atExperiment<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoExperiment) throw new BadInput([`${folder}: ${error.message}`]);
    const { code } = error as NodeJS.ErrnoException;
    // A file where a folder is wanted is a slip of whoever named it.
    if (code === 'ENOTDIR' || code === 'EEXIST') {
      throw new BadInput([`${folder}: found a file on the way, expected a folder or nothing`]);
    }
    const why = refusalOf(error);
    if (why === undefined) throw error;
    throw new Refused(`${folder}: ${why}; what is whole there is kept, and the same command goes on from it`);
  }
}
