/** Scenario files that are wrong on purpose: small edits of one that is fine, and what is to be said about each. */
import { namesOfEveryCity } from '../../sim/model/measures/dictionary.ts';
import { POLICY_KINDS } from '../../sim/model/policy/registry.ts';
import { sectorIds } from '../../sim/model/policy/sector-choice.ts';
import { shippedCities } from '../../sim/runner/library.ts';

/** What is there to be named: more of it changes no message. */
const CITIES = [...shippedCities().keys()].join(', ');
const KINDS = POLICY_KINDS.map(({ id }) => id).join(', ');
const ANY = sectorIds({ among: 'every' });

export const FINE = `name: test
title: { en: Test, zh: 测试 }
city: wuhan
start: 2017-06-01
days: 3
scale: 2000
seed: 7
parameters:
  bus.door_seconds: 4
policy:
  - measure: equip
    sectors: [bus]
    from: 2017-06-01
    to: 2017-06-02
    target_share: 0.5
  - measure: discount
    sectors: [bus]
    from: 2017-06-01
    method: mobile
    percent: 20
  - measure: campaign
    sectors: [shops]
    from: 2017-06-01
    daily_reach_share: 0.1
    reward_yuan: 2
  - measure: assist
    sectors: [hospital]
    from: 2017-06-01
    daily_share: 0.1
    from_age: 60
  - measure: subsidise
    sectors: [vendor]
    from: 2017-06-01
    grant_yuan: 100
  - measure: outage
    from: 2017-06-02 08:00
    to: 2017-06-02 10:30
`;

export interface MistakeCase {
  readonly kind: string;
  /** The text as a whole, or what is replaced in FINE by what. */
  readonly text?: string;
  readonly edit?: readonly [from: string | RegExp, to: string];
  /** What is said, one line a mistake, after the file’s name; N stands for the number of parameters. */
  readonly said: readonly string[];
}

