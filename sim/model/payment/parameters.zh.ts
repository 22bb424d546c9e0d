/** 付款的参数。 */
import type { ParameterWords } from '../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'payment.unready_share_card': '在投币箱或柜台前未备好储值卡者的比例',
    'payment.unready_share_cash': '未备好现金者的比例',
    'payment.unready_share_mobile_novice': '初次手机付款时未备好者的比例（随使用降至二十分之一）',
    'payment.shop_cash_small_seconds': '收银台小额现金付款用时',
    'payment.shop_cash_large_seconds': '收银台大额现金付款用时',
    'payment.shop_cash_large_yuan': '现金付款按大额计时的起点金额',
    'payment.shop_card_seconds': '收银台刷储值卡用时',
    'payment.bank_card_seconds': '柜台输密码刷银行卡用时',
    'payment.shop_mobile_ready_seconds': '收银台手机付款用时（已备好）',
    'payment.shop_mobile_unready_seconds': '收银台手机付款用时（未备好）',
    'payment.seconds_cv': '付款用时的变异系数',
    'payment.card_buy_share': '无储值卡者在拒收现金处被拒后当天购卡的比例',
    'payment.card_price_yuan': '储值卡卡价（不含充值金额）',
    'payment.no_change_seconds': '找不开零钱又别无他法时多花的时间',
    'payment.exact_cash_share': '零钱足够者中恰好付足的比例',
    'payment.small_money_most_yuan': '随身零钱的上限（早上多出的留在家里）',
    'payment.till_float_yuan': '每天早上收银台备有的零钱',
    'payment.mobile_failure_share': '网络正常时手机付款首次失败的比例',
    'payment.card_failure_share': '储值卡刷卡失败（读不出、被锁或余额比以为的少）的比例',
    'payment.phone_empty_share': '手机没电的人日比例',
    'payment.merchant_fee_share': '手机支付手续费率',
    'payment.choice_per_second': '选择付款方式时预计用时的权重',
    'payment.choice_per_yuan': '选择付款方式时优惠金额的权重（至多计三元）',
    'payment.choice_one_note': '一张钞票不够付时现金所失的偏好',
    'payment.choice_shop_card': '柜台付款时对储值卡的偏好（相对现金）',
    'payment.choice_bank_card': '可刷银行卡处对银行卡的偏好（相对现金）',
    'payment.choice_shop_mobile': '柜台付款时手机钱包用户在养成习惯前对手机支付的偏好（相对现金）',
    'payment.choice_habit': '完全养成手机支付习惯所增加的偏好',
    'payment.choice_trust': '完全信任与毫不信任之间手机支付偏好的差距',
    'payment.helped_75_plus_share': '由同住成年人代付的75岁及以上居民比例（家庭代付时）',
    'payment.asking_habit_share': '习惯达到此水平的顾客在不支持处会要求手机付款',
    'payment.readiness_gain_share': '每次使用补上的熟练度缺口比例',
    'payment.habit_gain_share': '每次使用补上的习惯缺口比例',
    'payment.habit_loss_share': '能用手机却用其他方式时减少的习惯比例',
    'payment.trust_loss_share': '每次失败减少的信任比例',
  },
  units: { s: '秒', '1/s': '/秒', '1/yuan': '/元', 'log-odds': '对数几率' },
  sources: {
    'Germany 2023, n > 10,000 (Bundesbank / EHI via press)': '德国2023年，样本逾10,000（德国联邦银行与EHI，据媒体）',
    'assumed: 100 euro by purchasing power and range': '假设：按购买力与范围折合100欧元',
    'assumed: about 1.7 times the ready time; the ratio at fareboxes is 6.7':
      '假设：约为已备好时的1.7倍；投币箱处为6.7倍',
    'assumed: a deposit': '假设：押金',
    'assumed; change for a hundred is below 100 yuan, and from there on hardly anything is left at home':
      '假设；百元钞找回的零钱不到100元，由此往上几乎不再有零钱留在家里',
    'assumed: with it change is short in 3% of cash payments to merchants, where 1 to 3% are assumed':
      '假设：由此商户的现金付款中约3%找不开，而假设为1%至3%',
    'United States 2017 to 2019: cash falls from 39 to 43% of payments of 15 to 20 dollars to 21 to 26% of those up to 25 (0.6 to 0.9)':
      '美国2017至2019年：15至20美元的付款中现金占39%至43%，20至25美元的降到21%至26%（相差0.6至0.9）',
    'merchant fee 0.6% of value, 2017': '2017年商户手续费为金额的0.6%',
    'assumed; a field study in Wuhan has riders going from the card to cash or the code (Chen et al. 2020), not how often':
      '假设；武汉的实地研究中有刷卡失败后改投币或扫码的情形（Chen等，2020），但未给出频率',
    'assumed; calibrated where sim/LIMITS.md says so': '假设；其中经过校准的见sim/LIMITS.md',
    'assumed; children never pay for themselves': '假设；儿童从不自己付款',
  },
};
