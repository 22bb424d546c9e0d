/** A server for one engine: the page with its Worker, the jobs for it, and a place for its answers. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src data:",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store',
};

/**
 * Serves a folder on this machine alone.
 * @returns its address, a promise of as many answers as there are jobs (rejected with the first that is an error), and
 * how to end it
 */
export async function serve(folder, jobs) {
  const results = [];
  let settle;
  const answers = new Promise((resolve, reject) => (settle = { resolve, reject }));
  const take = ({ error, result }) => {
    if (error !== undefined) settle.reject(new Error(error));
    else if (results.push(result) === jobs.length) settle.resolve(results);
  };
  const server = createServer((request, response) => {
    answer(folder, jobs, take, request, response).catch((error) => {
      response.writeHead(error.code === 'ENOENT' ? 404 : 500, HEADERS).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, answers, close };
}

async function answer(folder, jobs, take, request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/jobs') return void response.writeHead(200, HEADERS).end(JSON.stringify(jobs));
  if (pathname === '/answers' && request.method === 'POST') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(204, HEADERS).end();
    return take(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  }
  const file = normalize(join(folder, pathname === '/' ? 'index.html' : pathname));
  const type = TYPES[extname(file)];
  if (!file.startsWith(folder + sep) || type === undefined) return void response.writeHead(404, HEADERS).end();
  const content = await readFile(file);
  response.writeHead(200, { ...HEADERS, 'Content-Type': type }).end(content);
}
