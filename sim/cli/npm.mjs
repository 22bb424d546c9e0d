/** What npm puts between a user and a program, and how it is put right. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOOK_AGAIN_MS = 500;

/** Whether npm runs this program as the script `name`, or as any. */
const isScript = (name) => {
  const { npm_lifecycle_event: script } = process.env;
  return name === undefined ? script !== undefined : script === name;
};

/**
 * npm runs a script in the project's folder, wherever it was called: relative paths are meant from there.
 * @param name of the script; one that it runs in its turn has its own folder
 */
export function goToCallersFolder(name) {
  const { INIT_CWD: folder } = process.env;
  if (!isScript(name) || !folder || realpathSync(process.cwd()) !== realpathSync(ROOT)) return;
  try {
    process.chdir(folder);
  } catch {
    // It is gone: paths are read from the project's folder.
  }
}

/**
 * A signal to npm ends npm and the shell between, which does not pass it on: a program whose parent is gone ends too, as
 * by SIGTERM.
 */
export function endWithParent() {
  if (!isScript()) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_AGAIN_MS);
  watch.unref();
}
