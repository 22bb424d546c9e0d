/** Tables of documents that say what services declare: how money is taken where, and how each enrolment is joined. */
import { ENROLMENTS, SECTOR_DECLARATIONS } from '../../sim/model/catalogue.ts';
import type { SectorTerms } from '../../sim/model/services/service.ts';
import type { Table } from '../../sim/runner/claims/tables.ts';

const code = (id: string | undefined, otherwise = 'none'): string => (id === undefined ? otherwise : `\`${id}\``);

/** Sectors that take money alike stand in one row. */
export function paymentTable(): Table {
  const rows = new Map<string, { readonly sectors: string[]; readonly cells: readonly string[] }>();
  for (const { id, payment } of SECTOR_DECLARATIONS) {
    const cells = termsOf(payment);
    const key = cells.join('|');
    const row = rows.get(key) ?? { sectors: [], cells };
    row.sectors.push(id);
    rows.set(key, row);
  }
  return {
    head: [
      'sector',
      'profile',
      'cash',
      'card',
      'own discount',
      'enrolment beside the wallet',
      'factor of times',
      'what cash costs',
    ],
    rows: [...rows.values()].map(({ sectors, cells }) => [sectors.join(', '), ...cells]),
  };
}

function termsOf(terms: SectorTerms): string[] {
  const card = terms.takesBankCards === true ? 'bank card' : terms.takesCard ? 'stored value' : 'no';
  return [
    terms.profile,
    terms.takesCash === false ? 'no' : 'yes',
    terms.cardBeside === true ? 'no, but beside it' : card,
    code(terms.ownDiscount),
    terms.enrolment ?? 'none',
    code(terms.timeFactor, '1'),
    terms.cashCost === 'counted' ? 'counted by its sum' : 'handled by the payment',
  ];
}

/** One row an enrolment, the wallet first. */
export function enrolmentTable(): Table {
  const rows = ENROLMENTS.map((one) => [
    `${one.name.en} (\`${one.id}\`)`,
    code(one.daily),
    code(one.peerDaily, '0'),
    one.factor === undefined ? '1' : `\`${one.factor.by}\` with the flag ${one.factor.flag}`,
    code(one.awareDaily, '0'),
    code(one.wordOfMouthDaily, '0'),
    one.lapses ? `lapses, habit at \`${one.profile}\`` : 'is kept',
    code(one.dormantShare, 'nobody'),
  ]);
  const head = ['enrolment', 'base', 'peer', 'factor', 'heard of', 'word of mouth', 'once joined', 'never used by'];
  return { head, rows };
}
