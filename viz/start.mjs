/** `npm start [-- --port N] [-- --host ADDRESS]`: makes the clone ready, builds the page and serves it. */
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { worldsFault } from '../sim/cli/faults.mjs';
import { endWithParent } from '../sim/cli/npm.mjs';
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

const LOOPBACK = '127.0.0.1';
/** Addresses that stand for all those of this computer. */
const EVERY = ['0.0.0.0', '::'];
const USAGE = 'usage: npm start -- [--port N] [--host ADDRESS]';
const HELP = `${USAGE}

Builds the page of Cashless City and serves it until it is stopped (Ctrl+C).

  --port N        the port, 1 to 65535; the first free one from ${FIRST_PORT} where left out
  --host ADDRESS  an address or name of this computer under which others reach it, 0.0.0.0 for all of them;
                  ${LOOPBACK}, this computer alone, where left out
`;

function readOptions() {
  try {
    const text = { type: 'string' };
    const { values } = parseArgs({ options: { port: text, host: text, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const port = values.port === undefined ? undefined : /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
    if (port !== undefined && !(port > 0 && port < 65536)) {
      throw new Error(`--port: found ${JSON.stringify(values.port)}, expected a whole number from 1 to 65535`);
    }
    const { host = LOOPBACK } = values;
    if (!/^[\w.:%-]+$/.test(host)) {
      throw new Error(`--host: found ${JSON.stringify(host)}, expected an address or a name, without http:// and port`);
    }
    return { port, host };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
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
    preview: {
      port: port ?? FIRST_PORT,
      strictPort: port !== undefined,
      host,
      headers: HEADERS,
      cors: false,
      // Whatever name a computer is reached by: the page is the same for all, and holds nothing of anybody's.
      allowedHosts: true,
    },
  });
}

/** Where the page is to be found: the first address for who sits here, the others for who does not. */
function addressesOf(host, port) {
  const url = (name) => `http://${name.replace(/^.*:.*$/, '[$&]')}:${port}/`;
  if (!EVERY.includes(host)) return [url(host === LOOPBACK ? 'localhost' : host)];
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && (host === '::' || family === 'IPv4'))
    .filter(({ scopeid }) => !scopeid);
  return ['localhost', ...others.map(({ address }) => address)].map(url);
}

const options = readOptions();
endWithParent();
install();
try {
  const server = await serve(build('page'), options);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // Whoever still loads something does not keep it up.
      server.httpServer.closeAllConnections?.();
      void server.close().finally(() => process.exit(0));
    });
  }
  const [here, ...elsewhere] = addressesOf(options.host, server.httpServer.address().port);
  console.log(`Cashless City: ${here}`);
  for (const address of elsewhere) console.log(`from elsewhere: ${address}`);
} catch (error) {
  const taken = error.code === undefined && /^Port \d+ is already in use$/.test(error.message);
  const why = taken ? 'the port is taken: leave --port out, or choose another' : worldsFault(error);
  const { port = FIRST_PORT, host } = options;
  console.error(`cashless-city: the page cannot be served at ${host}, port ${port}: ${why ?? error.stack}`);
  process.exit(taken || why ? 2 : 1);
}
