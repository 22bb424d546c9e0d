/** What buses have to do with payments: the farebox, and the bus card in the phone. */
import type { EnrolmentDeclaration } from '../../adoption/enrolment.ts';
import type { PaymentProfile } from '../../payment/profile.ts';
import type { SectorDeclaration } from '../service.ts';

/** Fareboxes give no change: those without coins are the ones who are not ready. */
export const FAREBOX: PaymentProfile = {
  id: 'farebox',
  seconds: {
    cash: ['payment.bus_cash_ready_seconds', 'payment.bus_cash_unready_seconds'],
    card: ['payment.bus_card_ready_seconds', 'payment.bus_card_unready_seconds'],
    mobile: ['payment.bus_mobile_ready_seconds', 'payment.bus_mobile_unready_seconds'],
  },
  preference: {
    card: 'payment.choice_bus_card',
    mobile: 'payment.choice_bus_mobile',
    novelty: 'payment.choice_bus_novelty',
  },
  givesChange: false,
};

export const BUS_SECTOR: SectorDeclaration = {
  id: 'bus',
  name: { en: 'bus', zh: '公交' },
  acceptingShare: 'bus.equipped_share',
  payment: {
    profile: 'farebox',
    takesCard: true,
    takesSeniorCard: true,
    noteChanged: 'bus.note_changed_share',
    ownDiscount: 'bus_card_discount_share',
    enrolment: 'bus',
    cashCost: 'counted',
  },
  sign: 'M6 5h12v11H6zM6 11h12M8.5 16v2.5M15.5 16v2.5',
  inVehicles: true,
};

/** The electronic bus card: people enrol in it in the phone, with the wallet, and show its code at the farebox. */
export const BUS_CARD: EnrolmentDeclaration = {
  id: 'bus',
  name: { en: 'bus card in the phone', zh: '电子公交卡' },
  measure: 'bus_card',
  sectors: ['bus'],
  profile: 'farebox',
  lapses: true,
  initialShare: 'people.bus_enrolled_share',
  dormantShare: 'adoption.bus_dormant_share',
  daily: 'adoption.bus_daily',
  peerDaily: 'adoption.bus_peer_daily',
  factor: { flag: 'bus.commuter', by: 'adoption.bus_rider_factor' },
  wordOfMouthDaily: 'adoption.word_of_mouth_daily',
};
