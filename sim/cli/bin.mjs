#!/usr/bin/env node
/** The command line: makes the clone ready, then hands over to main.ts. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install } from './prepare.mjs';

install();
const { main } = await import(pathToFileURL(join(build('sim'), 'main.js')).href);
process.exitCode = await main(process.argv.slice(2));
