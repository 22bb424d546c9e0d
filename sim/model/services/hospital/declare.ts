/** What hospitals have to do with payments, and the figures of a city that they need. */
import type { EnrolmentDeclaration } from '../../adoption/enrolment.ts';
import type { FigureDeclaration, SectorDeclaration } from '../service.ts';

export const HOSPITAL_SECTOR: SectorDeclaration = {
  id: 'hospital',
  name: { en: 'hospital', zh: '医院' },
  acceptingShare: 'hospital.accepting_share',
  payment: {
    profile: 'counter',
    takesCard: false,
    takesBankCards: true,
    paidByFamily: true,
    // The link is needed to pay away from the counter; a wallet will do at it.
    timeFactor: 'hospital.counter_time_factor',
    cashCost: 'handled',
  },
  sign: 'M12 5v14M5 12h14',
};

/** Linking a hospital in the phone, so that bills can be settled away from its counters. */
export const HOSPITAL_LINK: EnrolmentDeclaration = {
  id: 'hospital',
  name: { en: 'hospital linked in the phone', zh: '医院移动支付绑定' },
  measure: 'hospital',
  sectors: ['hospital'],
  profile: 'counter',
  lapses: false,
  initialShare: 'people.hospital_enrolled_share',
  daily: 'adoption.hospital_daily',
};

export const HOSPITAL_FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  hospitals: { unit: 'hospitals', low: 1, high: 50_000, whole: true },
  hospital_visits_per_resident_year: { unit: 'visits/person/year', low: 0, high: 100, whole: false },
};
