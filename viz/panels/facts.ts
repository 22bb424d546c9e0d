/** Facts of an inspection in words: which key is a length of time, a sum of money, a name of the city. */
import { ENROLMENTS, PLACE_KINDS } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Inspection } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import { sectorName, serviceWord } from '../i18n/declared.ts';
import { lookUp } from '../i18n/index.ts';
import type { Locale, Messages } from '../i18n/index.ts';

type Fact = Inspection['facts'][number];

const YES_NO = /^(accepts_|account$|card$|senior_card$|enrolled)/;
const SHARE = /(readiness|trust|share)/;

function districtName(value: number | string, scenario: Scenario, locale: 'en' | 'zh'): string | null {
  const { districts } = scenario.city;
  const district = typeof value === 'number' ? districts[value] : districts.find(({ id }) => id === value);
  return district?.name[locale] ?? null;
}

function nameOfSector(value: number | string, locale: Locale): string | null {
  const sector = typeof value === 'number' ? PLACE_KINDS[value] : value;
  return sector === undefined ? null : sectorName(sector, locale);
}

/** The label of a fact; a key the dictionary lacks is shown as it is, not hidden. */
export function factLabel({ key, service }: Omit<Fact, 'value'>, words: Messages, locale: Locale): string {
  const enrolment = ENROLMENTS.find(({ id }) => key === `enrolled_${id}`);
  const label =
    enrolment?.name[locale] ?? wordOf(service, key, locale) ?? lookUp(words, `fact_${key}`) ?? key.replaceAll('_', ' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

const wordOf = (service: string | undefined, key: string, locale: Locale): string | null =>
  service === undefined ? null : serviceWord(service, key, locale);

/** The value of a fact, read by its key's last part. */
export function factValue(fact: Fact, scenario: Scenario, words: Messages, formats: Formats): string {
  const { key, value, service } = fact;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (key === 'district' || key === 'home') return districtName(value, scenario, formats.locale) ?? String(value);
  if (key === 'sector') return nameOfSector(value, formats.locale) ?? String(value);
  if (typeof value === 'string') {
    const said = wordOf(service, value, formats.locale) ?? lookUp(words, `value_${value}`) ?? value;
    // A range of numbers, such as of ages.
    return said.replace(/^(\d+)-(\d+)$/, '$1–$2');
  }
  if (key.endsWith('_fen')) return formats.yuan(value);
  if (key.endsWith('_seconds')) return formats.duration(value, value < 60 ? 1 : 0);
  if (key.endsWith('minutes')) return formats.duration(value * 60);
  if (SHARE.test(key) && value >= 0 && value <= 1) return formats.percent(value);
  if (YES_NO.test(key) && (value === 0 || value === 1)) return value === 1 ? words.yes : words.no;
  return formats.any(value);
}
