/** Most that a wallet may hold, while in force: what is paid by phone comes out of it, and it is filled up each morning. */
import { yuan } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import { SECTORS } from '../names.ts';
import type { Lever } from '../levers.ts';

const LIMIT_YUAN_MAX = 1_000_000;

/** Most that the wallet of a resident of a district may hold, fen: the same for all sectors. */
export const WALLET_LIMIT_FEN: Lever = { name: 'wallet_limit.fen', atRest: Infinity };

export const walletLimit = policyKind({
  id: 'wallet_limit',
  name: { en: 'Holding limit of the wallet', zh: '手机钱包限额' },
  about: {
    en: 'Payments by phone come out of what the wallet holds, which is filled up from the bank each morning, to this limit at most.',
    zh: '手机付款只能用手机钱包内的余额；余额每天早上由银行账户补足，但不超过限额。',
  },
  sectors: { always: SECTORS },
  period: 'days',
  fields: {
    limit_yuan: yuan(LIMIT_YUAN_MAX, {
      as: 'limitFen',
      label: { en: 'Limit', zh: '限额' },
      about: { en: 'Most that a wallet may hold.', zh: '手机钱包最多可持有的金额。' },
    }),
  },
  levers: [WALLET_LIMIT_FEN],
  toAct: { en: 'a limit_yuan below that of other actions', zh: '限额低于其他措施' },
  sentence: () => ({ en: 'Wallets hold {limit_yuan} at most', zh: '手机钱包最多持有{limit_yuan}' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(WALLET_LIMIT_FEN);
    levers.forEach(action, (cell) => {
      column[cell] = Math.min(column[cell], action.limitFen);
    });
  },
});
