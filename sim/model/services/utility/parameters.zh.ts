/** 家庭账单的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'utility.every_days': '家庭账单的间隔天数',
    'utility.bill_yuan': '家庭账单的平均金额',
    'utility.opens_hour': '缴费网点开门时间',
    'utility.closes_hour': '缴费网点停止接待的时间（已进门者办完为止）',
    'utility.bill_cv': '家庭账单金额的变异系数',
    'utility.days_to_pay': '家庭账单的缴费期限',
    'utility.reminder_days': '逾期后多少天发催缴单',
    'utility.notice_share': '有未缴账单且能办理的家庭每天去处理的比例',
    'utility.reminded_notice_share': '收到催缴单后每天去处理账单的家庭比例',
    'utility.working_day_factor': '上班族工作日去缴费网点的可能性与平时之比',
    'utility.late_fee_share': '逾期缴费的滞纳金比例',
    'utility.debit_share': '有银行账户的户主中账单由银行代扣的比例',
    'utility.by_phone_share': '首日可用手机缴纳账单的家庭比例',
    'utility.per_10000_residents': '每万居民的缴费网点数',
    'utility.windows': '每个缴费网点的窗口数',
    'utility.service_seconds': '缴费网点平均服务时间（不含付款）',
    'utility.service_cv': '缴费网点服务时间的变异系数',
    'utility.patience_minutes': '愿意在缴费网点排队的平均时间',
    'utility.patience_cv': '愿意在缴费网点排队时间的变异系数',
    'utility.accepting_share': '首日支持手机支付的缴费网点比例',
    'utility.trip_detour': '去缴费网点的道路距离与直线之比',
    'utility.trip_kmh': '去缴费网点的出行速度（门到门）',
    'utility.counter_hours': '到缴费网点缴费的时段权重',
    'utility.home_hours': '在家处理账单的时段权重',
  },
  members: { power: '电', water: '水', gas: '燃气', phone: '电话', heating: '供暖' },
  units: { windows: '个' },
  sources: {
    'assumed: 2.5 to 4.5 bills a household a month, phones 2': '假设：每户每月2.5至4.5张账单，其中电话2张',
    'assumed: at noon, or on the way': '假设：午间或顺路',
    'assumed; 0.1 to 0.3% a day were usual for power': '假设；电费滞纳金通常每天0.1%至0.3%',
    'assumed: 20 to 35% of households in 2016 and 2017': '假设：2016、2017年为20%至35%的家庭',
    'assumed; an app reached about 30% of 290 cities in January 2016 (Gartner via ecns)':
      '假设；2016年1月某应用覆盖290个城市中的约30%（高德纳，据中国新闻网英文版）',
    'assumed, so that waits come near 8 to 20 min': '假设，使等候时间接近8至20分钟',
    'assumed: 1 to 2 min with the payment': '假设：连同付款1至2分钟',
  },
};
