/** The services as they are shipped. */
import { contract } from './contract.ts';
import { shows } from './shows.ts';
import { memberProgram } from './threads.ts';

contract({ name: 'as shipped', program: memberProgram('as-shipped', `export { SERVICES } from 'registered';`) });
shows('as shipped');
