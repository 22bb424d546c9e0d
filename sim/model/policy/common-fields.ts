/** What actions of every kind say: when, where and why. Own fields of a kind come after these. */
import { GROUPS } from '../catalogue.ts';
import type { LocalName } from '../city.ts';
import type { Period } from './kind.ts';

export const NOTE_LENGTH_MAX = 1000;

export interface CommonField {
  readonly label: LocalName;
  readonly about: LocalName;
}

export const KIND_FIELD: CommonField = {
  label: { en: 'Kind', zh: '类型' },
  about: { en: 'The kind of action.', zh: '措施的类型。' },
};

export const SECTORS_FIELD: CommonField = {
  label: { en: 'Sectors', zh: '行业' },
  about: {
    en: `Where it applies: sectors, or groups of them: ${GROUPS.map(({ id, name }) => `\`${id}\` (${name.en})`).join(', ')}.`,
    zh: `适用行业，或一组行业：${GROUPS.map(({ id, name }) => `${id}（${name.zh}）`).join('、')}。`,
  },
};

export const DISTRICTS_FIELD: CommonField = {
  label: { en: 'Districts', zh: '区' },
  about: { en: 'All where left out.', zh: '不填则为全部。' },
};

export const NOTE_FIELD: CommonField = {
  label: { en: 'Note', zh: '备注' },
  about: {
    en: 'Why, or where the number comes from. Not used by the simulation.',
    zh: '理由或数字来源；模拟不使用。',
  },
};

/** Of an action that begins and ends with days, or at minutes. */
export const PERIOD_FIELDS: Readonly<Record<Period, { readonly from: CommonField; readonly to: CommonField }>> = {
  days: {
    from: {
      label: { en: 'First day', zh: '开始日期' },
      about: {
        en: 'First day of effect; may lie before the scenario’s start.',
        zh: '生效首日，可早于情景开始日期。',
      },
    },
    to: {
      label: { en: 'Last day', zh: '结束日期' },
      about: {
        en: 'Last day of effect, or of the ramp; the end of the run where it is left out.',
        zh: '生效（或推进）的最后一天；不填则到运行结束。',
      },
    },
  },
  minutes: {
    from: {
      label: { en: 'From', zh: '开始时间' },
      about: { en: 'First minute of effect.', zh: '生效的第一分钟。' },
    },
    to: {
      label: { en: 'Until', zh: '结束时间' },
      about: { en: 'First minute without effect again.', zh: '不再生效的第一分钟。' },
    },
  },
};
