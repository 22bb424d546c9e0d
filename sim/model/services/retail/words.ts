/** Words for what is told of shops. */
import type { LocalName } from '../../city.ts';

export const RETAIL_WORDS: Readonly<Record<string, LocalName>> = {
  tills: { en: 'Tills', zh: '收银台' },
};
