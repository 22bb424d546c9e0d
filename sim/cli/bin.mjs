#!/usr/bin/env node
/** The command line: makes the clone ready where this is one, then hands over to main.ts. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { endWithParent, goToCallersFolder } from './npm.mjs';
import { build, install, packed } from './prepare.mjs';
import { V8_FLAGS } from './v8-flags.mjs';

for (const flag of V8_FLAGS) setFlagsFromString(flag);

goToCallersFolder('sim');
endWithParent();
const { main } = await import(pathToFileURL(join(programs(), 'main.js')).href);
process.exitCode = await main(process.argv.slice(2));

/** A package brings its programs along; a clone makes them. */
function programs() {
  const ready = packed();
  if (ready !== undefined) return ready;
  install();
  return build('sim');
}
