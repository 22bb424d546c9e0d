/**
 * A lock file: one start makes something and the others wait for it. It says who holds it and since when, so that nobody
 * waits for a process that is gone, for another one that has got its number, or for ever.
 */
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What a lock begins with: anything else in its place is no lock of ours. */
const FORMAT = 'cashless-city lock 1';
/** A lock that does not say whose it is may be one that is being written just now, but not for longer than this. */
const NAMELESS_MS_MAX = 2_000;
/** No installation takes longer: whoever has held a lock for so long has forgotten it. */
const HELD_MS_MAX = 30 * 60_000;
/** How long a wait goes on without a word. */
const SILENT_MS_MAX = 1_000;
const LOOK_AGAIN_MS = 200;

/**
 * Takes a lock, waiting for whoever holds it.
 * @param file where it is
 * @param what it is held for, in words: they are said when the wait is not short
 * @returns how to release it
 * @throws what the file system says where it cannot be written
 */
export function lock(file, what) {
  const since = Date.now();
  let said = false;
  for (;;) {
    const taken = tryLock(file, HELD_MS_MAX);
    if (taken.release) return taken.release;
    if (!said && Date.now() - since >= SILENT_MS_MAX) {
      said = true;
      console.error(`cashless-city: waiting for ${taken.holder}, ${what}; where none is at work, remove ${file}`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
}

/**
 * Takes a lock that nobody holds.
 * @param file where it is
 * @param heldMsMax a lock that was neither taken nor refreshed for so long is held by nobody
 * @returns how to release it and how to say that it is still held, or who holds it
 * @throws what the file system says where it cannot be written
 */
export function tryLock(file, heldMsMax) {
  const mine = `${FORMAT}\n${JSON.stringify({ pid: process.pid, host: hostname(), start: startOf(process.pid) })}\n`;
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      const isMine = () => textOf(file) === mine;
      return {
        release: () => isMine() && rmSync(file, { force: true }),
        refresh: () => isMine() && utimesSync(file, new Date(), new Date()),
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const text = textOf(file);
    if (text === undefined) continue;
    if (isHeld(file, text, heldMsMax)) return { holder: nameOf(holderOf(text)) };
    takeAway(file, text);
  }
}

function nameOf(holder) {
  if (holder === undefined) return 'another process';
  return `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}`;
}

/** Whether somebody is still at what a lock was taken for. */
function isHeld(file, text, heldMsMax) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const holder = holderOf(text);
  // A clock that was put back makes a lock younger than now: that is no age either.
  if (holder === undefined) return age >= 0 && age < NAMELESS_MS_MAX;
  if (!(age >= 0 && age < heldMsMax)) return false;
  if (holder.host !== hostname()) return true;
  return isRunning(holder.pid) && (holder.start === null || holder.start === startOf(holder.pid));
}

/** Who took a lock, or undefined where the text is none of ours. */
function holderOf(text) {
  if (!text.startsWith(`${FORMAT}\n`)) return undefined;
  try {
    const { pid, host, start } = JSON.parse(text.slice(FORMAT.length));
    return Number.isInteger(pid) && pid > 0 && typeof host === 'string' ? { pid, host, start } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the lock that was looked at, and not one that somebody else has put in its place meanwhile. */
function takeAway(file, text) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (textOf(aside) === text) rmSync(aside, { force: true, recursive: true });
  else renameSync(aside, file);
}

/** What is in a lock; '' for what cannot be read as a file, undefined where there is none any more. */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return error.code === 'ENOENT' ? undefined : '';
  }
}

export function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** When a process began, in the system's own count; null where the system does not tell. Numbers are given again. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything, in brackets: the 22nd field of proc(5).
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
