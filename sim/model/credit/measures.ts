/** What is counted of credit, and the measures made of it. */
import { measureRow, ratio, titled, type MeasureRow } from '../measures/declare.ts';
import type { Counters } from '../measures/counters.ts';
import type { MeasuredModule } from '../measures/modules.ts';

/** Person-days: flows are sums over days, and residents are as at the end. */
const personDays = (c: Counters) => c.sum('people') * c.days;

const CREDIT_MEASURES: readonly MeasureRow[] = [
  titled(
    'Residents who may buy on credit',
    '可赊账消费的居民占比',
    measureRow(
      'credit.eligible_share',
      'share',
      'Residents to whom credit is given by their records, mean of the beginnings of days.',
      '凭支付记录获得授信的居民占比（各日初平均）。',
      (c) => ratio(c.sum('credit.eligible'), personDays(c)),
      ['age'],
    ),
  ),
  titled(
    'Residents who owe something',
    '有欠款的居民占比',
    measureRow(
      'credit.owing_share',
      'share',
      'Residents who owe something on credit, mean of the beginnings of days.',
      '有信用欠款的居民占比（各日初平均）。',
      (c) => ratio(c.sum('credit.owing'), personDays(c)),
      ['age'],
    ),
  ),
  titled(
    'Owed by each who owes',
    '欠款人平均欠款',
    measureRow(
      'credit.owed_yuan_mean',
      'yuan/person',
      'What is owed by those who owe something, mean of the beginnings of days.',
      '欠款人的平均欠款（各日初平均）。',
      (c) => ratio(c.sum('credit.owedFen') / 100, c.sum('credit.owing')),
      ['age'],
    ),
  ),
  titled(
    'Credit given, a resident',
    '人均发放消费信贷',
    measureRow(
      'credit.lent_per_resident',
      'yuan/person',
      'Consumer credit given, a resident.',
      '人均发放的消费信贷。',
      (c) => ratio(c.total('credit.lentFen') / 100, c.sum('people')),
    ),
  ),
  titled(
    'Due dates missed',
    '逾期占比',
    measureRow(
      'credit.missed_share',
      'share',
      'Due dates on which less was repaid than was owed, of all.',
      '到期未足额还款的次数占比。',
      (c) => ratio(c.total('credit.missed'), c.total('credit.due')),
    ),
    'less',
  ),
  titled(
    'Consumer credit lost',
    '消费信贷坏账占比',
    measureRow(
      'credit.lost_share',
      'share',
      'Consumer credit given up as lost, of what was given.',
      '核销的消费信贷占发放额的比例。',
      (c) => ratio(c.total('credit.lostFen'), c.total('credit.lentFen')),
    ),
    'less',
  ),
  titled(
    'Merchants that could get a loan',
    '可获贷款的商户占比',
    measureRow(
      'credit.firms_eligible_share',
      'share',
      'Merchants to which something would be lent by their records, mean of the beginnings of days; none where nobody lends.',
      '凭收款记录可获贷款的商户占比（各日初平均）；无人放贷时为零。',
      (c) => ratio(c.sum('credit.firmsEligible'), c.sum('credit.firms')),
      ['sector'],
    ),
  ),
  titled(
    'Merchants without a record',
    '没有记录的商户占比',
    measureRow(
      'credit.firms_unrecorded_share',
      'share',
      'Merchants that have taken nothing by phone since the run began, mean of the beginnings of days.',
      '运行开始以来没有手机收款记录的商户占比（各日初平均）。',
      (c) => 1 - ratio(c.sum('credit.firmsRecorded'), c.sum('credit.firms')),
      ['sector'],
    ),
    'less',
  ),
  titled(
    'Loans to merchants',
    '商户贷款笔数',
    measureRow(
      'credit.loans',
      'loans',
      'Loans given to merchants.',
      '发放给商户的贷款笔数。',
      (c) => c.sum('credit.loans'),
      ['sector'],
    ),
  ),
  titled(
    'Mean loan to a merchant',
    '商户贷款平均金额',
    measureRow(
      'credit.loan_yuan_mean',
      'yuan/loan',
      'Mean loan to a merchant.',
      '商户贷款平均金额。',
      (c) => ratio(c.sum('credit.loanFen') / 100, c.sum('credit.loans')),
      ['sector'],
    ),
  ),
  titled(
    'Loans to merchants, a resident',
    '人均商户贷款',
    measureRow(
      'credit.loans_per_resident',
      'yuan/person',
      'Loans given to merchants, a resident.',
      '按居民人均计的商户贷款发放额。',
      (c) => ratio(c.total('credit.loanFen') / 100, c.total('people')),
    ),
  ),
  titled(
    'Loans to merchants lost',
    '商户贷款坏账占比',
    measureRow(
      'credit.loans_lost_share',
      'share',
      'Loans to merchants given up as lost, of what was lent to them.',
      '核销的商户贷款占发放额的比例。',
      (c) => ratio(c.sum('credit.loanLostFen'), c.sum('credit.loanFen')),
      ['sector'],
    ),
    'less',
  ),
];

