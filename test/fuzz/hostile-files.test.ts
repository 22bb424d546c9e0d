/** Files that are no files of ours, given to the commands: the right answer, soon, in little memory, and nothing written. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TRACE_FORMAT } from '../../sim/runner/trace/format.ts';
import { scratch } from '../cli/program.ts';
import { FINE } from '../reading/mistakes.ts';
import { measured, type Measured } from './measured-process.ts';

const folder = scratch();
const path = (name: string) => join(folder, name);
const windows = process.platform === 'win32';

/** Both are many times what it takes: about a third of a second, and 80 MB of which Node itself takes 50. */
const CPU_SECONDS_MAX = 5;
const MEGABYTES_MAX = 400;
/** What a terminal would obey. */
const OBEYED = /(?!\n)\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u;

const FIFTY_MB = 50_000_000;
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const header = (scenario: string) =>
  `${TRACE_FORMAT}\t${JSON.stringify({
    version: '1',
    model: 'm',
    scenarioSha256: '',
    scenario,
    world: 'policy',
    seed: '1',
    date: '2017-06-01',
    scale: 1,
    days: 1,
    day: 1,
    kinds: ['a'],
  })}\n`;

const FILES: Readonly<Record<string, string | Buffer>> = {
  'comments.yaml': Buffer.alloc(FIFTY_MB, '# nothing\n'),
  'spaces.yaml': Buffer.alloc(FIFTY_MB, ' '),
  'brackets.yaml': Buffer.alloc(900_000, '['),
  'manifest-50.json': Buffer.concat([
    Buffer.from('{"format": "cashless-city result 1", "source": "'),
    Buffer.alloc(FIFTY_MB, 'x'),
  ]),
  'manifest-cut.json': '{\n  "format": "cashless-city result 1",\n  "version": "0.1.0",\n  "seed": "7',
  'manifest-deep.json': `{"format": "cashless-city result 1", "source": ${'['.repeat(2_000_000)}`,
  'manifest-escape.json': JSON.stringify({
    format: 'cashless-city result 1',
    version: '0.1.0',
    scenarioSha256: '0'.repeat(64),
    digests: { baseline: '0', policy: '0' },
    source: { file: '\u001b[2J\u202e\nfine.yaml:1:1 all is well', text: 'city: \u001b]0;owned\u0007' },
  }),
  'key.yaml': `? ${'x'.repeat(400_000)}\n: [${'0, '.repeat(20_000)}0]\n`,
  'laughs.yaml': `a: &a [${'x, '.repeat(9)}x]\n${[...'bcdefghi'].map((k, i) => `${k}: &${k} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`).join('\n')}\n`,
  'errors.yaml': Buffer.alloc(900_000, ']'),
  'escapes.yaml': `"${'\\q'.repeat(490_000)}"`,
  'utf-16.yaml': Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(FINE)]),
  'utf-16-unmarked.yaml': utf16(FINE),
  'utf-16-big.yaml': utf16(FINE).swap16(),
  'latin-1.yaml': Buffer.from(FINE.replace('Test', 'Tést'), 'latin1'),
  'surrogate.yaml': Buffer.concat([Buffer.from('title: '), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(`\n${FINE}`)]),
  'zeros.yaml': Buffer.from(FINE.replace('wuhan', 'wuhan\0')),
  'escape.yaml': FINE.replace('{ en: Test, zh: 测试 }', '"\\e[2J\\e]0;owned\\a"'),
  'reversed.yaml': FINE.replace('{ en: Test, zh: 测试 }', '{ en: "a\\u202eb", zh: 测试 }'),
  'fine.yaml': FINE,
  'lines.trace': Buffer.alloc(FIFTY_MB, 'event\t1\n'),
  'header.trace': `${header('x')}${'state\t0\t00:00:00.0\ta\tb\n'.repeat(10)}`,
  'escape-a.trace': `${header('\u001b[2J')}event\t0\t00:00:00.0\ta\t\u001b[31m\t1\tx=\u001b]0;a\u0007\nend\t1\ta\n`,
  'escape-b.trace': `${header('\u009b31m\u202e')}event\t0\t00:00:00.0\ta\t\u001b[31m\t1\tx=\u009bb\nend\t1\ta\n`,
};

beforeAll(async () => {
  for (const [name, content] of Object.entries(FILES)) writeFileSync(path(name), content);
  mkdirSync(path('folder'));
  if (!windows) {
    symlinkSync(path('loop-b'), path('loop-a'));
    symlinkSync(path('loop-a'), path('loop-b'));
    mkdirSync(path('endless'));
    symlinkSync('/dev/zero', path('endless/manifest.json'));
  }
  // The program is built when it is first run after a change.
  await measured(['--version'], folder);
}, 300_000);

async function expectRefusal(args: readonly string[], said: string | RegExp): Promise<Measured> {
  const before = readdirSync(folder, { recursive: true });
  const ended = await measured(args, folder);
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status: 2, stdout: '' });
  expect(ended.stderr).toMatch(said);
  expect(ended.stderr).not.toMatch(OBEYED);
  expect(ended.stderr.length).toBeLessThan(20_000);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
  expect(ended.cpuSeconds).toBeLessThan(CPU_SECONDS_MAX);
  expect(ended.megabytesMax).toBeLessThan(MEGABYTES_MAX);
  return ended;
}

