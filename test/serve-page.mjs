/** The page as `npm start` serves it, for what looks at it from a browser of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../sim/cli/prepare.mjs';

/**
 * Serves the page, built anew where it is not, on a port that the server finds.
 * @returns its address, and what ends it
 * @throws Error where the server ends without an address
 */
export async function servePage() {
  const child = spawn(process.execPath, [join(ROOT, 'viz/start.mjs')], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const [url] = /http:\S+/.exec(said) ?? [];
    if (url !== undefined) return { url, end: () => child.kill() };
  }
  throw new Error('the page is not served');
}
