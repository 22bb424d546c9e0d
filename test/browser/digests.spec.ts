/** The same bytes in Node and in the browser's Worker: digests of whole runs, with every kind of measure at work. */
import { expect, runInNode, test } from './fixture.ts';

const RUNS = [
  { scenario: 'wuhan-2017', seed: '7', days: 4, scale: 1000 },
  { scenario: 'wuhan-2017', seed: '雪', days: 8, scale: 500 },
  { scenario: 'wuhan-hospitals', seed: '3', days: 16, scale: 2000 },
  { scenario: 'wuhan-outage', seed: '1', days: 6, scale: 2000 },
] as const;

for (const run of RUNS) {
  test(
    `${run.scenario}, seed ${run.seed}, at 1:${run.scale} has Node's digests in the Worker`,
    { tag: '@exhaustive' },
    async ({ page }) => {
      const { worlds } = await runInNode(run);
      const expected = [worlds.baseline.digest, worlds.policy.digest];
      const address = new URLSearchParams(Object.entries(run).map(([name, value]) => [name, String(value)]));
      address.set('speed', '604800');
      address.set('view', 'method');
      await page.goto(`./?${address}`);
      const shown = [page.getByTestId('digest-baseline'), page.getByTestId('digest-policy')];
      for (const element of shown) await expect(element).toHaveText(/^[0-9a-f]{16}$/, { timeout: 90_000 });
      expect(await Promise.all(shown.map((element) => element.innerText()))).toEqual(expected);
      expect(expected[0]).not.toBe(expected[1]);
    },
  );
}
