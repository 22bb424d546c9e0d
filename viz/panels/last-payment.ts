/** Why a payment was made the way it was, in words. */
import { METHODS } from '../../sim/runner/vocabulary.ts';
import type { LastPayment } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import { lookUp } from '../i18n/index.ts';
import type { Messages } from '../i18n/index.ts';
import { methodAt } from '../theme.ts';

export interface PaymentRow {
  readonly method: number;
  readonly name: string;
  /** Chance as a percentage, or why the method was not possible. */
  readonly words: string;
  readonly chosen: boolean;
}

export interface PaymentWords {
  readonly what: string;
  readonly why: string;
  readonly rows: readonly PaymentRow[];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `start` is the scenario's first day. */
export function paymentWords(payment: LastPayment, start: string, words: Messages, formats: Formats): PaymentWords {
  const name = (method: number): string => words[`method_${methodAt(method)}`];
  const chance = payment.probability[payment.method] ?? 0;
  const possible = payment.state.filter((state) => state === 'possible').length;
  const method = name(payment.method);
  const share = formats.percent(chance);
  const why = (): string => {
    if (payment.failed >= 0) return words.paid_failed({ method: name(payment.failed) });
    if (possible <= 1) return words.paid_only({ method });
    return (chance >= 0.5 ? words.paid_likely : words.paid_unlikely)({ method: capital(method), share });
  };
  return {
    what: words.paid({
      time: formats.clock(start, payment.tick),
      amount: formats.yuan(payment.amountFen),
      method,
      seconds: formats.duration(payment.seconds, 1),
    }),
    why: why(),
    rows: METHODS.map((_, at) => {
      const state = payment.state[at] ?? 'possible';
      return {
        method: at,
        name: name(at),
        words:
          state === 'possible'
            ? formats.percent(payment.probability[at] ?? 0)
            : (lookUp(words, `state_${state}`) ?? state),
        chosen: at === payment.method,
      };
    }),
  };
}
