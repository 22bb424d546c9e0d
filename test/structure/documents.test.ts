/** What documents name is there: files, headings, commands, options, parameters, measures. */
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scripts } from '../../package.json';
import { COMMANDS } from '../../sim/cli/commands.ts';
import { measureKeys } from '../../sim/model/measures/derive.ts';
import { MEASURES, namesOfEveryCity } from '../../sim/model/measures/dictionary.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { POLICY_KINDS } from '../../sim/model/policy/registry.ts';
import { World } from '../../sim/model/world.ts';
import { tinyScenario } from '../model/fixture.ts';
import { DOCUMENT, withPicture } from './picture.ts';
import { filesBelow, ROOT, textOf } from './sources.ts';

const NOT_OURS = ['node_modules', 'dist', '.git'];
const files = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !NOT_OURS.includes(name))
  .flatMap((entry) => (entry.isDirectory() ? filesBelow(entry.name, '') : [entry.name]))
  .filter((file) => !file.includes('/node_modules/'));
const documents = files.filter((file) => file.endsWith('.md'));

/** Folders from which paths in documents are meant, beside that of the document. */
const FOLDERS = ['', 'sim/', 'sim/model/', 'sim/runner/', 'scenarios/'];
/** Every kind of event, in the order in which they go first within a tick. */
const KINDS_OF_EVENT = new World(tinyScenario({ scale: 100_000 }), []).kindNames;
/** What scripts other than npm's own begin with. */
const NPM_ITSELF = ['ci', 'install', 'pack', 'start', 'test', 'publish'];

/** Texts in backticks, which may be broken by a line. */
const spansOf = (text: string) =>
  [...withoutBlocks(text).matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replace(/\s+/g, ' '));
const withoutBlocks = (text: string) => text.replace(/^ *```[^]*?^ *```/gm, '');
/** Everything that somebody could type: spans and blocks. */
const commandsOf = (text: string) =>
  [
    ...spansOf(text),
    ...[...text.matchAll(/^ *```sh\n([^]*?)^ *```/gm)].flatMap(([, block = '']) => block.split('\n')),
  ].map((line) => line.trim());

const isThere = (path: string, document: string) => {
  const folders = [posix.dirname(document) === '.' ? '' : `${posix.dirname(document)}/`, ...FOLDERS];
  if (folders.some((folder) => existsSync(`${ROOT}/${posix.normalize(folder + path)}`))) return true;
  // A part of the program is described with its own folders.
  return folders[0] !== '' && files.some((file) => file.startsWith(folders[0]!) && file.includes(`/${path}`));
};

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)];
  return headings.map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-'),
  );
}

describe.each(documents)('%s', (document) => {
  const text = textOf(document);

  test('links to what is there', () => {
    const links = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      // Elsewhere, or an address of the page.
      if (/^(\w+:|\?)/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? document : posix.normalize(posix.join(posix.dirname(document), path));
      if (!existsSync(`${ROOT}/${file}`)) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(textOf(file)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names files that are there', () => {
    // What has a capital, a star or an ellipsis in it stands for many; what is made lies in dist/.
    const paths = spansOf(text).filter(
      (span) => /^[a-z][\w./-]*\/[\w./-]*$/.test(span) && !/[A-Z]{2}|^dist\//.test(span),
    );
    const isFile = (path: string) =>
      /\.(ts|mjs|cjs|json|md|yaml|geojson|html|png|svelte)$/.test(path) || path.endsWith('/');
    expect(paths.filter((path) => isFile(path) && !isThere(path, document))).toEqual([]);
  });

  test('names commands that are there', () => {
    const unknown = commandsOf(text).flatMap((line) =>
      [...line.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].flatMap(([, name = '']) =>
        name in scripts ? [] : [name],
      ),
    );
    const npm = commandsOf(text).flatMap((line) => /^npm ([a-z]+)/.exec(line)?.[1] ?? []);
    expect([...unknown, ...npm.filter((name) => name !== 'run' && !NPM_ITSELF.includes(name))]).toEqual([]);
  });

  test('names commands and options of the command line that are there', () => {
    const wrong = commandsOf(text).flatMap((line) => {
      const [, name = '', rest = ''] = /(?:npm run (?:--silent )?sim -- |^sim )([\w-]+)(.*)$/.exec(line) ?? [];
      if (name === '' || name.startsWith('--')) return [];
      const commands = COMMANDS.filter((command) => command.name === name || command.name.startsWith(`${name} `));
      const known = ['help', ...commands.flatMap(({ options }) => Object.keys(options))];
      const options = [...rest.split('|')[0]!.matchAll(/ --([a-z][\w-]*)/g)].map(([, option = '']) => option);
      return commands.length === 0
        ? [line]
        : options.filter((option) => !known.includes(option)).map((option) => `${line}: --${option}`);
    });
    expect(wrong).toEqual([]);
  });

  test('names parameters and measures that are there', () => {
    const parameters = PARAMETERS.map(({ id }) => id);
    const known = [...parameters, ...MEASURES.map(({ name }) => name), ...namesOfEveryCity()];
    const heads = [...new Set(known.map((name) => name.slice(0, name.indexOf('.'))))];
    const named = spansOf(text).filter(
      (span) =>
        /^[a-z]+(\.[\w+-]+)+$/.test(span) &&
        heads.includes(span.split('.')[0]!) &&
        !/\.(ts|md|yaml|geojson)$/.test(span),
    );
    const isKnown = (name: string) => known.some((one) => one === name || one.startsWith(`${name}.`));
    expect(named.filter((name) => !isKnown(name) && !KINDS_OF_EVENT.includes(name) && !PURPOSES.test(name))).toEqual(
      [],
    );
  });
});

const PURPOSES = /^bus\.plan$/;

describe('the documents of the model', () => {
  test('say of every parameter what it is for', () => {
    const model = documents.filter((file) => file === 'sim/MODEL.md' || /^sim\/model\/.*README\.md$/.test(file));
    const text = model.map(textOf).join('\n').replace(/\s+/g, ' ');
    // Those of a family are named once, without the last word.
    const isNamed = (id: string) => text.includes(`\`${id}\``) || text.includes(`\`${id.replace(/\.[^.]*$/, '')}\``);
    expect(PARAMETERS.map(({ id }) => id).filter((id) => !isNamed(id))).toEqual([]);
  });

  test('list every kind of action of a scenario', () => {
    const [, list = ''] = /Their kinds are ([^]*?)\.\n/.exec(textOf('README.md'))!;
    const named = [...list.matchAll(/`(\w+)`/g)].map(([, kind]) => kind);
    expect(named.toSorted()).toEqual(POLICY_KINDS.map(({ id }) => id).toSorted());
  });

  test('say how many numbers of a day are kept', () => {
    const city = tinyScenario().city;
    expect(textOf('test/long/README.md')).toContain(`keeps ${measureKeys(city).length.toLocaleString('en')}\nnumbers`);
  });

  test('list every kind of event, in the order in which they go first', () => {
    const table = /^\| kind +\| entity .*\n\|.*\n((?:\|.*\n)+)/m.exec(textOf('sim/MODEL.md'))![1]!;
    const kinds = table.split('\n').flatMap((row) => [...(row.split('|')[1]?.matchAll(/`([^`]+)`/g) ?? [])]);
    expect(kinds.map(([, kind]) => kind)).toEqual(KINDS_OF_EVENT);
  });

  test('show the layers as they are: npm run picture draws them anew', () => {
    expect(textOf(DOCUMENT)).toBe(withPicture(textOf(DOCUMENT)));
  });
});