export const CASES: readonly MistakeCase[] = [
  {
    kind: 'empty file',
    text: '',
    said: [
      '1:1 file: found nothing, expected a map with the keys name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'only a comment',
    text: '# nothing yet\n',
    said: [
      '1:1 file: found nothing, expected a map with the keys name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'null',
    text: 'null\n',
    said: [
      '1:1 file: found nothing, expected a map with the keys name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'a list instead of a map',
    text: '- city: wuhan\n',
    said: [
      '1:1 file: found a list, expected a map with the keys name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'a text instead of a map',
    text: 'wuhan\n',
    said: [
      '1:1 file: found "wuhan", expected a map with the keys name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'a number instead of a map',
    text: '42\n',
    said: [
      '1:1 file: found 42, expected a map with the keys name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'two documents',
    text: `${FINE}---\ncity: wuhan\n`,
    said: ['38:1 file: found a second document, expected a single one'],
  },
  {
    kind: 'a directive for another YAML',
    text: `%YAML 1.1\n---\n${FINE}`,
    said: ['1:1 file: found YAML 1.1, expected YAML 1.2'],
  },
  {
    kind: 'a tab for indentation',
    edit: ['  bus.door_seconds', '\tbus.door_seconds'],
    said: ['9:1 file: found a tab, expected spaces for indentation'],
  },
  {
    kind: 'an open bracket',
    edit: ['sectors: [bus]\n    from: 2017-06-01\n    to', 'sectors: [bus\n    from: 2017-06-01\n    to'],
    said: [
      '13:5 file: found "from: 2017-06-01", expected valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  },
  {
    kind: 'an open quote',
    edit: ['name: test', 'name: "test'],
    said: ['38:1 file: found the end of the file, expected valid YAML: Missing closing "quote'],
  },
  {
    kind: 'indentation that fits nothing',
    edit: ['    from: 2017-06-01\n    to', '   from: 2017-06-01\n    to'],
    said: ['13:1 file: found "from: 2017-06-01", expected valid YAML: Sequence item without - indicator'],
  },
  {
    kind: 'a key without a colon',
    edit: ['scale: 2000', 'scale 2000'],
    said: ['6:1 file: found "scale 2000", expected valid YAML: Implicit keys need to be on a single line'],
  },
  {
    kind: 'a control character',
    edit: ['name: test', 'name: te\u0000st'],
    said: ['1:9 file: found the control character U+0000, expected plain text'],
  },
  {
    kind: 'a character lost in decoding',
    edit: ['name: test', 'name: te\ufffdst'],
    said: ['1:9 file: found a character that was lost in decoding, expected UTF-8 text'],
  },
  {
    kind: 'a key twice',
    edit: ['days: 3', 'days: 3\ndays: 4'],
    said: ['6:1 days: found the key "days" again, expected every key once'],
  },
  {
    kind: 'a key twice in a measure',
    edit: ['target_share: 0.5', 'target_share: 0.5\n    target_share: 0.6'],
    said: ['16:5 policy[0].target_share: found the key "target_share" again, expected every key once'],
  },
  {
    kind: 'an anchor',
    edit: ['[bus]\n    from: 2017-06-01\n    to', '&where [bus]\n    from: 2017-06-01\n    to'],
    said: ['12:21 policy[0].sectors: found the anchor &where, expected no anchors'],
  },
  {
    kind: 'an anchor and its alias',
    edit: ['seed: 7\nparameters:', 'seed: &seed 7\nparameters: *seed\nx:'],
    said: [
      '7:13 seed: found the anchor &seed, expected no anchors',
      '8:13 parameters: found the alias *seed, expected the value written out',
      '9:1 x: found the unknown key "x", expected one of name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'an alias of nothing',
    edit: ['seed: 7', 'seed: *nothing'],
    said: ['7:7 seed: found the alias *nothing, expected the value written out'],
  },
  {
    kind: 'a merge key',
    edit: ['  - measure: equip\n', '  - measure: equip\n    <<: { to: 2017-06-02 }\n'],
    said: [
      '12:5 policy[0]["<<"]: found the unknown key "<<", expected one of measure, sectors, from, to, districts, note, target_share',
    ],
  },
  {
    kind: 'a tag of its own',
    edit: ['days: 3', 'days: !days 3'],
    said: ['5:13 days: found the tag "!days", expected no tags'],
  },
  {
    kind: 'a tag of a program',
    edit: ['name: test', 'name: !!js/function "function () {}"'],
    said: ['1:21 name: found the tag "tag:yaml.org,2002:js/function", expected no tags'],
  },
  {
    kind: 'binary data',
    edit: ['name: test', 'name: !!binary aGk='],
    said: ['1:16 name: found the tag "tag:yaml.org,2002:binary", expected no tags'],
  },
  {
    kind: 'a number as a key',
    edit: ['seed: 7', '7: 7'],
    said: ['7:1 file: found the key 7, expected a word as the key'],
  },
  {
    kind: 'a list as a key',
    edit: ['seed: 7', '? [seed]\n: 7'],
    said: ['7:3 file: found a key of several parts, expected a word as the key'],
  },
  {
    kind: 'a prototype as a key',
    edit: ['seed: 7', '__proto__: { days: 5 }'],
    said: [
      '7:1 __proto__: found the unknown key "__proto__", expected one of name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'a constructor as a key',
    edit: ['seed: 7', 'constructor: 7'],
    said: [
      '7:1 constructor: found the unknown key "constructor", expected one of name, title, description, question, answers, city, start, days, scale, seed, parameters, policy',
    ],
  },
  {
    kind: 'a prototype as a parameter',
    edit: ['  bus.door_seconds: 4', '  __proto__: 4'],
    said: ['9:3 parameters.__proto__: found the unknown key "__proto__", expected one of N names'],
  },
  {
    kind: 'nested too deeply',
    edit: ['seed: 7', 'seed: [[[[[[[[[[[[[[[[[[[[7]]]]]]]]]]]]]]]]]]]]'],
    said: [
      '7:7 seed: found a list, expected a text of 1 to 64 visible characters, or a whole number',
      '7:23 seed[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: found more than 16 levels, expected fewer',
    ],
  },
  {
    kind: 'an unknown key',
    edit: ['seed: 7', 'sed: 7'],
    said: [
      '7:1 sed: found the unknown key "sed", expected one of name, title, description, question, answers, city, start, days, scale, seed, parameters, policy (the nearest is seed)',
    ],
  },
  {
    kind: 'a key in capitals',
    edit: ['city: wuhan', 'City: wuhan'],
    said: [
      `1:1 city: found nothing, expected one of ${CITIES}`,
      '3:1 City: found the unknown key "City", expected one of name, title, description, question, answers, city, start, days, scale, seed, parameters, policy (the nearest is city)',
    ],
  },
  {
    kind: 'a missing key',
    edit: ['start: 2017-06-01\n', ''],
    said: ['1:1 start: found nothing, expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a missing list',
    edit: [/policy:[^]*/, ''],
    said: ['1:1 policy: found nothing, expected a list of 0 to 200 actions'],
  },
  {
    kind: 'a key without a value',
    edit: ['days: 3', 'days:'],
    said: ['5:6 days: found nothing, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'a policy without a value',
    edit: [/policy:[^]*/, 'policy:\n'],
    said: ['10:8 policy: found nothing, expected a list of 0 to 200 actions'],
  },
  {
    kind: 'a policy that is a map',
    edit: [/policy:[^]*/, 'policy: { measure: no_cash }\n'],
    said: ['10:9 policy: found a map, expected a list of 0 to 200 actions'],
  },
  {
    kind: 'an unknown city',
    edit: ['city: wuhan', 'city: wuchan'],
    said: [`3:7 city: found "wuchan", expected one of ${CITIES} (the nearest is wuhan)`],
  },
  {
    kind: 'a city that is a number',
    edit: ['city: wuhan', 'city: 42'],
    said: [`3:7 city: found 42, expected one of ${CITIES}`],
  },
  {
    kind: 'a date that does not exist',
    edit: ['start: 2017-06-01', 'start: 2017-02-30'],
    said: ['4:8 start: found "2017-02-30", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a leap day in another year',
    edit: ['start: 2017-06-01', 'start: 2017-02-29'],
    said: ['4:8 start: found "2017-02-29", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a date the other way round',
    edit: ['start: 2017-06-01', 'start: 01.06.2017'],
    said: ['4:8 start: found "01.06.2017", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a date without zeros',
    edit: ['start: 2017-06-01', 'start: 2017-6-1'],
    said: ['4:8 start: found "2017-6-1", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a year as a date',
    edit: ['start: 2017-06-01', 'start: 2017'],
    said: ['4:8 start: found 2017, expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a date out of reach',
    edit: ['start: 2017-06-01', 'start: 9999-12-31'],
    said: ['4:8 start: found "9999-12-31", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31'],
  },
  {
    kind: 'a date that no run comes to',
    edit: ['from: 2017-06-01\n    to: 2017-06-02', 'from: 2017-06-01\n    to: 2214-01-01'],
    said: ['14:9 policy[0].to: found "2214-01-01", expected a date written YYYY-MM-DD, from 1900-01-01 to 2213-12-31'],
  },
  {
    kind: 'no days',
    edit: ['days: 3', 'days: 0'],
    said: ['5:7 days: found 0, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'days before the start',
    edit: ['days: 3', 'days: -3'],
    said: ['5:7 days: found -3, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'too many days',
    edit: ['days: 3', 'days: 4941'],
    said: ['5:7 days: found 4941, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'half a day',
    edit: ['days: 3', 'days: 2.5'],
    said: ['5:7 days: found 2.5, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'days in quotes',
    edit: ['days: 3', 'days: "3"'],
    said: ['5:7 days: found "3", expected a whole number of days from 1 to 4940 (write 3 without quotes)'],
  },
  {
    kind: 'days without end',
    edit: ['days: 3', 'days: .inf'],
    said: ['5:7 days: found Infinity, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'days beyond any number',
    edit: ['days: 3', 'days: 1e999'],
    said: ['5:7 days: found Infinity, expected a whole number of days from 1 to 4940'],
  },
  {
    kind: 'a scale below one',
    edit: ['scale: 2000', 'scale: 0.5'],
    said: ['6:8 scale: found 0.5, expected a whole number from 1 to 100000'],
  },
  {
    kind: 'a scale of none',
    edit: ['scale: 2000', 'scale: 0'],
    said: ['6:8 scale: found 0, expected a whole number from 1 to 100000'],
  },
  {
    kind: 'a scale that is a ratio',
    edit: ['scale: 2000', 'scale: 1:2000'],
    said: ['6:8 scale: found "1:2000", expected a whole number from 1 to 100000'],
  },
  {
    kind: 'a scale that leaves nobody',
    edit: ['scale: 2000', 'scale: 1000000'],
    said: ['6:8 scale: found 1000000, expected a whole number from 1 to 100000'],
  },
  {
    kind: 'a seed with a space at its end',
    edit: ['seed: 7', 'seed: "7 "'],
    said: [
      '7:7 seed: found "7 ", expected a text of 1 to 64 visible characters, or a whole number (there is a space at its beginning or end)',
    ],
  },
  {
    kind: 'days with a space that is none',
    edit: ['days: 3', 'days: \u00a03'],
    said: [
      '5:7 days: found "\\u{a0}3", expected a whole number of days from 1 to 4940 (there is a no-break space (U+00A0) in it)',
    ],
  },
  {
    kind: 'a key that a space that is none holds to its value',
    edit: ['days: 3', 'days:\u00a03'],
    said: [
      '5:1 file: found "days:\\u{a0}3", expected valid YAML: Implicit keys need to be on a single line (there is a no-break space (U+00A0) in it)',
    ],
  },
  {
    kind: 'a list that is a text',
    edit: ['sectors: [vendor]', 'sectors: vendor, market'],
    said: [
      '32:14 policy[4].sectors: found "vendor, market", expected a list of 1 to 6 sectors (write [vendor, market])',
    ],
  },
  {
    kind: 'a seed that is a list',
    edit: ['seed: 7', 'seed: [7]'],
    said: ['7:7 seed: found a list, expected a text of 1 to 64 visible characters, or a whole number'],
  },
  {
    kind: 'an empty seed',
    edit: ['seed: 7', 'seed: ""'],
    said: ['7:7 seed: found "", expected a text of 1 to 64 visible characters, or a whole number'],
  },
  {
    kind: 'an invisible seed',
    edit: ['seed: 7', 'seed: "a\\u202eb"'],
    said: [
      '7:7 seed: found "a\\u{202e}b", expected a text of 1 to 64 visible characters, or a whole number (there is a character that is not seen (U+202E) in it)',
    ],
  },
  {
    kind: 'a name with spaces',
    edit: ['name: test', 'name: my test'],
    said: ['1:7 name: found "my test", expected a name of 1 to 64 lower-case letters, digits, dots and hyphens'],
  },
  {
    kind: 'a question in one language',
    edit: ['city: wuhan', 'question: Why?\ncity: wuhan'],
    said: ['3:11 question: found "Why?", expected a map with the keys en, zh'],
  },
  {
    kind: 'two answers',
    edit: ['city: wuhan', 'answers: [payments.count, refusals.count]\ncity: wuhan'],
    said: ['3:10 answers: found a list, expected a list of 3 different measures, the third of them the harm'],
  },
  {
    kind: 'the same answer again',
    edit: ['city: wuhan', 'answers: [payments.count, payments.count, refusals.count]\ncity: wuhan'],
    said: ['3:10 answers: found a list, expected a list of 3 different measures, the third of them the harm'],
  },
  {
    kind: 'an answer that is no measure',
    edit: ['city: wuhan', 'answers: [payments.count, refusals.cont.bus, payments.mobile_share.bus]\ncity: wuhan'],
    said: [
      `3:27 answers[1]: found "refusals.cont.bus", expected one of ${namesOfEveryCity().length} names (the nearest is refusals.count.bus)`,
    ],
  },
  {
    kind: 'a title without Chinese',
    edit: [', zh: 测试', ''],
    said: ['2:8 title.zh: found nothing, expected a text of 1 to 200 characters'],
  },
  {
    kind: 'a title in another language',
    edit: [', zh: 测试', ', zh: 测试, fr: Essai'],
    said: ['2:28 title.fr: found the unknown key "fr", expected one of en, zh'],
  },
  {
    kind: 'a title that is a number',
    edit: ['{ en: Test, zh: 测试 }', '42'],
    said: ['2:8 title: found 42, expected a text of 1 to 200 characters, or a map with the keys en, zh'],
  },
  {
    kind: 'an unknown parameter',
    edit: ['bus.door_seconds', 'bus.doors_second'],
    said: [
      '9:3 parameters.bus.doors_second: found the unknown key "bus.doors_second", expected one of N names (the nearest is bus.door_seconds)',
    ],
  },
  {
    kind: 'a parameter out of its range',
    edit: ['door_seconds: 4', 'door_seconds: 400'],
    said: ['9:21 parameters.bus.door_seconds: found 400, expected a number (s) from 0 to 15'],
  },
  {
    kind: 'a parameter that is a text',
    edit: ['door_seconds: 4', 'door_seconds: four'],
    said: ['9:21 parameters.bus.door_seconds: found "four", expected a number (s) from 0 to 15'],
  },
  {
    kind: 'a parameter that is no number',
    edit: ['door_seconds: 4', 'door_seconds: .nan'],
    said: ['9:21 parameters.bus.door_seconds: found NaN, expected a number (s) from 0 to 15'],
  },
  {
    kind: 'parameters in a list',
    edit: ['  bus.door_seconds: 4', '  - bus.door_seconds: 4'],
    said: ['9:3 parameters: found a list, expected a map with some of N keys'],
  },
  {
    kind: 'parameters in levels',
    edit: ['  bus.door_seconds: 4', '  bus: { door_seconds: 4 }'],
    said: [
      '9:3 parameters.bus: found the unknown key "bus", expected one of N names (write names flat, with dots: bus.door_seconds: 4)',
    ],
  },
  {
    kind: 'a measure that is a text',
    edit: [/policy:[^]*/, 'policy: [no_cash]\n'],
    said: ['10:10 policy[0]: found "no_cash", expected a map that begins with the key measure'],
  },
  {
    kind: 'a measure without its kind',
    edit: ['measure: equip\n    sectors', 'sectors'],
    said: [`11:5 policy[0].measure: found nothing, expected one of ${KINDS}`],
  },
  {
    kind: 'an unknown measure',
    edit: ['measure: equip', 'measure: equipp'],
    said: [`11:14 policy[0].measure: found "equipp", expected one of ${KINDS} (the nearest is equip)`],
  },
  {
    kind: 'a key of another measure',
    edit: ['target_share: 0.5', 'target_share: 0.5\n    percent: 20'],
    said: [
      '16:5 policy[0].percent: found the unknown key "percent", expected one of measure, sectors, from, to, districts, note, target_share',
    ],
  },
  {
    kind: 'a mistyped key of a measure',
    edit: ['reward_yuan', 'rewards_yuan'],
    said: [
      '25:5 policy[2].rewards_yuan: found the unknown key "rewards_yuan", expected one of measure, sectors, from, to, districts, note, daily_reach_share, reward_yuan (the nearest is reward_yuan)',
    ],
  },
  {
    kind: 'a share of more than all',
    edit: ['target_share: 0.5', 'target_share: 50'],
    said: ['15:19 policy[0].target_share: found 50, expected a share from 0 to 1 (write 0.5 for 50%)'],
  },
  {
    kind: 'a share below nothing',
    edit: ['target_share: 0.5', 'target_share: -0.5'],
    said: ['15:19 policy[0].target_share: found -0.5, expected a share from 0 to 1'],
  },
  {
    kind: 'a share with a per cent sign',
    edit: ['target_share: 0.5', 'target_share: 50%'],
    said: ['15:19 policy[0].target_share: found "50%", expected a share from 0 to 1 (write 0.5)'],
  },
  {
    kind: 'no sectors',
    edit: ['    sectors: [bus]\n    from: 2017-06-01\n    to', '    from: 2017-06-01\n    to'],
    said: [`11:5 policy[0].sectors: found nothing, expected a list of 1 to ${ANY.length} sectors`],
  },
  {
    kind: 'an empty list of sectors',
    edit: ['sectors: [bus]\n    from: 2017-06-01\n    to', 'sectors: []\n    from: 2017-06-01\n    to'],
    said: [`12:14 policy[0].sectors: found an empty list, expected a list of 1 to ${ANY.length} sectors`],
  },
  {
    kind: 'a sector that is no list',
    edit: ['sectors: [bus]\n    from: 2017-06-01\n    to', 'sectors: bus\n    from: 2017-06-01\n    to'],
    said: [`12:14 policy[0].sectors: found "bus", expected a list of 1 to ${ANY.length} sectors (write [bus])`],
  },
  {
    kind: 'an unknown sector',
    edit: ['sectors: [bus]\n    from: 2017-06-01\n    to', 'sectors: [bus, taxi]\n    from: 2017-06-01\n    to'],
    said: [`12:20 policy[0].sectors[1]: found "taxi", expected one of ${ANY.join(', ')}`],
  },
  {
    kind: 'a sector where the measure has no meaning',
    edit: ['sectors: [vendor]', 'sectors: [bus]'],
    said: [
      '32:15 policy[4].sectors[0]: found "bus", expected one of shops, vendor, convenience, supermarket, restaurant, market',
    ],
  },
  {
    kind: 'an unknown district',
    edit: ['target_share: 0.5', 'target_share: 0.5\n    districts: [wuchan]'],
    said: [
      '16:17 policy[0].districts[0]: found "wuchan", expected one of jiangan, jianghan, qiaokou, hanyang, wuchang, qingshan, hannan, dongxihu, hongshan, caidian, huangpi, jiangxia, xinzhou (the nearest is wuchang)',
    ],
  },
  {
    kind: 'a measure that ends before it begins',
    edit: ['to: 2017-06-02\n    target', 'to: 2017-05-31\n    target'],
    said: ['14:9 policy[0].to: found "2017-05-31", expected a day not before 2017-06-01'],
  },
  {
    kind: 'a measure without a beginning',
    edit: ['    from: 2017-06-01\n    to: 2017-06-02\n', '    to: 2017-06-02\n'],
    said: ['11:5 policy[0].from: found nothing, expected a date written YYYY-MM-DD, from 1900-01-01 to 2213-12-31'],
  },
  {
    kind: 'a discount on cash',
    edit: ['method: mobile', 'method: cash'],
    said: ['19:13 policy[1].method: found "cash", expected one of card, mobile'],
  },
  {
    kind: 'a discount of more than the price',
    edit: ['percent: 20', 'percent: 120'],
    said: ['20:14 policy[1].percent: found 120, expected a number of per cent from 0 to 100'],
  },
  {
    kind: 'a reward in parts of a fen',
    edit: ['reward_yuan: 2', 'reward_yuan: 0.005'],
    said: ['25:18 policy[2].reward_yuan: found 0.005, expected an amount in yuan from 0 to 10000, in whole fen'],
  },
  {
    kind: 'a negative reward',
    edit: ['reward_yuan: 2', 'reward_yuan: -2'],
    said: ['25:18 policy[2].reward_yuan: found -2, expected an amount in yuan from 0 to 10000, in whole fen'],
  },
  {
    kind: 'an age that begins no band',
    edit: ['from_age: 60', 'from_age: 65'],
    said: ['30:15 policy[3].from_age: found 65, expected one of 0, 15, 25, 35, 45, 60, 75'],
  },
  {
    kind: 'an outage without a time',
    edit: ['from: 2017-06-02 08:00', 'from: 2017-06-02'],
    said: [
      '36:11 policy[5].from: found "2017-06-02", expected a date and time written YYYY-MM-DD HH:MM, from 1900-01-01 to 2213-12-31',
    ],
  },
  {
    kind: 'an outage without an end',
    edit: ['    to: 2017-06-02 10:30\n', ''],
    said: [
      '35:5 policy[5].to: found nothing, expected a date and time written YYYY-MM-DD HH:MM, from 1900-01-01 to 2213-12-31',
    ],
  },
  {
    kind: 'an outage at an hour there is not',
    edit: ['08:00', '24:00'],
    said: [
      '36:11 policy[5].from: found "2017-06-02 24:00", expected a date and time written YYYY-MM-DD HH:MM, from 1900-01-01 to 2213-12-31',
    ],
  },
  {
    kind: 'an outage of no length',
    edit: ['10:30', '08:00'],
    said: ['37:9 policy[5].to: found "2017-06-02 08:00", expected a time after 2017-06-02 08:00'],
  },
  {
    kind: 'an outage that ends before it begins',
    edit: ['10:30', '07:30'],
    said: ['37:9 policy[5].to: found "2017-06-02 07:30", expected a time after 2017-06-02 08:00'],
  },
  {
    kind: 'several mistakes at once',
    edit: [
      /city[^]*/,
      'city: wuhn\nstart: 2017-13-01\ndays: 0\nscale: 0\npolicy:\n  - measure: equip\n    sectors: [buss]\n    from: 2017-06-09\n    to: 2017-06-02\n    target_share: 2\n',
    ],
    said: [
      `3:7 city: found "wuhn", expected one of ${CITIES} (the nearest is wuhan)`,
      '4:8 start: found "2017-13-01", expected a date written YYYY-MM-DD, from 1900-01-01 to 2199-12-31',
      '5:7 days: found 0, expected a whole number of days from 1 to 4940',
      '6:8 scale: found 0, expected a whole number from 1 to 100000',
      `9:15 policy[0].sectors[0]: found "buss", expected one of ${ANY.join(', ')} (the nearest is bus)`,
      '11:9 policy[0].to: found "2017-06-02", expected a day not before 2017-06-09',
      '12:19 policy[0].target_share: found 2, expected a share from 0 to 1 (write 0.02 for 2%)',
    ],
  },
];
