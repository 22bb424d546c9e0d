/** What the reading of scenarios and plans says is wrong, in the page's language: it speaks English, as the command line does. */
import { parameterUnit } from './parameters.ts';
import { READING_ZH } from './reading-chinese.ts';
import { saying } from './saying.ts';

/** Units without a word of their own, as of ratios, leave nothing to be put in brackets. */
const WITHOUT_UNIT = {
  ...READING_ZH,
  'a number (ratio)': '数字',
  'a whole number (ratio)': '整数',
  'a number (0 or 1)': '数字，0或1',
  'a whole number (0 or 1)': '整数，0或1',
};

/** What was found, what was expected, or how to mend it. */
export const readingText = saying(WITHOUT_UNIT, (text) => parameterUnit(text, 'zh'));
