/** The mobile wallet: what everything else in the phone needs, and all that shops ask for. */
import type { EnrolmentDeclaration } from './enrolment.ts';

export const WALLET_ENROLMENT: EnrolmentDeclaration = {
  id: 'wallet',
  name: { en: 'mobile wallet', zh: '手机钱包' },
  measure: 'wallet',
  profile: 'counter',
  lapses: true,
  goesAlong: true,
  daily: 'adoption.wallet_daily',
  peerDaily: 'adoption.wallet_peer_daily',
  awareDaily: 'adoption.wallet_aware_daily',
};
