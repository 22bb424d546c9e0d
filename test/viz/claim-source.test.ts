/** Our own words about where claims come from are Chinese in the Chinese page; titles of publications stay as they are. */
import { expect, test } from 'vitest';
import { readClaims } from '../../sim/runner/claims/claims-file.ts';
import { claimSource } from '../../viz/method/claim-source.ts';
import { textOf } from '../structure/sources.ts';

function sourcesOf(file: string): string[] {
  const reading = readClaims(textOf(`scenarios/claims/${file}.yaml`));
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return [...new Set(reading.claims.map(({ source }) => source))];
}

test('sources of the article’s claims are Chinese but for addresses', () => {
  const sources = sourcesOf('article-2017');
  expect(sources.length).toBeGreaterThan(5);
  const chinese = sources.map((source) => claimSource(source, 'zh'));
  expect(chinese.filter((text) => /[A-Za-z]/.test(text.replace('（cnhan.com）', '')))).toEqual([]);
  expect(claimSource(sources[0]!, 'en')).toBe(sources[0]);
});

test('a publication keeps its title, and what is ours about it is Chinese', () => {
  for (const source of sourcesOf('other-models')) {
    const [title] = source.split('; the threshold');
    expect(claimSource(source, 'zh')).toBe(`${title}；门槛由本模型设定`);
  }
});

test('dates are Chinese dates', () => {
  expect(claimSource("agreement of 15 June 2017, People's Daily Online, 3 July 2017", 'zh')).toBe(
    '2017年6月15日的协议，人民网，2017年7月3日',
  );
});
