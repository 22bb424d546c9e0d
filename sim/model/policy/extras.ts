/**
 * What exists only where the policy asks for it, so that no other world keeps or does anything for it: wallets that hold money, credit.
 * Records of what merchants take are kept everywhere, so that worlds can be compared by who has none.
 */
import type { DigestColumn } from '../../kernel/digest.ts';
import { ConsumerCredit } from '../credit/consumers.ts';
import { FirmRecords } from '../credit/firm-records.ts';
import { FirmLoans } from '../credit/firms.ts';
import type { Host } from '../host.ts';
import type { Incomes } from '../money/incomes.ts';
import { Wallets } from '../money/wallets.ts';
import type { Places } from '../places.ts';
import type { PolicyAction } from '../scenario.ts';
import type { PolicyKind } from './kind.ts';
import { consumerCredit } from './kinds/consumer-credit.ts';
import { firmLoans } from './kinds/firm-loans.ts';
import { walletBenefits } from './kinds/wallet-benefits.ts';
import { walletInterest } from './kinds/wallet-interest.ts';
import { walletLimit } from './kinds/wallet-limit.ts';

const WALLET_KINDS: readonly string[] = [walletLimit.id, walletInterest.id, walletBenefits.id];

const hasAny = (policy: readonly PolicyAction[], kinds: readonly string[]): boolean =>
  policy.some(({ kind }) => kinds.includes(kind));

/** Whether a policy asks for anything that depends on what each person earns. */
export const hasExtras = (policy: readonly PolicyAction[]): boolean =>
  hasAny(policy, [...WALLET_KINDS, consumerCredit.id]);

/** What of the world they see. */
interface Extended extends Host {
  readonly firstResident: number;
  readonly endResident: number;
}

/** Whether a kind's part of the world is made when that is set up, so that no action of it can be added to one that runs. */
export const isSetUp = ({ id, schedule }: PolicyKind): boolean =>
  schedule !== undefined || [...WALLET_KINDS, consumerCredit.id, firmLoans.id].includes(id);

export class PolicyExtras {
  readonly wallets: Wallets | null = null;
  readonly credit: ConsumerCredit | null = null;
  /** Of each service of merchants: their records, and in the same order what is lent by them, if anything is. */
  readonly records: readonly FirmRecords[];
  readonly loans: readonly FirmLoans[] = [];

  /**
   * @param incomes none where the policy asks for nothing that needs them
   * @param merchants services whose places decide for themselves
   */
  constructor(
    private readonly host: Extended,
    policy: readonly PolicyAction[],
    incomes: Incomes | null,
    merchants: readonly { readonly id: string; readonly places: Places }[],
  ) {
    const { people, ledger, levers, facts, parameters, memory, random, payments } = host;
    const fact = (name: string) => host.fact(`credit.${name}`);
    if (incomes !== null && hasAny(policy, WALLET_KINDS)) {
      this.wallets = new Wallets(people, ledger, levers, incomes, facts, parameters, memory, random);
    }
    if (incomes !== null && hasAny(policy, [consumerCredit.id])) {
      const told = {
        stood: fact('stood'),
        owes: fact('owes'),
        lent: fact('lent'),
        due: fact('due'),
        lost: fact('lost'),
      };
      this.credit = new ConsumerCredit(people, ledger, levers, incomes, facts, told, parameters, memory, random);
    }
    this.records = merchants.map(({ places }) => new FirmRecords(places, facts, fact('standing'), memory));
    if (hasAny(policy, [firmLoans.id])) {
      const told = {
        loan: fact('loan'),
        part: fact('part'),
        loanLost: fact('loanLost'),
      };
      this.loans = merchants.map(
        ({ id }, at) => new FirmLoans(this.records[at], id, ledger, levers, facts, told, parameters, memory, random),
      );
    }
    payments.stores.wallets = this.wallets;
    payments.stores.credit = this.credit;
  }

  /** At midnight, when the day's levers have been set and before the counts of the last day are forgotten: for the whole city. */
  beginDay(day: number): void {
    this.records.forEach((records, at) => records.beginDay(day, this.loans[at] ?? null));
  }

  /** At midnight, by each worker for the residents of its region. */
  beginRegionDay(day: number): void {
    const { firstResident, endResident } = this.host;
    this.wallets?.payBenefits(day, firstResident, endResident);
    this.credit?.beginDay(day, firstResident, endResident);
  }

  /** Before the first errand of a person's day. */
  beginDayOf(person: number): void {
    this.wallets?.beginDay(person);
  }

  /** Part of the cash that a person carries otherwise which is still carried. */
  cashFactor(person: number): number {
    return this.wallets === null ? 1 : this.wallets.cashFactor(person);
  }

  /** What is told of a person who is pointed at: what the wallet holds; score, and what is owed of how much, fen. */
  factsOfPerson(person: number): readonly { readonly key: string; readonly value: number }[] {
    const { wallets, credit } = this;
    return [
      ...(wallets === null ? [] : [{ key: 'wallet_fen', value: wallets.held[person] }]),
      ...(credit === null
        ? []
        : [
            { key: 'score', value: Math.round(credit.score(person)) },
            { key: 'owed_fen', value: credit.owed[person] },
            { key: 'limit_fen', value: credit.limitOf(person) },
          ]),
    ];
  }

  /** What is told of a place that is pointed at: what its firm owes, fen. */
  factsOfPlace(service: string, place: number): readonly { readonly key: string; readonly value: number }[] {
    return this.loans
      .filter((loans) => loans.service === service)
      .map(({ owed }) => ({ key: 'owed_fen', value: owed[place] }));
  }

  /** Columns that belong to the digest of the state, by name. */
  get state(): readonly (readonly [name: string, column: DigestColumn])[] {
    const { wallets, credit, records, loans } = this;
    return [
      ...records.flatMap(
        ({ recorded, takings }) =>
          [
            ['firms.recorded', recorded],
            ['firms.takings', takings],
          ] as const,
      ),
      ...(wallets === null ? [] : ([['wallets.held', wallets.held]] as const)),
      ...(credit === null
        ? []
        : ([
            ['credit.records', credit.records],
            ['credit.recorded', credit.recordedFen],
            ['credit.owed', credit.owed],
            ['credit.missed', credit.missed],
          ] as const)),
      ...loans.flatMap(
        ({ owed, weekly, missed }) =>
          [
            ['loans.owed', owed],
            ['loans.weekly', weekly],
            ['loans.missed', missed],
          ] as const,
      ),
    ];
  }
}
