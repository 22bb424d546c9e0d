/** One Chinese word for one thing, in all that the page and the scenarios say. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedScenario } from '../../sim/runner/library.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import { actionWords } from '../../viz/panels/action-words.ts';

const textsIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);
const FILES = [...textsIn('viz', /\.(ts|svelte|md)$/), ...textsIn('scenarios', /\.yaml$/)];

/** What is not said, and what is said instead. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/合成/, '虚构'],
  [/站点/, '车站'],
  [/付款地点|支付的地点/, '网点'],
  [/(接受|收)手机(支付|付款)|(开通|接受)扫码(?!付款)/, '支持（开通是动作）'],
  [/差异/, '差别（数字为差值）'],
  [/被拒付/, '被拒'],
  [/储值公交卡|(?<!电子|手机|装)公交卡/, '储值卡'],
  [/\+岁/, '岁以上'],
  [/带走/, '导出与分享'],
  // The style sheet makes room around Latin letters and digits.
  [/\p{Script=Han} (Ctrl|⌘|\d)|(Ctrl|⌘|\d) \p{Script=Han}/u, 'no space'],
];

test('one word stands for one thing', () => {
  const found = FILES.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) =>
        INSTEAD.filter(([word]) => word.test(line)).map(([, say]) => `${file}: ${line.trim()} → ${say}`),
      ),
  );
  expect(found).toEqual([]);
});

test('ages are told as people say them, and units of actions are Chinese', () => {
  expect(messages('zh').age_band({ band: '75+' })).toBe('75岁以上');
  const credit = shippedScenario('wuhan-credit');
  const said = credit.policy.map((action) => actionWords(action, credit, messages('zh'), formatsOf('zh'))).join();
  expect(said).toMatch(/信用分30分起/);
  expect(said).not.toMatch(/[a-z]{3}/);
  const english = credit.policy.map((action) => actionWords(action, credit, messages('en'), formatsOf('en'))).join();
  expect(english).not.toContain('1 months');
});
