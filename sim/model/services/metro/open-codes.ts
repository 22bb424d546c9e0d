/** Open codes: gates take the codes of wallets, and nobody needs the operator's own application. */
import { inForce, policyKind } from '../../policy/kind.ts';
import type { Lever } from '../../policy/levers.ts';

/** 1 where open codes are taken. */
export const OPEN_CODES: Lever = { name: 'open_codes.on', atRest: 0 };

export const openCodes = policyKind({
  id: 'open_codes',
  name: { en: 'Open codes at gates', zh: '闸机支持通用码' },
  about: {
    en: 'Gates that read codes take those of wallets too, so that riders need not join the operator’s own application.',
    zh: '支持扫码的闸机也接受手机钱包的通用乘车码，乘客无需注册运营方自己的应用。',
  },
  sectors: { always: ['metro'] },
  period: 'days',
  fields: {},
  levers: [OPEN_CODES],
  toAct: { en: 'a city with gates', zh: '有闸机的城市' },
  sentence: () => ({ en: 'Metro gates take the codes of wallets', zh: '地铁闸机接受手机钱包通用码' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(OPEN_CODES);
    levers.forEach(action, (cell) => {
      column[cell] = 1;
    });
  },
});
