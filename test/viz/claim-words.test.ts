/** What the verdicts of claims hang on, as the page says it. */
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../sim/runner/authoring.ts';
import { preparedClaims } from '../../sim/runner/claims/claim-results.ts';
import { conditionWords } from '../../sim/runner/claims/conditions.ts';
import { formatsOf } from '../../viz/format.ts';
import { conditionSentence } from '../../viz/method/claim-words.ts';

const END = { parameter: 'campus.lost_share_year', value: 0.015, stands: 0.1, figure: 0 } as const;

describe('a condition', () => {
  it('names a parameter, its values with their unit, in either language', () => {
    const about = { kind: 'about', ...END, at: 0.0484 } as const;
    const en = conditionSentence(about, formatsOf('en'));
    expect(en).toMatch(/^if “[^”]+” is about 4\.84% instead of 10%; at 1\.50% it is 0$/);
    const zh = conditionSentence(about, formatsOf('zh'));
    expect(zh).toBe('若“每名学生每年丢失校园卡的比例”约为4.84%（现为10%）；取1.50%时为0');
    expect(conditionWords(about, 'en')).toBe(
      'if campus.lost_share_year is about 0.0484 share instead of 0.1 share; at 0.015 share it is 0',
    );
  });

  it('says on which side of a value it holds', () => {
    const from = (value: number) => ({ kind: 'only_if', ...END, value, at: 0.0484 }) as const;
    expect(conditionSentence(from(0.015), formatsOf('en'))).toContain('is at most about');
    expect(conditionSentence(from(0.3), formatsOf('en'))).toContain('is at least about');
    expect(conditionSentence(from(0.015), formatsOf('zh'))).toContain('不高于约');
    expect(conditionSentence(from(0.3), formatsOf('zh'))).toContain('不低于约');
  });

  it.each(['article-2017', 'other-models'])('of %s shows no id in the page', async (of) => {
    const { claims } = (await preparedClaims(of))!;
    const conditions = claims.flatMap((claim) => claim.conditions);
    expect(conditions.length).toBeGreaterThan(0);
    for (const locale of ['en', 'zh'] as const) {
      const said = conditions.map((one) => conditionSentence(one, formatsOf(locale))).join('\n');
      expect(PARAMETERS.filter(({ id }) => said.includes(id)).map(({ id }) => id)).toEqual([]);
    }
  });
});
