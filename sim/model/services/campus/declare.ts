/** What campuses have to do with payments, and the figure of a city that they need. */
import type { EnrolmentDeclaration } from '../../adoption/enrolment.ts';
import type { PaymentProfile } from '../../payment/profile.ts';
import type { FigureDeclaration, SectorDeclaration } from '../service.ts';

/** A window or till with a reader for cards beside it. */
export const CAMPUS_PROFILE: PaymentProfile = {
  id: 'campus',
  habitOf: 'counter',
  seconds: {
    cash: ['campus.cash_ready_seconds', 'campus.cash_unready_seconds'],
    card: ['campus.card_ready_seconds', 'campus.card_unready_seconds'],
    mobile: ['campus.mobile_ready_seconds', 'campus.mobile_unready_seconds'],
  },
  preference: { card: 'campus.choice_card', mobile: 'campus.choice_mobile' },
  givesChange: true,
};

const READER = { profile: 'campus', takesCard: true, enrolment: 'campus', cashCost: 'handled' } as const;

export const CAMPUS_SECTORS: readonly SectorDeclaration[] = [
  {
    id: 'canteen',
    name: { en: 'canteen', zh: '高校食堂' },
    payment: READER,
    acceptingShare: 'campus.accepting_share',
    // A tray with two bowls.
    sign: 'M3 16h18M5 16a3 3 0 0 1 6 0M13 16a3 3 0 0 1 6 0M6 19h12M8 10V7M16 10V7',
  },
  {
    id: 'campusshop',
    name: { en: 'campus shop', zh: '校园超市' },
    payment: READER,
    acceptingShare: 'campus.accepting_share',
    // A bag.
    sign: 'M6 9h12l1 11H5zM9 9V7a3 3 0 0 1 6 0v2',
  },
  {
    id: 'cardoffice',
    name: { en: 'card office', zh: '校园卡中心' },
    payment: { profile: 'counter', takesCard: false, takesBankCards: true, cashCost: 'handled' },
    acceptingShare: 'campus.office_accepting_share',
    // A card with a strip.
    sign: 'M3 6h18v12H3zM3 10h18M6 15h5',
  },
];

/** The campus card in the phone, which is read where the plastic one is. */
export const CAMPUS_CARD: EnrolmentDeclaration = {
  id: 'campus',
  name: { en: 'campus card in the phone', zh: '手机校园卡' },
  measure: 'campus_card',
  sectors: ['canteen', 'campusshop'],
  profile: 'campus',
  lapses: false,
  onlyFlag: 'campus.student',
  daily: 'adoption.campus_daily',
  awareDaily: 'adoption.campus_aware_daily',
};

export const CAMPUS_FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  college_students: {
    unit: 'persons',
    low: 0,
    high: 10_000_000,
    whole: true,
    otherwise: {
      value: 0.02,
      low: 0.005,
      high: 0.1,
      source: 'assumed: students of universities are about two per cent of China’s residents; cities differ widely',
      perResident: true,
    },
  },
};
