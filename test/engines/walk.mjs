/**
 * The page itself in every browser: answer, a run to its end with Node's digests, another instant, play and pause, a resident's card,
 * files to take away, both languages, every view, Back, an address that asks for a view, and a silent console. The browsers are only told to open an address: what is done there is `walk.js`, which the server puts into the page.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ROOT, build } from '../../sim/cli/prepare.mjs';
import { servePage } from '../serve-page.mjs';

const RUN = { scenario: 'wuhan-everything', days: 2, scale: 5000 };
const ADDRESS = `?scenario=${RUN.scenario}&days=${RUN.days}&scale=${RUN.scale}&speed=604800&workers=1&lang=en`;
const WALK_MS_MAX = 300_000;

/** The page as it is served with its headers, but for the script that walks; its report is awaited. */
async function serveWalk(page) {
  let settle;
  const walked = new Promise((resolve) => (settle = resolve));
  const server = createServer((request, response) => {
    answer(page, settle, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${server.address().port}/${ADDRESS}`, walked, close };
}

async function answer(page, settle, request, response) {
  if (request.url === '/walked') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(204).end();
    return settle(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  }
  if (request.url === '/walk.js') {
    const script = await readFile(new URL('walk.js', import.meta.url));
    response.writeHead(200, { 'content-type': 'text/javascript', 'cross-origin-resource-policy': 'same-origin' });
    return response.end(script);
  }
  const found = await fetch(new URL(request.url, page));
  // Of this connection, or of the text as it was before.
  const own = ['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding'];
  const headers = Object.fromEntries([...found.headers].filter(([name]) => !own.includes(name)));
  const body = Buffer.from(await found.arrayBuffer());
  response.writeHead(found.status, headers);
  const isPage = headers['content-type']?.startsWith('text/html');
  response.end(isPage ? body.toString().replace('</head>', '<script src="/walk.js" defer></script></head>') : body);
}

function digestsOfNode() {
  const args = ['run', RUN.scenario, '--json', '--days', String(RUN.days), '--scale', String(RUN.scale)];
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'sim/cli/bin.mjs'), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { worlds } = JSON.parse(stdout);
  return [worlds.baseline.digest, worlds.policy.digest];
}

/** Walks in one browser. @returns what is wrong there */
async function walkIn({ name, open }, page, digests) {
  const { url, walked, close } = await serveWalk(page);
  let browser;
  let timer;
  try {
    browser = await open(url);
    const tooLate = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no report within ${WALK_MS_MAX / 1000} s`)), WALK_MS_MAX);
    });
    const { faults, seconds, answerMs, map, digests: shown } = await Promise.race([walked, tooLate]);
    const { version } = browser;
    console.log(`page in ${name} ${version}: answer after ${answerMs} ms, map ${map}, walked in ${seconds} s`);
    const isSame = JSON.stringify(shown) === JSON.stringify(digests);
    return isSame ? faults : [...faults, `digests ${shown}, in Node ${digests}`];
  } catch (error) {
    return [error.message];
  } finally {
    clearTimeout(timer);
    await browser?.close();
    close();
  }
}

/** Walks through the page in each browser, one after another. @returns what is wrong, a line each */
export async function walkPages(browsers) {
  build('page');
  const digests = digestsOfNode();
  const page = await servePage();
  const faults = [];
  for (const browser of browsers) {
    for (const fault of await walkIn(browser, page.url, digests)) faults.push(`page in ${browser.name}: ${fault}`);
  }
  page.end();
  return faults;
}
