/**
 * A story as a file: Markdown with a head, and a screen for each heading of the second level. What is more than text stands in
 * fenced blocks: a bet, figures made beforehand, a queue to play with. `viz/story/README.md` tells how to write one.
 */
import { Lexer, type Token, type Tokens } from 'marked';
import { parseDocument } from 'yaml';
import type { LocalName } from '../../sim/model/city.ts';
import { readBlock, BLOCK_KINDS, type Block } from './story-blocks.ts';

/** What a screen may hold before it no longer fits a phone: English words, or Chinese characters. */
export const WORDS_MAX = { en: 60, zh: 110 } as const;
export const STORY_BYTES_MAX = 300_000;
const SCREENS_MAX = 100;

export type Part = { readonly kind: 'prose'; readonly tokens: readonly Token[] } | Block;

export interface Screen {
  readonly title: string;
  /** Where the heading leads: an address of this page, beginning with `?`; null where it leads nowhere. */
  readonly link: string | null;
  readonly parts: readonly Part[];
  /** Quotations: what the teacher is told. */
  readonly notes: readonly Token[];
  readonly line: number;
  readonly words: number;
}

export interface Story {
  /** Under which guesses are kept. */
  readonly name: string;
  readonly title: string;
  readonly lang: 'en' | 'zh';
  readonly about: string;
  /** How long a class takes; null where the file does not say. */
  readonly minutes: number | null;
  readonly screens: readonly Screen[];
}

/** What cannot be used, where, and what to do. A remark stops nothing. */
export interface StoryMistake {
  readonly line: number;
  readonly found: string;
  readonly mend: LocalName;
  readonly isRemark: boolean;
}

export interface StoryReading {
  /** Null where there is a mistake that is no remark. */
  readonly story: Story | null;
  readonly mistakes: readonly StoryMistake[];
}

export type Tell = (line: number, found: string, en: string, zh: string) => void;

/** Reads a story. Never throws for what is in `text`. @param known names of scenarios, and of measures they have */
export function readStory(text: string, known: { readonly scenarios: readonly string[] }): StoryReading {
  const mistakes: StoryMistake[] = [];
  const tell: Tell = (line, found, en, zh) =>
    mistakes.push({ line, found: short(found), mend: { en, zh }, isRemark: false });
  const remark: Tell = (line, found, en, zh) =>
    mistakes.push({ line, found: short(found), mend: { en, zh }, isRemark: true });
  if (text.length > STORY_BYTES_MAX) {
    tell(
      1,
      `${text.length}`,
      `make the file shorter than ${STORY_BYTES_MAX} characters`,
      `请把文件缩短到${STORY_BYTES_MAX}个字符以内`,
    );
    return { story: null, mistakes };
  }
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const head = readHead(source, tell);
  const screens = readScreens(source, head, known.scenarios, tell, remark);
  const isFaulty = mistakes.some(({ isRemark }) => !isRemark);
  const sorted = mistakes.toSorted((a, b) => a.line - b.line);
  return { story: isFaulty ? null : { ...head.values, screens }, mistakes: sorted };
}

