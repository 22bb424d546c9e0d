/**
 * Loaded before the programs of this project, as what every Node.js can run: where none of them could, it says why.
 * Node.js takes no module from a folder with a backslash in its path, where that is not what divides folders.
 */
if (process.platform !== 'win32' && __dirname.includes('\\')) {
  process.stderr.write(
    `cashless-city: Node.js runs no modules in a folder with \\ in its path: rename or move ${__dirname}\n`,
  );
  process.exit(1);
}
