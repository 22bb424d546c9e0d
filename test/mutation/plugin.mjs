/** What Stryker is given beside its own: only the places of the sample are mutated, and each result is kept as it comes. */
import { appendFileSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const { root, results, places } = JSON.parse(readFileSync(process.env.MUTATION_SAMPLE, 'utf8'));

const isSame = (a, b) => a.line === b.line && a.column === b.column;
const isPlace = ({ start, end }, file) =>
  places.some((place) => file.endsWith(place.file) && isSame(place.start, start) && isSame(place.end, end));

/** The range of a place has all that lies within it: of that, only the place itself is of the sample. */
const sample = {
  shouldIgnore(path) {
    const file = path.hub.file.opts.filename.split(sep).join('/');
    const { parentPath, node } = path;
    if (!node.loc || !parentPath?.node.loc || isPlace(node.loc, file)) return undefined;
    return isPlace(parentPath.node.loc, file) ? 'not in the sample' : undefined;
  },
};

class Results {
  onMutantTested({ id, status, fileName, location, mutatorName, replacement, coveredBy }) {
    const file = relative(root, fileName).split(sep).join('/');
    const result = { id, status, file, line: location.start.line, mutatorName, location, replacement, coveredBy };
    appendFileSync(results, `${JSON.stringify(result)}\n`);
  }
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sample', sample),
  declareClassPlugin(PluginKind.Reporter, 'results', Results),
];
