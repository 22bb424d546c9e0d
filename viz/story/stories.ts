/** The shipped story in each language, and a file of the reader's own, which this device keeps. */
import { SCENARIOS } from '../state/scenarios.ts';
import type { Locale } from '../i18n/index.ts';
import { readStory, STORY_BYTES_MAX, type StoryReading } from './story-file.ts';

const FILES = import.meta.glob<string>('./files/*.md', { query: '?raw', import: 'default' });
const SHIPPED = 'cashless-city';
const KEY = 'cashless-city.story';

export interface OwnStory {
  readonly name: string;
  readonly text: string;
}

export function read(text: string): StoryReading {
  return readStory(text, { scenarios: SCENARIOS });
}

/** Name and text of the shipped story in a language. */
export async function shippedStory(locale: Locale): Promise<OwnStory> {
  const name = `${SHIPPED}.${locale}.md`;
  const load = FILES[`./files/${name}`];
  if (load === undefined) throw new Error(`found no ${name}, expected one for each language`);
  return { name, text: await load() };
}

/** A file that was opened before; null where there is none. */
export function keptStory(): OwnStory | null {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<OwnStory> | null;
    const { name, text } = found ?? {};
    return typeof name === 'string' && typeof text === 'string' && text.length <= STORY_BYTES_MAX
      ? { name, text }
      : null;
  } catch {
    return null;
  }
}

/** @returns whether the browser keeps it */
export function keepStory(story: OwnStory | null): boolean {
  try {
    if (story === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(story));
    return true;
  } catch {
    return false;
  }
}
