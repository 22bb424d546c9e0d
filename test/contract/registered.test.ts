/** The services as they are shipped. */
import { contract } from './contract.ts';
import { shows } from './shows.ts';

contract({ name: 'as shipped', registry: `export { SERVICES } from 'registered';` });
shows('as shipped');
