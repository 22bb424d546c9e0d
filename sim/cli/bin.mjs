#!/usr/bin/env node
/** The command line: makes the clone ready, then hands over to main.ts. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { endWithParent, goToCallersFolder } from './npm.mjs';
import { build, install } from './prepare.mjs';
import { V8_FLAGS } from './v8-flags.mjs';

for (const flag of V8_FLAGS) setFlagsFromString(flag);

goToCallersFolder('sim');
endWithParent();
install();
const { main } = await import(pathToFileURL(join(build('sim'), 'main.js')).href);
process.exitCode = await main(process.argv.slice(2));
