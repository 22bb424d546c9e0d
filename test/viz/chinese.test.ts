/** One Chinese word for one thing, in all that the page and the scenarios say. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedScenario } from '../../sim/runner/library.ts';
import { compareWords } from '../../viz/compare/words.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import { MAP_WORDS } from '../../viz/map/words.ts';
import { methodWords } from '../../viz/method/words.ts';
import { actionWords } from '../../viz/panels/action-words.ts';
import { takeAwayWords } from '../../viz/panels/take-away-words.ts';

const textsIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);
const FILES = [
  ...textsIn('viz', /\.(ts|svelte|md)$/),
  ...textsIn('scenarios', /\.(yaml|json)$/),
  // Names and descriptions of measures, kinds of policy, parameters, services; words of certainty; what is tried of claims.
  ...textsIn('sim/model', /\.ts$/),
  ...textsIn('sim/runner', /\.ts$/),
];

/** What is not said, and what is said instead. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/合成/, '虚构'],
  [/站点/, '车站'],
  [/付款地点|支付的地点/, '网点'],
  [/(接受|收)手机(支付|付款)|(开通|接受)扫码(?!付款)/, '支持（开通是动作）'],
  [/差异/, '差别（数字为差值）'],
  [/被拒付/, '被拒'],
  // The same card pays on buses, in the metro and in shops: it is not the bus's own, and the card in the phone is another.
  [/储值公交卡|(?<!电子|装)公交卡/, '储值卡（手机里的是电子公交卡）'],
  [/\+岁/, '岁以上'],
  [/带走/, '导出与分享'],
  [/损害/, '代价'],
  [/整个(运行|模拟期)/, '全程'],
  [/试跑|草算/, '快速运行'],
  [/媒体说法/, '宣称'],
  [/场所/, '网点'],
  [/(事先|预先)算好/, '预先计算'],
  [/自带/, '随附'],
  [/(?<!手机)钱包/, '手机钱包'],
  [/铺设/, '开通扫码付款'],
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

test('what is printed and cited in Chinese has the Chinese name of the app', () => {
  const cited = takeAwayWords('zh').citation({
    ...{ app: messages('zh').app_name, version: '1.0.0', model: '0123456789abcdef', title: '题目', name: 'wuhan-2017' },
    ...{ start: '2017-06-01', days: '92', seed: '7', scale: '100', address: 'https://example.org/' },
  });
  expect(cited).toBe(
    '无现金之城 1.0.0（模型0123456789abcdef）：题目［情景wuhan-2017，2017-06-01起92天，种子7，1:100］。https://example.org/',
  );
  for (const words of [messages('zh'), compareWords('zh'), methodWords('zh'), MAP_WORDS.zh, takeAwayWords('zh')]) {
    expect(Object.values<unknown>(words).map(String).join('\n')).not.toMatch(/Cashless City/i);
  }
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
