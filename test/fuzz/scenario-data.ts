/**
 * Scenario files that are in order, at random: every kind of action, with sectors, districts, dates and sizes of any
 * kind, parameters anywhere in their range, seeds and words in any script. Small cities and few days, so that a run is
 * short.
 */
import { SECTOR_GROUPS, SECTORS } from '../../sim/model/catalogue.ts';
import fc from 'fast-check';
import { formatDate, parseDate } from '../../sim/kernel/calendar.ts';
import { AGE_BANDS, type City } from '../../sim/model/city.ts';
import { PARAMETERS, type Parameter } from '../../sim/model/parameters.ts';
import { isSeed } from '../../sim/model/reading/scenario-schema.ts';

/** What a file says, as plain data: maps, lists, texts and numbers. */
export type FileData = Readonly<Record<string, unknown>>;

const FIRST_DAY = parseDate('1900-01-01');
const LAST_DAY = parseDate('2199-12-31');
const MINUTES_PER_DAY = 1440;

/** Cities of which a run of a day takes some hundredths of a second, in simulated residents. */
const PEOPLE_MIN = 400;
const PEOPLE_MAX = 2000;
const DAYS_MAX = 4;
const ACTIONS_MAX = 8;
const PARAMETERS_MAX = 12;

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** A map without the keys that have been left out. */
function given(data: Record<string, unknown>): FileData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/** Words as people write them, and as they should not: any script, emoji, markup, quotes, what YAML means something by. */
function words(lengthMax: number): fc.Arbitrary<string> {
  const scripts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  const odd = fc.constantFrom(
    '武汉二〇一七',
    '<b onclick="alert(1)">bold</b>',
    '${process.env.HOME} {@html x} {{x}}',
    '- # not: [a, comment]',
    'yes',
    '2017-06-01',
    '0x10',
    '~',
    '*alias &anchor !tag',
    'it\'s "quoted" \\n',
    'two\nlines\n\n  and more',
    '👩‍👩‍👧‍👦 é é',
    'مرحبا بالعالم',
  );
  return fc
    .oneof(scripts, odd)
    .map((text) => text.trim().slice(0, lengthMax))
    .filter((text) => text.length > 0 && isPlain(text));
}

/** Whether nothing in a text is refused: control characters, halves of characters, separators of lines, reversals. */
function isPlain(text: string): boolean {
  return !/(?!\n)\p{Cc}|\p{Cs}|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/u.test(text);
}

const localName = (lengthMax: number) =>
  fc.oneof(words(lengthMax), fc.record({ en: words(lengthMax), zh: words(lengthMax) }));

const seed = (): fc.Arbitrary<string | number> =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => isSeed(text) && isPlain(text)),
    fc.constantFrom('7', '007', '夏', '🚌', 'null', 'true', '1e3', "'", '"', '#', 'a|b.c', '%2e', 'é', 'é', '|'),
    fc.maxSafeInteger(),
  );

const shareOf1 = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(0, 1, 0.5, 1e-9, 1 - 1e-9), fc.double({ min: 0, max: 1, noNaN: true }));

const yuan = (high: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: high * 100 })).map((fen) => fen / 100);

/** Days counted from 1970, near a run that begins on `start`, before it, or anywhere a file may name. */
function dayNear(start: number): fc.Arbitrary<number> {
  return fc
    .oneof(
      { weight: 20, arbitrary: fc.integer({ min: start - 6, max: start + 1 }) },
      { weight: 2, arbitrary: fc.integer({ min: start - 400, max: start + 400 }) },
      { weight: 1, arbitrary: fc.integer({ min: FIRST_DAY, max: LAST_DAY }) },
    )
    .map((day) => Math.min(LAST_DAY, Math.max(FIRST_DAY, day)));
}

function period(start: number): fc.Arbitrary<{ from: string; to: string | undefined }> {
  const length = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1000 }), fc.constant(LAST_DAY));
  return fc.tuple(dayNear(start), sometimes(length)).map(([from, days]) => ({
    from: formatDate(from),
    to: days === undefined ? undefined : formatDate(Math.min(LAST_DAY, from + days)),
  }));
}

function outagePeriod(start: number): fc.Arbitrary<{ from: string; to: string }> {
  const minutes = fc.oneof(
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 1, max: 200_000_000 }),
  );
  const last = (LAST_DAY + 1) * MINUTES_PER_DAY - 1;
  return fc
    .tuple(dayNear(start), fc.integer({ min: 0, max: MINUTES_PER_DAY - 2 }), minutes, fc.constantFrom(' ', 'T'))
    .map(([day, minute, length, between]) => {
      const from = day * MINUTES_PER_DAY + minute;
      return { from: dateTime(from, ' '), to: dateTime(Math.min(last, from + length), between) };
    });
}

