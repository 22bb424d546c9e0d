/** What kinds of shop there are, and how they take money. */
import type { SectorDeclaration } from '../service.ts';
import type { KINDS } from './parameters.ts';

type Kind = (typeof KINDS)[number];

/** Only larger shops take the stored-value card. */
const takes = (takesCard: boolean) => ({ profile: 'counter', takesCard, cashCost: 'handled' }) as const;

const DECLARED: Readonly<Record<Kind, Omit<SectorDeclaration, 'id' | 'acceptingShare'>>> = {
  vendor: {
    name: { en: 'street vendor', zh: '流动摊贩' },
    payment: takes(false),
    // An awning over a barrow.
    sign: 'M4 10L12 4l8 6ZM12 10v6M6 16h12M8.5 16v3M15.5 16v3',
  },
  convenience: {
    name: { en: 'convenience store', zh: '便利店' },
    payment: takes(true),
    // A shop front.
    sign: 'M5 5h14l1 5H4zM6 10v9h12v-9M10 19v-5h4v5',
  },
  supermarket: {
    name: { en: 'supermarket', zh: '超市' },
    payment: takes(true),
    // A trolley.
    sign: 'M3 5h3l2.5 10h9L20 8H7M10 19h.1M16 19h.1',
  },
  restaurant: {
    name: { en: 'restaurant', zh: '餐馆' },
    payment: takes(false),
    // A bowl and its steam.
    sign: 'M4 11h16a8 8 0 0 1-16 0ZM9 8V5M12 8V4M15 8V5',
  },
  market: {
    name: { en: 'wet market', zh: '菜市场' },
    payment: takes(false),
    // A leaf.
    sign: 'M5 19C5 10 10 5 19 5c0 9-5 14-14 14ZM5 19l8-8',
  },
};

export const RETAIL_SECTORS: readonly SectorDeclaration[] = Object.entries(DECLARED).map(([id, declared]) => ({
  id,
  acceptingShare: `retail.accepting_share.${id}`,
  ...declared,
}));
