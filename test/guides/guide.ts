/** The guides of CONTRIBUTING.md as somebody follows them who does what is written and nothing else. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../structure/sources.ts';

const SOURCES = [
  'sim',
  'viz',
  'scenarios',
  'examples',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
/** Commands that do not end, or take long. */
const NOT_TRIED = ['npm start', 'npm run golden'];

interface Block {
  /** `file` and `change` name a path before them; commands are `sh`. */
  readonly kind: 'file' | 'change' | 'sh';
  readonly path: string;
  readonly text: string;
}

/** The blocks of the section under a heading. @throws Error where there is none */
export function blocksOf(document: string, heading: string): Block[] {
  const section = document.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`found no heading ${heading}`);
  const found = section.matchAll(/(?:^ *<!-- (file|change): (\S+) -->\n\n)?^( *)```(\w+)\n([^]*?)^ *```$/gm);
  return [...found].flatMap(([, kind, path = '', indent = '', language, body = '']): Block[] => {
    const text = body.replace(new RegExp(`^${indent}`, 'gm'), '');
    if (kind === 'file' || kind === 'change') return [{ kind, path, text }];
    return language === 'sh' ? [{ kind: 'sh', path, text }] : [];
  });
}

/** Does what a guide says in a copy of the project. @returns what each command printed, by the command */
export function follow(blocks: readonly Block[], place: string): Map<string, string> {
  for (const path of SOURCES) cpSync(join(ROOT, path), join(place, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'), 'junction');
  const printed = new Map<string, string>();
  for (const { kind, path, text } of blocks) {
    const file = join(place, path);
    if (kind === 'file') {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } else if (kind === 'change') {
      writeFileSync(file, changed(readFileSync(file, 'utf8'), text, path));
    } else {
      const commands = text.trim().split('\n');
      for (const command of commands.filter((one) => !NOT_TRIED.includes(one))) {
        printed.set(command, run(command, place));
      }
    }
  }
  return printed;
}

function run(command: string, cwd: string): string {
  const env = { ...process.env, INIT_CWD: cwd, VITEST: '' };
  return execFileSync(command, { cwd, env, encoding: 'utf8', shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A text with a change made: lines with + come in, those with − go, all others must be there. */
function changed(text: string, change: string, path: string): string {
  const lines = change.trimEnd().split('\n');
  const before = lines.filter((line) => !line.startsWith('+')).map((line) => `${line.slice(1)}\n`);
  const after = lines.filter((line) => !line.startsWith('-')).map((line) => `${line.slice(1)}\n`);
  if (!text.includes(before.join(''))) throw new Error(`${path}: found no place for\n${change}`);
  return text.replace(before.join(''), () => after.join(''));
}