/** What is found is shown on one line, and not longer than one. */
function short(found: string): string {
  const line = found.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

interface Head {
  readonly values: Omit<Story, 'screens'>;
  readonly body: string;
  /** Line on which the body begins, counted from 1. */
  readonly line: number;
}

const HEAD = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;
const HEAD_KEYS = ['story', 'title', 'lang', 'about', 'minutes'];

function readHead(source: string, tell: Tell): Head {
  const found = HEAD.exec(source);
  const nothing = { name: '', title: '', lang: 'en', about: '', minutes: null } as const;
  if (found === null) {
    tell(
      1,
      source.slice(0, 40),
      'begin the file with a head between two lines of ---, with story, title and lang in it',
      '请在文件开头用两行---写上文件头，其中要有story、title和lang',
    );
    return { values: nothing, body: source, line: 1 };
  }
  const [all, inside = ''] = found;
  const { value, lines } = readMap(inside, 2, tell);
  const line = (key: string): number => lines.get(key) ?? 1;
  const textOf = (key: string, needed: boolean): string => {
    const one = value[key];
    if (typeof one === 'string' && one.trim() !== '') return one.trim();
    if (one === undefined && !needed) return '';
    tell(line(key), `${key}: ${JSON.stringify(one) ?? ''}`, `write ${key}: and a text`, `请写上 ${key}: 和一段文字`);
    return '';
  };
  for (const key of Object.keys(value)) {
    if (HEAD_KEYS.includes(key)) continue;
    tell(line(key), key, `use one of ${HEAD_KEYS.join(', ')}`, `请改用：${HEAD_KEYS.join('、')}`);
  }
  const name = textOf('story', true);
  if (name !== '' && !/^[a-z\d][a-z\d-]{0,63}$/.test(name)) {
    tell(line('story'), name, 'use small letters, digits and hyphens', '请只用小写字母、数字和连字符');
  }
  const lang = value['lang'];
  if (lang !== 'en' && lang !== 'zh') {
    tell(
      line('lang'),
      `lang: ${JSON.stringify(lang) ?? ''}`,
      'write lang: en or lang: zh',
      '请写 lang: zh 或 lang: en',
    );
  }
  const minutes = value['minutes'];
  if (minutes !== undefined && !(typeof minutes === 'number' && minutes > 0 && minutes <= 1000)) {
    tell(line('minutes'), JSON.stringify(minutes), 'write a number of minutes up to 1000', '请写不超过1000的分钟数');
  }
  return {
    values: {
      name,
      title: textOf('title', true),
      lang: lang === 'zh' ? 'zh' : 'en',
      about: textOf('about', false),
      minutes: typeof minutes === 'number' ? minutes : null,
    },
    body: source.slice(all.length),
    line: all.split('\n').length - (all.endsWith('\n') ? 0 : 1) || 1,
  };
}

/** YAML of one level, with the line of each key. @param first line of the file on which it begins */
export function readMap(
  text: string,
  first: number,
  tell: Tell,
): { value: Readonly<Record<string, unknown>>; lines: ReadonlyMap<string, number> } {
  if (text.trim() === '') return { value: {}, lines: new Map() };
  const document = parseDocument(text, { prettyErrors: false });
  const lineAt = (offset: number): number => first + text.slice(0, offset).split('\n').length - 1;
  for (const { pos, message } of document.errors) {
    tell(lineAt(pos[0]), message, 'write key: value on each line', '请每行写成“键: 值”');
  }
  let value: unknown = null;
  if (document.errors.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 0 });
    } catch (fault) {
      tell(
        first,
        fault instanceof Error ? fault.message : '',
        'do without anchors and aliases',
        '请不要使用锚点与别名',
      );
      return { value: {}, lines: new Map() };
    }
  }
  const lines = new Map<string, number>();
  for (const match of text.matchAll(/^([\w-]+)[ \t]*:/gm)) lines.set(match[1] ?? '', lineAt(match.index));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { value: value as Readonly<Record<string, unknown>>, lines };
  }
  if (document.errors.length === 0) tell(first, text, 'write key: value on each line', '请每行写成“键: 值”');
  return { value: {}, lines };
}

interface Draft {
  title: string;
  link: string | null;
  parts: Part[];
  notes: Token[];
  line: number;
  words: number;
}

function readScreens(
  source: string,
  { body, line: first, values }: Head,
  scenarios: readonly string[],
  tell: Tell,
  remark: Tell,
): readonly Screen[] {
  const screens: Draft[] = [];
  let line = first;
  for (const token of new Lexer({ gfm: true }).lex(body)) {
    const at = line + leadingBreaks(token.raw);
    line += token.raw.split('\n').length - 1;
    if (token.type === 'space') continue;
    if (token.type === 'heading') {
      const { depth } = token as Tokens.Heading;
      if (depth === 2) screens.push(newScreen(token as Tokens.Heading, at, tell));
      else tell(at, token.raw, 'begin a screen with ##', '请用 ## 开始每一屏');
      continue;
    }
    const screen = screens.at(-1);
    if (screen === undefined) {
      tell(at, token.raw, 'begin a screen with ## before it', '请先用 ## 开始一屏');
      continue;
    }
    addTo(screen, token, at, { lang: values.lang, scenarios, tell, remark });
  }
  const [few, many] = [screens.length === 0, screens.length > SCREENS_MAX];
  if (few) tell(first, source.slice(-40), 'write at least one screen: ## and its title', '请至少写一屏：## 加标题');
  if (many) tell(first, `${screens.length} ##`, `write at most ${SCREENS_MAX} screens`, `最多${SCREENS_MAX}屏`);
  const most = WORDS_MAX[values.lang];
  for (const { line: at, words, title } of screens) {
    if (words <= most) continue;
    remark(
      at,
      `${title}: ${words}`,
      `shorten it to ${most} words, or a phone has to scroll`,
      `请缩短到${most}字以内，否则手机上要滚动`,
    );
  }
  return screens;
}

