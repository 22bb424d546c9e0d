/** Finds a Chromium for the browser tests. Playwright must be installed. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const LINUX = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MACOS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

function systemPaths() {
  if (process.platform === 'darwin') {
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return folders.flatMap((folder) => MACOS.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
    return folders.flatMap((folder) => WINDOWS.map((name) => `${folder}\\${name}`));
  }
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
  return folders.flatMap((folder) => LINUX.map((name) => `${folder}/${name}`));
}

/** Path of the Chromium that CHROMIUM_PATH names, else of Playwright's own, else of the system's; undefined for none. */
export function findChromium() {
  return process.env.CHROMIUM_PATH || [chromium.executablePath(), ...systemPaths()].find((path) => existsSync(path));
}
