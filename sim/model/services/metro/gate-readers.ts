/** Readers at gates: how many gates of a fitted station read codes, on the days of the action. */
import { number } from '../../policy/field.ts';
import { inForce, policyKind } from '../../policy/kind.ts';
import type { Lever } from '../../policy/levers.ts';

/** Gates in each direction of a station that read codes; 0 where no action says, and the parameter does. */
export const GATE_READERS: Lever = { name: 'gate_readers.readers', atRest: 0 };
/** Most that can be asked for: more than any station has. */
export const READERS_MAX = 200;

export const gateReaders = policyKind({
  id: 'gate_readers',
  name: { en: 'Readers at gates', zh: '闸机读码器' },
  about: {
    en: 'So many gates of a station read codes in each direction, at most all it has, where the station is fitted (equip).',
    zh: '已开通扫码付款的车站每个方向有多少台闸机可扫码，最多为全部闸机。',
  },
  sectors: { always: ['metro'] },
  period: 'days',
  fields: {
    readers: number(
      { low: 1, high: READERS_MAX, unit: 'gates', whole: true, begins: 2 },
      {
        as: 'readers',
        label: { en: 'Gates that read codes', zh: '可扫码闸机数' },
        about: {
          en: 'Gates of a station in each direction that read codes.',
          zh: '每站每个方向可扫码的闸机数。',
        },
      },
    ),
  },
  levers: [GATE_READERS],
  toAct: {
    en: 'a number of readers other than that at fitted stations without it',
    zh: '与没有它时不同的可扫码闸机数',
  },
  sentence: () => ({
    en: '{readers} gates a station and direction read codes',
    zh: '每站每个方向{readers}台闸机可扫码',
  }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(GATE_READERS);
    levers.forEach(action, (cell) => {
      column[cell] = action.readers;
    });
  },
});
