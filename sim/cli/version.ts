import { version } from '../../package.json';

/** Version of the program. */
export const VERSION: string = version;
