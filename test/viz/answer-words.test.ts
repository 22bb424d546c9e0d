/** What the page says of where its answer comes from. */
import { describe, expect, it } from 'vitest';
import { shippedScenario } from '../../sim/runner/library.ts';
import { scenarioSha256 } from '../../sim/runner/node/run-identity.ts';
import { program } from '../../sim/runner/program.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages, type Locale } from '../../viz/i18n/index.ts';
import { answerState } from '../../viz/panels/answer-words.ts';
import type { Session } from '../../viz/state/session.svelte.ts';

const IDENTITY = scenarioSha256(shippedScenario('wuhan-outage'));

/** A page that plays the first day under results of a model and of what decides the scenario. */
const page = (locale: Locale, model: string, identity = IDENTITY): Session =>
  ({
    words: messages(locale),
    formats: formatsOf(locale),
    playback: { phase: 'running', goingTo: null, furthest: 0, days: { count: 0 }, results: null },
    scenario: { seed: '7', start: '2017-06-01', days: 92 },
    prepared: { scenario: 'wuhan-outage', model, scenarioSha256: identity, seeds: ['1', '2', '3'] },
  }) as unknown as Session;

describe('the line under the question', () => {
  it('says that figures were made beforehand', () => {
    expect(answerState(page('en', program().model))).toContain('3 seeds, made beforehand');
  });

  it('says where they are of an earlier model, in both languages', () => {
    expect(answerState(page('en', 'other'))).toContain('earlier version of the model');
    expect(answerState(page('zh', 'other'))).toContain('旧版模型');
  });

  it('says where the scenario or its city has changed since', () => {
    expect(answerState(page('en', program().model, 'another'))).toContain('or the city');
  });
});