function dateTime(minutes: number, between: string): string {
  const ofDay = minutes % MINUTES_PER_DAY;
  const inDay = ofDay < 0 ? ofDay + MINUTES_PER_DAY : ofDay;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${formatDate((minutes - inDay) / MINUTES_PER_DAY)}${between}${two(inDay / 60)}:${two(inDay % 60)}`;
}

const SHOPS = ['shops', ...SECTOR_GROUPS.shops];
const ANY_SECTOR = [...SECTORS, 'shops', 'all'];
const ENROLMENTS = ['bus', 'shops', 'hospital', 'all'];

/** Some of the ids, in any order; a file may name one twice. */
const some = (ids: readonly string[]) =>
  fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: Math.min(ids.length, 5) });

/** The kinds of actions, each with fields of its own. */
function fieldsByKind(): Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> {
  return {
    equip: fc.record({ sectors: some(ANY_SECTOR), target_share: shareOf1() }),
    subsidise: fc.record({
      sectors: some(SHOPS),
      fee_rebate_share: sometimes(shareOf1()),
      grant_yuan: sometimes(yuan(1_000_000)),
    }),
    pay_later: fc.record({ target_share: shareOf1() }),
    file_online: fc.record({ target_share: shareOf1() }),
    collect_cash: fc.record({ sectors: some(SHOPS), target_share: shareOf1() }),
    bills_by_phone: fc.record({ target_share: shareOf1() }),
    open_codes: fc.record({}),
    gate_readers: fc.record({ readers: fc.integer({ min: 1, max: 200 }) }),
    wallet_limit: fc.record({ limit_yuan: yuan(1_000_000) }),
    wallet_interest: fc.record({ percent_year: shareOf1().map((share) => share * 100) }),
    wallet_benefits: fc.record({ target_share: shareOf1() }),
    consumer_credit: fc.record({
      limit_yuan: yuan(100_000),
      least_score: sometimes(fc.double({ min: 0, max: 100, noNaN: true })),
    }),
    firm_loans: fc.record({
      sectors: some(SHOPS),
      most_months: fc.double({ min: 0, max: 24, noNaN: true }),
      least_yuan: sometimes(yuan(1_000_000)),
    }),
    discount: fc.record({
      sectors: some(ANY_SECTOR),
      method: fc.constantFrom('card', 'mobile'),
      percent: shareOf1().map((share) => share * 100),
    }),
    campaign: fc.record({
      sectors: some(ENROLMENTS),
      daily_reach_share: shareOf1(),
      reward_yuan: sometimes(yuan(10_000)),
    }),
    assist: fc.record({
      sectors: some(ENROLMENTS),
      daily_share: shareOf1(),
      from_age: sometimes(fc.constantFrom(...AGE_BANDS.map(({ from }) => from))),
    }),
    no_cash: fc.record({ sectors: some(ANY_SECTOR) }),
    outage: fc.record({ sectors: sometimes(some(ANY_SECTOR)) }),
  };
}

/** The kinds of actions that are made. */
export const KINDS: readonly string[] = Object.keys(fieldsByKind());

function action(start: number, city: City): fc.Arbitrary<FileData> {
  const districts = city.districts.map(({ id }) => id);
  const kinds = Object.entries(fieldsByKind()).map(([kind, fields]) =>
    fc
      .tuple(
        fields,
        kind === 'outage' ? outagePeriod(start) : period(start),
        fc.record({ districts: sometimes(some(districts)), note: sometimes(words(1000)) }),
      )
      .map((parts) => given({ measure: kind, ...Object.assign({}, ...parts) })),
  );
  return fc.oneof(...kinds);
}

/** Anywhere in its range, which for a third of the times is at one of its ends. */
function parameter({ id, low, high, value, whole }: Parameter): fc.Arbitrary<readonly [id: string, value: number]> {
  const ends = fc.constantFrom(low, high, value);
  const between = whole ? fc.integer({ min: low, max: high }) : fc.double({ min: low, max: high, noNaN: true });
  return fc.tuple(fc.constant(id), fc.oneof(ends, between));
}

/** A few of them, or now and then every one. */
function parameters(): fc.Arbitrary<FileData> {
  const few = fc.uniqueArray(fc.constantFrom(...PARAMETERS).chain(parameter), {
    selector: ([id]) => id,
    maxLength: PARAMETERS_MAX,
  });
  const all = fc.tuple(...PARAMETERS.map(parameter));
  return fc
    .oneof({ weight: 7, arbitrary: few }, { weight: 1, arbitrary: all })
    .map((entries) => Object.fromEntries(entries));
}

/** A scenario of this city that is in order. */
export function scenarioData(city: City): fc.Arbitrary<FileData> {
  const residents = city.districts.reduce((sum, district) => sum + district.residents, 0);
  const scales = [PEOPLE_MAX, PEOPLE_MIN].map((people) =>
    Math.min(100_000, Math.max(1, Math.ceil(residents / people))),
  );
  return fc
    .oneof(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), fc.constant(parseDate('2017-06-01')))
    .chain((start) =>
      fc.record({
        name: sometimes(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/)),
        title: sometimes(localName(200)),
        description: sometimes(localName(2000)),
        city: fc.constant(city.id),
        start: fc.constant(formatDate(start)),
        days: fc.constantFrom(1, 1, 2, 2, 3, DAYS_MAX),
        scale: fc.integer({ min: scales[0]!, max: scales[1]! }),
        seed: sometimes(seed()),
        parameters: sometimes(parameters()),
        policy: fc.oneof(
          { weight: 1, arbitrary: fc.constant([]) },
          { weight: 9, arbitrary: fc.array(action(start, city), { minLength: 1, maxLength: ACTIONS_MAX }) },
        ),
      }),
    )
    .map(given);
}
