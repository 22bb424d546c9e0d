/** `npm start [-- --port N] [-- --host ADDRESS]`: makes the clone ready, builds the page and serves it. */
import { parseArgs } from 'node:util';
import { build, install } from '../sim/cli/prepare.mjs';

const FIRST_PORT = 4173;

/** The page loads nothing from elsewhere, runs no inline script and evaluates no text. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  // Together these isolate the page from other origins, which shared memory between Workers asks for.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
      throw new Error(`--port: found ${values.port}, expected a whole number from 1 to 65535`);
    }
    return { port, host: values.host ?? '127.0.0.1' };
  } catch (error) {
    console.error(`${error.message}\nusage: npm start -- [--port N] [--host ADDRESS]`);
    process.exit(2);
  }
}

/** Serves a built page. Without a port the first free one from FIRST_PORT is taken. */
async function serve(folder, { port, host }) {
  const { preview } = await import('vite');
  return preview({
    configFile: false,
    root: folder,
    appType: 'mpa',
    logLevel: 'silent',
    build: { outDir: folder },
    preview: { port: port ?? FIRST_PORT, strictPort: port !== undefined, host, headers: HEADERS, cors: false },
  });
}

const options = readOptions();
install();
try {
  const server = await serve(build('page'), options);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => void server.close().finally(() => process.exit(0)));
  }
  const name = options.host === '127.0.0.1' ? 'localhost' : options.host.replace(/^.*:.*$/, '[$&]');
  console.log(`Cashless City: http://${name}:${server.httpServer.address().port}/`);
} catch (error) {
  console.error(`cashless-city: ${error.message}`);
  process.exit(1);
}