const leadingBreaks = (raw: string): number => /^\n*/.exec(raw)![0].length;

function newScreen(heading: Tokens.Heading, line: number, tell: Tell): Draft {
  let link: string | null = null;
  for (const token of heading.tokens) {
    if (token.type !== 'link') continue;
    const { href } = token as Tokens.Link;
    if (href.startsWith('?')) link = href;
    else {
      tell(
        line,
        href,
        'let a heading lead to an address of this page that begins with ?',
        '标题的链接请用以?开头的本页地址',
      );
    }
  }
  return { title: plainText(heading.tokens), link, parts: [], notes: [], line, words: 0 };
}

interface Context {
  readonly lang: 'en' | 'zh';
  readonly scenarios: readonly string[];
  readonly tell: Tell;
  readonly remark: Tell;
}

function addTo(screen: Draft, token: Token, line: number, { lang, scenarios, tell, remark }: Context): void {
  if (token.type === 'blockquote') {
    lookAt([token], line, tell, remark);
    screen.notes.push(...((token as Tokens.Blockquote).tokens ?? []));
    return;
  }
  if (token.type === 'code') {
    const { lang: kind = '', text } = token as Tokens.Code;
    if (!BLOCK_KINDS.includes(kind)) {
      const kinds = BLOCK_KINDS.join(', ');
      tell(
        line,
        kind === '' ? token.raw : `\`\`\`${kind}`,
        `begin a block with one of ${kinds}`,
        `代码块请写明种类：${kinds}`,
      );
      return;
    }
    const block = readBlock(kind, readMap(text, line + 1, tell), line, scenarios, tell);
    if (block !== null) screen.parts.push(block);
    return;
  }
  lookAt([token], line, tell, remark);
  screen.words += countWords(plainText([token]), lang);
  const last = screen.parts.at(-1);
  if (last?.kind === 'prose') {
    screen.parts[screen.parts.length - 1] = { kind: 'prose', tokens: [...last.tokens, token] };
  } else screen.parts.push({ kind: 'prose', tokens: [token] });
}

/** Whether a link of a story may be followed: to this page, or to a page elsewhere that is asked for. */
export function isSafeLink(href: string): boolean {
  return href.startsWith('?') || /^https:\/\/[\w.-]+/i.test(href);
}

function lookAt(tokens: readonly Token[], line: number, tell: Tell, remark: Tell): void {
  for (const token of tokens) {
    if (token.type === 'html') {
      remark(line, token.raw, 'use Markdown: HTML is shown as the text it is', '请改用Markdown：HTML只会按原文显示');
    } else if (token.type === 'image') {
      remark(line, token.raw, 'leave pictures out: none is loaded', '请去掉图片：本页不会载入图片');
    } else if (token.type === 'link' && !isSafeLink((token as Tokens.Link).href)) {
      tell(line, (token as Tokens.Link).href, 'use an address that begins with ? or https', '链接请以?或https开头');
    }
    const { tokens: inner, items } = token as { readonly tokens?: Token[]; readonly items?: Token[] };
    lookAt([...(inner ?? []), ...(items ?? [])], line, tell, remark);
  }
}

/** The text of tokens without their marks. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const { tokens: inner, items, text } = token as { tokens?: Token[]; items?: Token[]; text?: string };
      if (inner !== undefined && inner.length > 0) return plainText(inner);
      return items === undefined ? (text ?? '') : items.map((item) => plainText([item])).join(' ');
    })
    .join('');
}

/** Words of English; characters of Chinese, a foreign word or a number being one. */
export function countWords(text: string, lang: 'en' | 'zh'): number {
  if (lang === 'en') return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) + (text.match(/[A-Za-z\d][\w.,%-]*/g)?.length ?? 0);
}
