/** The payment network is down: mobile payment fails everywhere in the sectors and districts named, to the minute. */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { policyKind } from '../kind.ts';

export const outage = policyKind({
  id: 'outage',
  name: { en: 'Network outage', zh: '支付网络中断' },
  about: {
    en: 'The payment network is down: mobile payment fails everywhere in the districts and sectors named.',
    zh: '支付网络中断：所列行业和区内的手机支付全部失败。',
  },
  sectors: { among: 'every', optional: true },
  period: 'minutes',
  fields: {},
  toAct: { en: 'minutes within the run', zh: '运行期内的时段' },
  sentence: () => ({ en: 'Network outage {from}–{to}: {where}', zh: '{where}支付网络中断{from}–{to}' }),
  schedule(host, outages) {
    const { engine, levers, team } = host;
    const change = (index: number, step: number) => {
      levers.forEach(outages[index], (cell) => {
        levers.outages[cell] += step;
      });
    };
    /** Every worker has the events of an outage, for its own levers; one of them counts. */
    const declare = (name: string, step: number) => {
      const kind = host.eventKind(
        name,
        (index) => {
          change(index, step);
          if (!team.leads) engine.leaveOut(kind, index);
        },
        {
          name: 'action',
          values: () => [
            ['cells_without_network', levers.outages.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)],
          ],
        },
      );
      return kind;
    };
    const begin = declare('outage.begin', 1);
    const end = declare('outage.end', -1);
    return () => {
      outages.forEach(({ fromDay, fromMinute, toMinute }, index) => {
        const from = fromDay * TICKS_PER_DAY + fromMinute * TICKS_PER_MINUTE;
        const to = fromDay * TICKS_PER_DAY + toMinute * TICKS_PER_MINUTE;
        if (to <= from || to <= 0) return;
        if (from <= 0) change(index, 1);
        else engine.schedule(from, begin, index);
        engine.schedule(to, end, index);
      });
    };
  },
});
