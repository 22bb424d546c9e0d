/**
 * The fingerprint of the model is that of CHANGELOG.md, under the version of package.json. `npm run golden` writes it there while
 * that version is unreleased; what has changed is for people to say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { version } from '../../package.json';
import { computeFingerprint } from '../../sim/runner/fingerprint/reference.ts';

const FILE = fileURLToPath(new URL('../../CHANGELOG.md', import.meta.url));
const MODEL = /^Model: `([0-9a-f]{16})`$/m;
const WHAT_TO_DO =
  'The behaviour of the model is not that of CHANGELOG.md. If that was meant: `npm run golden`, and say there what has changed, under an ' +
  'unreleased version whose second number is higher than that of the last released one';

interface Section {
  readonly version: string;
  readonly isReleased: boolean;
  readonly model: string | undefined;
}

function sectionsOf(changelog: string): Section[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((text) => ({
      version: /^[^\s]+/.exec(text)?.[0] ?? '',
      isReleased: !text.startsWith(`${/^[^\s]+/.exec(text)?.[0]} (unreleased)`),
      model: MODEL.exec(text)?.[1],
    }));
}

it('the first version of CHANGELOG.md is that of package.json, with the fingerprint of the model', () => {
  const changelog = readFileSync(FILE, 'utf8');
  const [first] = sectionsOf(changelog);
  const model = computeFingerprint();
  expect(first?.version).toBe(version);
  if (process.env['GOLDEN'] === 'write' && first?.isReleased === false) {
    writeFileSync(FILE, changelog.replace(MODEL, `Model: \`${model}\``));
  } else expect(first?.model, WHAT_TO_DO).toBe(model);
});

it('versions with the same first two numbers have the same model', () => {
  const sections = sectionsOf(readFileSync(FILE, 'utf8'));
  expect(sections.length).toBeGreaterThan(1);
  const seriesOf = (of: string) => of.split('.').slice(0, 2).join('.');
  for (const { version: of, model } of sections) {
    expect(model, of).toBe(sections.find((other) => seriesOf(other.version) === seriesOf(of))?.model);
  }
});
