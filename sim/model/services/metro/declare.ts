/** What the metro has to do with payments: gates, ticket machines, and the code in the phone that opens gates. */
import type { EnrolmentDeclaration } from '../../adoption/enrolment.ts';
import type { PaymentProfile } from '../../payment/profile.ts';
import type { SectorDeclaration } from '../service.ts';

/** At gates cash stands for the token that has been bought with it. */
const GATE: PaymentProfile = {
  id: 'gate',
  seconds: {
    cash: ['metro.token_seconds', 'metro.token_unready_seconds'],
    card: ['metro.card_seconds', 'metro.card_unready_seconds'],
    mobile: ['metro.code_seconds', 'metro.code_unready_seconds'],
  },
  preference: { card: 'metro.choice_card', mobile: 'metro.choice_code' },
  givesChange: false,
};
export const METRO_PROFILES: readonly PaymentProfile[] = [GATE];

export const METRO_SECTORS: readonly SectorDeclaration[] = [
  {
    id: 'metro',
    name: { en: 'metro gates', zh: '地铁闸机' },
    acceptingShare: 'metro.fitted_share',
    payment: {
      profile: GATE.id,
      takesCash: false,
      takesCard: true,
      takesSeniorCard: true,
      ownDiscount: 'metro_card_discount_share',
      enrolment: 'metro',
      cashCost: 'counted',
    },
    // A train from the front.
    sign: 'M7 4h10a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM5 11h14M9 14h.1M15 14h.1M8 17l-2 3M16 17l2 3',
  },
  {
    id: 'ticketing',
    name: { en: 'metro ticket machines', zh: '地铁售票机' },
    acceptingShare: 'metro.machine_phone_share',
    payment: {
      profile: 'counter',
      takesCard: false,
      cardBeside: true,
      noteChanged: 'metro.note_changed_share',
      timeFactor: 'metro.machine_time_factor',
      cashCost: 'counted',
    },
    // A machine with a slot.
    sign: 'M6 3h12v18H6zM9 6h6v4H9zM9 14h6M10 17h4',
  },
];

/** The operator's code in the phone. Where open codes are taken, whoever has the wallet needs to join nothing: see open-codes.ts. */
export const METRO_CODE: EnrolmentDeclaration = {
  id: 'metro',
  name: { en: 'metro code in the phone', zh: '地铁乘车码' },
  measure: 'metro_code',
  sectors: ['metro'],
  profile: GATE.id,
  lapses: true,
  initialShare: 'metro.enrolled_share',
  daily: 'metro.enrol_daily',
  peerDaily: 'metro.enrol_peer_daily',
  factor: { flag: 'metro.commuter', by: 'metro.rider_factor' },
  wordOfMouthDaily: 'metro.word_of_mouth_daily',
};

/** With what gates are opened, in the order of every column of media. */
export const MEDIA = [
  { id: 'token_cash', name: { en: 'token bought in cash', zh: '现金购单程票' } },
  { id: 'card', name: { en: 'stored-value card', zh: '储值卡' } },
  { id: 'code', name: { en: 'code in the phone', zh: '乘车码' } },
  { id: 'token_phone', name: { en: 'token bought by phone', zh: '手机购单程票' } },
  { id: 'senior_card', name: { en: 'senior card, free', zh: '老年卡（免费）' } },
] as const;
export const MEDIUM = { tokenCash: 0, card: 1, code: 2, tokenPhone: 3, seniorCard: 4 } as const;
