/**
 * The browsers of this machine, one for each engine. All that is asked of them is to open a page, and each is asked in
 * the way its makers meant: Chromium by DevTools, Firefox by WebDriver BiDi, WebKit by plain WebDriver.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../browser/chromium.mjs';

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const FIREFOX = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)'].map((name) => `${process.env[name]}\\Mozilla Firefox\\firefox.exe`),
};
const WEBDRIVER_START_MS_MAX = 30_000;
const END_MS_MAX = 10_000;

/** @returns path of a program on PATH, or undefined */
function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function findFirefox() {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  const elsewhere = FIREFOX[process.platform]?.find((path) => existsSync(path));
  return elsewhere ?? onPath('firefox-esr') ?? onPath('firefox');
}

/** WebKit's WebDriver, and the command that gives it a screen where there is none. */
function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  if (driver === undefined) return undefined;
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return { screen: [], driver };
  const screen = onPath('xvfb-run');
  return screen === undefined ? undefined : { screen: [screen, '-a'], driver };
}

async function openInChromium(executablePath, url) {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    await (await browser.newPage()).goto(url);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return { version: browser.version(), close: () => browser.close() };
}

async function openInFirefox(executablePath, url) {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  try {
    await (await browser.newPage()).goto(url);
    return { version: (await browser.version()).replace(/^\D*/, ''), close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openInWebKit({ screen, driver }, url) {
  const port = await freePort();
  const { end, failed } = startOnLeash(screen, [driver, `--port=${port}`]);
  const command = webDriver(`http://127.0.0.1:${port}`);
  try {
    await Promise.race([failed, untilReady(command)]);
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser' } };
    const session = await command('POST', '/session', { capabilities });
    const path = `/session/${session.sessionId}`;
    await command('POST', `${path}/url`, { url });
    const close = async () => {
      await command('DELETE', path).catch(() => undefined);
      await end();
    };
    return { version: session.capabilities.browserVersion, close };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Ends the program when nobody holds the other end of its stdin any more, whatever became of us. */
const LEASH = '"$@" </dev/null & cat >/dev/null; kill $!; wait';

/** Starts a program by way of a command that gives it a screen, so that both end and tidy up when told to. */
function startOnLeash(screen, program) {
  const [first, ...rest] = [...screen, 'sh', '-c', LEASH, 'sh', ...program];
  const child = spawn(first, rest, { stdio: ['pipe', 'ignore', 'ignore'] });
  const failed = new Promise((_, reject) => child.on('error', reject));
  const closed = new Promise((resolve) => child.on('close', resolve));
  failed.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  const end = async () => {
    child.stdin.end();
    await Promise.race([closed, failed.catch(() => undefined), wait(END_MS_MAX)]);
  };
  return { end, failed };
}

/** Sends a command of the W3C WebDriver protocol and returns its value. */
function webDriver(address) {
  return async (method, path, body) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(address + path, { method, ...content });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver: ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

async function untilReady(command) {
  const start = performance.now();
  for (;;) {
    const status = await command('GET', '/status').catch(() => ({ ready: false }));
    if (status.ready) return;
    if (performance.now() - start > WEBDRIVER_START_MS_MAX) throw new Error('WebKitWebDriver did not start');
    await wait(100);
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {string} hint how to have it, for where it is not
 * @property {unknown} found what `open` needs to start it; undefined where it is not on this machine
 * @property {(url: string) => Promise<{version: string, close: () => Promise<void>}>} open
 */

/** @returns {Browser[]} */
export function browsers() {
  const [chromiumPath, firefoxPath, webKit] = [findChromium(), findFirefox(), findWebKit()];
  return [
    {
      name: 'Chromium',
      hint: 'Debian: apt install chromium, or set CHROMIUM_PATH',
      found: chromiumPath,
      open: (url) => openInChromium(chromiumPath, url),
    },
    {
      name: 'Firefox',
      hint: 'Debian: apt install firefox-esr, or set FIREFOX_PATH',
      found: firefoxPath,
      open: (url) => openInFirefox(firefoxPath, url),
    },
    {
      name: 'WebKit',
      hint: 'Debian: apt install webkit2gtk-driver xvfb xauth',
      found: webKit,
      open: (url) => openInWebKit(webKit, url),
    },
  ];
}
