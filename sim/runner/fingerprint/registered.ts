/** The part of the reference scenario that is about services there are: any of them can be taken out of the registry. */
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { SECTOR_GROUPS, SECTORS } from '../../model/catalogue.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { POLICY_KINDS } from '../../model/policy/registry.ts';

const ALL = 'all';

/** @returns the text without parameters, kinds of policy and sectors of services that are not registered; the same where all are */
export function ofRegistered(text: string): string {
  const tables = new Set(PARAMETERS.map(({ id }) => tableOf(id)));
  const sectors = new Set([ALL, ...Object.keys(SECTOR_GROUPS), ...SECTORS]);
  const kinds = new Set(POLICY_KINDS.map(({ id }) => id));
  const document = parseDocument(text);
  const parameters = document.get('parameters');
  const policy = document.get('policy');
  if (!isMap(parameters) || !isSeq<YAMLMap>(policy)) {
    throw new Error('reference scenario: found no parameters or no policy');
  }
  const countBefore = parameters.items.length + policy.items.length;
  parameters.items = parameters.items.filter(({ key }) => isScalar(key) && tables.has(tableOf(String(key.value))));
  let left = 0;
  policy.items = policy.items.filter((action) => {
    const named = action.get('sectors');
    if (isSeq(named)) {
      const known = named.items.filter((sector) => isScalar(sector) && sectors.has(String(sector.value)));
      left += named.items.length - known.length;
      named.items = known;
      if (known.length === 0) return false;
    }
    return kinds.has(String(action.get('measure')));
  });
  const isWhole = left === 0 && parameters.items.length + policy.items.length === countBefore;
  return isWhole ? text : document.toString();
}

/** Parameters of a service begin with its id, others with that of their table. */
const tableOf = (id: string): string => id.split('.')[0]!;
