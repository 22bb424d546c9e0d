/** `npm run tables`: writes the tables of documents anew from the results that commands have printed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { ROOT } from '../../sim/cli/prepare.mjs';

const server = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { DOCUMENTS, withTables } = await server.ssrLoadModule('/test/structure/tables.ts');
  for (const document of DOCUMENTS) {
    const file = join(ROOT, document);
    writeFileSync(file, await withTables(readFileSync(file, 'utf8')));
  }
} finally {
  await server.close();
}
