/** 消费信贷与小微贷款的参数。 */
import type { ParameterWords } from '../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'credit.score_half_payments': '信用分达到满分一半所需的每月支付记录笔数',
    'credit.use_share': '可赊账者的手机付款中赊账的比例',
    'credit.setback_share_month': '还款到期时收入中断（生病、失业）者的比例',
    'credit.no_savings_share': '没有任何积蓄的居民比例',
    'credit.savings_months': '有积蓄者可动用的平均积蓄，以月收入计',
    'credit.allowance_share': '无收入者从他人所得与就业者平均收入之比',
    'credit.interest_month': '到期未还款项的利率',
    'credit.missed_max': '到期未还次数（此后每按时还款一次减一）达到多少即视为坏账',
    'credit.firm_need_month': '每月寻求贷款的商户比例',
    'credit.firm_want_months': '所求贷款的平均金额，以月营业额计',
    'credit.firm_weeks': '贷款等额分期偿还的周数',
    'credit.firm_margin_share': '平常一周营业额中可用于还款的比例',
    'credit.firm_missed_max': '连续多少周未还分期即视为坏账',
  },
  units: { 'payments/month': '笔/月', months: '个月', '1/month': '/月', dates: '次', weeks: '周' },
  sources: {
    'about 0.05% a day on what is carried over (recalled)': '未还部分每天约0.05%（凭记忆）',
    'assumed; loans were of about 28,000 yuan in 2017 (recalled)': '假设；2017年每笔贷款约28,000元（凭记忆）',
  },
};
