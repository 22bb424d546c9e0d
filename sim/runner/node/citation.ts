/** How this program is cited, for people and for programs. CITATION.cff and codemeta.json of the project are made of this. */

const TITLE = 'Cashless City';
const ABSTRACT =
  'A deterministic discrete-event simulation of a whole city’s payments, run twice on the same people and the same random numbers: with and without a policy.';
const AUTHORS = 'The Cashless City authors';
const KEYWORDS = ['discrete-event simulation', 'mobile payment', 'public transport', 'common random numbers', 'policy'];

/** The text of CITATION.cff (Citation File Format 1.2.0). */
export function citationCff(version: string): string {
  return `cff-version: 1.2.0
message: If you use this program or its results, please cite it as below.
type: software
title: ${TITLE}
abstract: ${JSON.stringify(ABSTRACT)}
authors:
  - name: ${AUTHORS}
version: ${version}
license: MIT
keywords:
${KEYWORDS.map((word) => `  - ${word}\n`).join('')}`;
}

/** The text of codemeta.json (CodeMeta 3.0). */
export function codemeta(version: string): string {
  const data = {
    '@context': 'https://w3id.org/codemeta/3.0',
    '@type': 'SoftwareSourceCode',
    name: TITLE,
    description: ABSTRACT,
    version,
    license: 'https://spdx.org/licenses/MIT',
    author: [{ '@type': 'Organization', name: AUTHORS }],
    keywords: KEYWORDS,
    programmingLanguage: 'TypeScript',
    runtimePlatform: 'Node.js',
    applicationCategory: 'Simulation',
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** A file of a research object. */
export interface CrateFile {
  readonly path: string;
  readonly format: string;
  readonly about: string;
}

/** What a research object is of. */
export interface CrateOf {
  readonly name: string;
  readonly about: string;
  readonly version: string;
  readonly model: string;
  /** `YYYY-MM-DD`: the day it was made. */
  readonly date: string;
  /** The command that makes it again. */
  readonly command: string;
  readonly files: readonly CrateFile[];
  /** Paths of the files that went in; the others came out. */
  readonly inputs: readonly string[];
}

/** ro-crate-metadata.json (RO-Crate 1.1): the files, what they are, what made them and how to make them again. */
export function roCrate({ name, about, version, model, date, command, files, inputs }: CrateOf): string {
  const ref = (id: string) => ({ '@id': id });
  const licence = 'https://spdx.org/licenses/MIT';
  const graph = [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      conformsTo: ref('https://w3id.org/ro/crate/1.1'),
      about: ref('./'),
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name,
      description: about,
      datePublished: date,
      license: ref(licence),
      author: ref('#authors'),
      hasPart: files.map(({ path }) => ref(path)),
      mentions: ref('#run'),
    },
    ...files.map(({ path, format, about: what }) => ({
      '@id': path,
      '@type': 'File',
      name: path,
      description: what,
      encodingFormat: format,
    })),
    {
      '@id': '#run',
      '@type': 'CreateAction',
      name: `Simulation of ${name}`,
      description: command,
      instrument: ref('#program'),
      object: inputs.map(ref),
      result: files.filter(({ path }) => !inputs.includes(path)).map(({ path }) => ref(path)),
    },
    {
      '@id': '#program',
      '@type': 'SoftwareApplication',
      name: TITLE,
      description: ABSTRACT,
      softwareVersion: `${version}, model ${model}`,
      license: ref(licence),
      author: ref('#authors'),
    },
    { '@id': '#authors', '@type': 'Organization', name: AUTHORS },
    { '@id': licence, '@type': 'CreativeWork', name: 'MIT License', identifier: 'MIT' },
  ];
  return `${JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }, null, 1)}\n`;
}
