/** How parameters are shown to readers of each language: name, unit and source. Loaded with the views that show them. */
import { AGE_BANDS } from '../model/city.ts';
import type { LocalName } from '../model/city.ts';
import { SECTOR_DECLARATIONS } from '../model/catalogue.ts';
import type { Parameter } from '../model/parameter-table.ts';
import type { ParameterWords } from '../model/parameter-words.ts';
import { SERVICE_DECLARATIONS } from './declared.ts';

/** What stands beside the tables: a table of a new service is found by the name of its file. */
const FILES = Object.values(
  import.meta.glob<ParameterWords>('../model/**/*parameters.zh.ts', { eager: true, import: 'ZH' }),
);

const all = (part: keyof ParameterWords): ReadonlyMap<string, string> =>
  new Map(FILES.flatMap((words) => Object.entries(words[part] ?? {})));
const NAMES = all('names');
const MEMBERS = all('members');
const FIGURES = all('figures');
const UNITS = all('units');
const SOURCES = all('sources');

/** How well a number is known may be all that its source says. */
const ASSUMED: LocalName = { en: 'assumed', zh: '假设' };

type Language = keyof LocalName;

/** What a parameter is, in a few words. English has the sentence of the table. */
export function parameterName({ id, about }: Pick<Parameter, 'id' | 'about'>, language: Language): string {
  return (language === 'zh' ? chineseName(id) : undefined) ?? about;
}

function chineseName(id: string): string | undefined {
  const whole = NAMES.get(id);
  if (whole !== undefined) return whole;
  const dot = id.lastIndexOf('.');
  const [family, member] = [
    NAMES.get(id.slice(0, dot)),
    chineseMember(id.slice(0, id.indexOf('.')), id.slice(dot + 1)),
  ];
  return family === undefined || member === undefined ? undefined : `${family}（${member}）`;
}

/** What a member of a family is of: years of age, an hour, a time of day, an income band, a kind of place, a step of a visit. */
function chineseMember(group: string, member: string): string | undefined {
  const band = AGE_BANDS.find(({ id }) => id === member);
  if (band !== undefined) {
    return `${member.replace('-', '–').replace('+', '')}岁${member.endsWith('+') ? '及以上' : ''}`;
  }
  if (/^\d$/.test(member)) return `第${member}档`;
  if (/^\d\d$/.test(member)) return `${Number(member)}时`;
  if (/^\d{4}$/.test(member)) return `${Number(member.slice(0, 2))}:${member.slice(2)}`;
  return (
    SECTOR_DECLARATIONS.find(({ id }) => id === member)?.name.zh ??
    dimensionMember(group, member)?.name.zh ??
    MEMBERS.get(member)
  );
}

/** A member of a dimension of a service, as its measures are split. */
function dimensionMember(service: string, member: string): { readonly name: LocalName } | undefined {
  const dimensions = SERVICE_DECLARATIONS.find(({ id }) => id === service)?.dimensions ?? {};
  return Object.values(dimensions)
    .flat()
    .find(({ id }) => id === member);
}

/** What a figure of a city is. */
export function figureName(id: string, language: Language): string {
  return (language === 'zh' ? FIGURES.get(id) : undefined) ?? id.replaceAll('_', ' ');
}

/** The Chinese word for a unit of a parameter or figure, '' for mere numbers; undefined for one that none has. */
export function chineseUnit(unit: string): string | undefined {
  return UNITS.get(unit);
}

/** Where a number comes from; nothing where that says no more than the mark. */
export function parameterSource(source: string, language: Language): string {
  if (new RegExp(`^${ASSUMED.en}\\.?$`, 'i').test(source.trim())) return '';
  return (language === 'zh' ? SOURCES.get(source) : undefined) ?? source;
}
