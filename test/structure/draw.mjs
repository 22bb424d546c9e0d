/** `npm run picture`: draws the picture of the layers anew into the document that shows it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT } from '../../sim/cli/prepare.mjs';

const options = { root: ROOT, configFile: false, logLevel: 'error' };
const { module } = await runnerImport(join(ROOT, 'test/structure/picture.ts'), options);
const file = join(ROOT, module.DOCUMENT);
writeFileSync(file, module.withPicture(readFileSync(file, 'utf8')));
