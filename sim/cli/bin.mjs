#!/usr/bin/env node
/** The command line: makes the clone ready, then hands over to main.ts. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { build, install } from './prepare.mjs';

// A run calls a hundred small methods for every person and day. With room to put more of them into their callers V8 makes
// code of an eighth fewer instructions from the same program. Node 20 to 26 know both flags; one that does not says so and
// goes on.
setFlagsFromString('--max-inlined-bytecode-size=1000');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=8000');

install();
const { main } = await import(pathToFileURL(join(build('sim'), 'main.js')).href);
process.exitCode = await main(process.argv.slice(2));