export const CREDIT_MODULE: MeasuredModule = {
  id: 'credit',
  counters: {
    eligible: ['age'],
    owing: ['age'],
    owedFen: ['age'],
    lentFen: [],
    due: [],
    missed: [],
    repaidFen: [],
    lostFen: [],
    firms: ['sector'],
    firmsRecorded: ['sector'],
    firmsEligible: ['sector'],
    loans: ['sector'],
    loanFen: ['sector'],
    partsMissed: ['sector'],
    loanRepaidFen: ['sector'],
    loanLostFen: ['sector'],
  },
  facts: {
    stood: {
      about: 'How people of an age band stand at midnight: 0, the band, how many may buy on credit, how many owe.',
      count: (day, at, age, eligible, owing) => {
        day[at['eligible'] + age] += eligible;
        day[at['owing'] + age] += owing;
      },
    },
    owes: {
      about: 'What people of an age band owe at midnight: 0, the band, fen.',
      count: (day, at, age, fen) => {
        day[at['owedFen'] + age] += fen;
      },
    },
    lent: {
      about: 'A payment was put on credit: person, fen.',
      count: (day, at, fen) => {
        day[at['lentFen']] += fen;
      },
    },
    due: {
      about: 'A debt fell due: person, fen repaid, 1 where that was not all.',
      count: (day, at, fen, isMissed) => {
        day[at['due']]++;
        day[at['repaidFen']] += fen;
        day[at['missed']] += isMissed;
      },
    },
    lost: {
      about: 'A debt was given up as lost: person, fen.',
      count: (day, at, fen) => {
        day[at['lostFen']] += fen;
      },
    },
    standing: {
      about:
        'How a merchant stands at midnight: shop, sector, 1 where it has a record, 1 where something would be lent.',
      count: (day, at, sector, isRecorded, isEligible) => {
        day[at['firms'] + sector]++;
        day[at['firmsRecorded'] + sector] += isRecorded;
        day[at['firmsEligible'] + sector] += isEligible;
      },
    },
    loan: {
      about: 'A merchant was lent something: shop, sector, fen.',
      count: (day, at, sector, fen) => {
        day[at['loans'] + sector]++;
        day[at['loanFen'] + sector] += fen;
      },
    },
    part: {
      about: 'A part of a loan fell due: shop, sector, fen repaid, 1 where it was missed.',
      count: (day, at, sector, fen, isMissed) => {
        day[at['loanRepaidFen'] + sector] += fen;
        day[at['partsMissed'] + sector] += isMissed;
      },
    },
    loanLost: {
      about: 'A loan was given up as lost: shop, sector, fen.',
      count: (day, at, sector, fen) => {
        day[at['loanLostFen'] + sector] += fen;
      },
    },
  },
  measures: CREDIT_MEASURES,
  units: {
    loans: { name: { en: 'loans', zh: '笔' }, isCounted: true },
    'yuan/person': { name: { en: 'yuan a resident', zh: '元/人' } },
    'yuan/loan': { name: { en: 'yuan a loan', zh: '元/笔' } },
  },
};
