/** Words of what was observed, beside the curves. */
import { inLanguages } from '../i18n/languages.ts';

export const observedWords = inLanguages(
  {
    open: 'Observed values …',
    help: 'A CSV with the columns date, measure, value is drawn as dots over the curves. It stays in this browser.',
    shown: (p: { name: string; rows: string }) => `${p.name}: observed values: ${p.rows}`,
    outside: (p: { rows: string }) => `outside this run: ${p.rows}`,
    remove: 'Take the observed values away',
    refused: (p: { name: string }) => `${p.name} cannot be used as it is:`,
    mistake: (p: { line: string; found: string; expected: string }) =>
      `line ${p.line}: found ${p.found}, expected ${p.expected}`,
    mend: (p: { hint: string }) => ` (${p.hint})`,
    not_kept: 'This browser keeps nothing for this page: they are gone when you leave.',
  },
  {
    open: '观测值……',
    help: '含date、measure、value三列的CSV会以圆点画在曲线上。文件只留在本浏览器中。',
    shown: (p) => `${p.name}：${p.rows}个观测值`,
    outside: (p) => `不在本次运行期间：${p.rows}个`,
    remove: '移除观测值',
    refused: (p) => `${p.name}无法直接使用：`,
    mistake: (p) => `第${p.line}行：内容为${p.found}，应为${p.expected}`,
    mend: (p) => `（${p.hint}）`,
    not_kept: '浏览器不为本页保存内容，离开本页后观测值即消失。',
  },
);