/** Each with something to write, so that it would show if it were written. */
const COMMANDS: Readonly<Record<string, (file: string) => string[]>> = {
  check: (file) => ['check', file],
  run: (file) => ['run', file, '--out', 'result'],
  trace: (file) => ['trace', file, '--world', 'policy', '--day', '1', '--to', 'day.trace'],
  calibrate: (file) => ['calibrate', 'fine.yaml', '--targets', file],
  diff: (file) => ['diff', 'header.trace', file],
};

describe('a file that is none of ours', () => {
  it.each<[command: string, file: string, said: string]>([
    [
      'check',
      'comments.yaml',
      '1:1 file: found a file of more than 3000000 bytes, expected at most 1000000 characters',
    ],
    ['run', 'spaces.yaml', '1:1 file: found a file of more than 16000000 bytes'],
    ['calibrate', 'comments.yaml', '1:1 file: found a file of more than 3000000 bytes'],
    ['run', 'manifest-50.json', '1:1 file: found a file of more than 16000000 bytes'],
    ['run', 'manifest-cut.json', '4:13 file: found the end of the text, expected a manifest as run --out wrote it'],
    ['run', 'manifest-deep.json', '1:1 file: found "{\\"format\\"'],
    ['check', 'brackets.yaml', '1:65 file: found more than 64 open brackets, expected at most 16 levels'],
    ['run', 'errors.yaml', '1:1 file: found more than 150000 words and signs'],
    ['check', 'escapes.yaml', '1:1 file: found a backslash before anything, expected plain text'],
    ['trace', 'key.yaml', '1:3 file: found a key of 400000 characters, expected at most 200'],
    ['run', 'laughs.yaml', '1:7 a: found the anchor &a, expected no anchors'],
    ['check', 'utf-16.yaml', '1:1 file: found text in UTF-16 (little endian), expected UTF-8'],
    ['run', 'utf-16-unmarked.yaml', '1:1 file: found text in UTF-16 (little endian), expected UTF-8'],
    ['trace', 'utf-16-big.yaml', '1:1 file: found text in UTF-16 (big endian), expected UTF-8'],
    ['run', 'latin-1.yaml', '2:15 file: found bytes that are not UTF-8, expected UTF-8'],
    ['check', 'surrogate.yaml', '1:8 file: found bytes that are not UTF-8, expected UTF-8'],
    ['run', 'zeros.yaml', '3:12 file: found the control character U+0000, expected plain text'],
    [
      'run',
      'escape.yaml',
      '2:8 title: found "\\u001b[2J\\u001b]0;owned\\u0007", expected a text of 1 to 200 characters',
    ],
    ['check', 'reversed.yaml', '2:14 title.en: found "a\\u{202e}b", expected a text of 1 to 200 characters'],
    ['diff', 'lines.trace', ':1:1 found "event\\t1", expected the header of a trace'],
    ['diff', 'spaces.yaml', ': found a line of more than 1048576 bytes, expected a trace'],
    ['diff', 'header.trace', ':12:1 found the end of the text, expected a trace that ends'],
    ['run', 'folder', '1:1 file: found a folder, expected a scenario file'],
    ['trace', 'folder', '1:1 file: found a folder, expected a scenario file'],
    ['calibrate', 'folder', '1:1 file: found a folder'],
  ])('%s refuses %s', async (command, file, said) => {
    const { stderr } = await expectRefusal(COMMANDS[command]!(file), /./);
    expect(stderr).toContain(`${file}${said.startsWith(':') ? '' : ':'}${said}`);
  });

  it.skipIf(windows).each([
    ['run', '/dev/zero', 'found a file of more than 16000000 bytes'],
    ['run', '/dev/urandom', 'found a file of more than 16000000 bytes'],
    ['trace', '/dev/zero', 'found a file of more than 3000000 bytes'],
    ['diff', '/dev/zero', 'found a line of more than 1048576 bytes'],
    ['run', 'loop-a', 'found links in a circle'],
    ['diff', 'loop-b', 'found links in a circle'],
  ])('%s refuses %s, which is no file', async (command, file, said) => {
    await expectRefusal(COMMANDS[command]!(file), said);
  });

  it('is refused under a name that a terminal would obey', async () => {
    await expectRefusal(
      ['check', '\u001b[2J\u202e.yaml'],
      /^\\u001b\[2J\\u202e\.yaml:1:1 file: found no file of that name/,
    );
  });

  it('is refused with all that a manifest says spelled out, a line for each mistake', async () => {
    const { stderr } = await expectRefusal(COMMANDS['run']!('manifest-escape.json'), /control character U\+001b/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('\\u001b[2J\\u202e\\u000afine.yaml:1:1 all is well:1:7 file: found');
  });

  it.skipIf(windows)('is no result of ours to put another in place of', async () => {
    const args = ['run', 'fine.yaml', '--days', '1', '--out', 'endless'];
    await expectRefusal(args, 'found a folder that holds "manifest.json", expected an empty or new one');
  });
});

it('diff shows what traces hold and obeys none of it', async () => {
  const { status, stdout, stderr } = await measured(['diff', 'escape-a.trace', 'escape-b.trace'], folder);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('A: \\u001b[2J, policy');
  expect(stdout).toContain('x: A \\u001b]0;a\\u0007, B \\u009bb');
  expect(stdout).not.toMatch(OBEYED);
});

it('leaves the files that were refused as they were', () => {
  for (const [name, content] of Object.entries(FILES)) {
    expect(readFileSync(path(name)).equals(Buffer.from(content)), name).toBe(true);
  }
});
