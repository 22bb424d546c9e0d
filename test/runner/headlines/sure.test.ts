/** How sure a headline is, reckoned by hand. */
import { describe, expect, it } from 'vitest';
import { readHeadlines } from '../../../sim/runner/headlines/headlines-file.ts';
import { sureness } from '../../../sim/runner/headlines/sure.ts';
import { testHeadline } from '../../../sim/runner/headlines/test-headline.ts';
import { shippedCities, shippedHeadlinesText, shippedScenarioText } from '../../../sim/runner/library.ts';

describe('a headline', () => {
  it('has mean, interval and seeds alike', () => {
    const { mean, halfWidth, agree, seeds } = sureness([-1, -2, -3, 2], [], []);
    expect([mean, agree, seeds]).toEqual([-1, 3, 4]);
    // Student, three degrees of freedom: 3.182 · √(4.6667 / 4).
    expect(halfWidth).toBeCloseTo(3.437, 2);
  });

  it('has the range of nine tenths of the draws, and the share of the other sign', () => {
    const draws = Array.from({ length: 21 }, (_, i) => i - 15);
    const { range, otherSign } = sureness([-1, -1], draws, []);
    expect(range).toEqual([-14, 4]);
    expect(otherSign).toBeCloseTo(5 / 21, 6);
    expect(sureness([-1], [], []).range).toBeUndefined();
  });

  it('names the ends that flip its sign', () => {
    const ends = [
      { parameter: 'a', value: 0, figure: -0.5 },
      { parameter: 'a', value: 9, figure: 0.5 },
      { parameter: 'b', value: 0, figure: 0 },
    ];
    expect(sureness([-1, -1], [], ends).flips).toEqual([ends[1]]);
  });

  it('is read off paired worlds at every seed, draw and end', async () => {
    const reading = readHeadlines(shippedHeadlinesText());
    if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
    const [headline] = reading.headlines;
    const [first] = headline!.assumed;
    const asked: string[] = [];
    const figures = await testHeadline(
      { ...headline!, assumed: [first!] },
      {
        seeds: ['1', '2'],
        draws: 3,
        cities: shippedCities(),
        scenarioText: shippedScenarioText,
        // Worlds whose figure is the parameter in the policy's world, and nothing in the baseline.
        simulate: (scenario, world) => {
          const value = scenario.parameters[first!]!;
          asked.push(`${world} ${scenario.seed}`);
          const { measure, to } = headline!.figures[0]!;
          const values = [{ name: measure, group: '', day: to, value: world === 'policy' ? value : 0 }];
          return Promise.resolve({ values } as never);
        },
      },
    );
    // Two seeds, three draws and two ends, both worlds of each.
    expect(asked).toHaveLength(2 * (2 + 3 + 2));
    expect(figures[0]!.halfWidth).toBe(0);
    expect(figures[0]!.range![0]).toBeLessThan(figures[0]!.range![1]);
  });
});

describe('a file of headlines', () => {
  it('is told what is wrong with it', () => {
    const broken = shippedHeadlinesText().replace('to: 55', 'to: 90');
    const reading = readHeadlines(broken);
    expect(reading.ok).toBe(false);
    if (!reading.ok) expect(reading.mistakes[0]!.found).toContain('90');
  });
});
