/** How the program is cited: files at the root that are made of one source. `npx vitest -u run test/package/citation.test.ts` */
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { license, version } from '../../package.json';
import { citationCff, codemeta, roCrate } from '../../sim/runner/node/citation.ts';

it('CITATION.cff is that of this version', async () => {
  await expect(citationCff(version)).toMatchFileSnapshot('../../CITATION.cff');
  const read = parse(citationCff(version)) as Record<string, unknown>;
  // What the schema of the Citation File Format 1.2.0 requires, and the licence as SPDX has it.
  expect(read).toMatchObject({ 'cff-version': '1.2.0', version, license, type: 'software' });
  expect(Object.keys(read)).toEqual(expect.arrayContaining(['message', 'title', 'authors']));
});

it('codemeta.json is that of this version', async () => {
  await expect(codemeta(version)).toMatchFileSnapshot('../../codemeta.json');
  expect(JSON.parse(codemeta(version))).toMatchObject({ '@type': 'SoftwareSourceCode', version });
});

it('a research object refers to nothing that is not in it', () => {
  const text = roCrate({
    name: 'a',
    about: 'b',
    version,
    model: '0'.repeat(16),
    date: '2026-01-02',
    command: 'run',
    files: [
      { path: 'in.yaml', format: 'application/yaml', about: 'in' },
      { path: 'out.csv', format: 'text/csv', about: 'out' },
    ],
    inputs: ['in.yaml'],
  });
  const { '@graph': graph } = JSON.parse(text) as { '@graph': Record<string, unknown>[] };
  const ids = graph.map((entity) => entity['@id']);
  expect(new Set(ids).size).toBe(ids.length);
  const referred: unknown[] = [];
  JSON.stringify(graph.map(Object.values), (key, value: unknown) => {
    if (key === '@id') referred.push(value);
    return value;
  });
  for (const id of referred) if (!String(id).startsWith('https://w3id.org/')) expect(ids).toContain(id);
  // Required of the root by RO-Crate 1.1.
  const root = graph.find((entity) => entity['@id'] === './')!;
  for (const key of ['name', 'description', 'datePublished', 'license']) expect(root[key]).toBeTruthy();
});
