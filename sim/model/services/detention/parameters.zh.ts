/** 看守所的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'detention.opens_hour': '看守所缴费窗口开门时间',
    'detention.closes_hour': '看守所缴费窗口停止接待的时间（已进门者办完为止）',
    'detention.held_per_100000': '每十万居民的在押人数（各有一户家庭在本市为其缴费）',
    'detention.per_10000_residents': '每万居民的看守所数',
    'detention.near_share': '关押在离家最近看守所者的比例（其余在全市各处）',
    'detention.deposits_per_month': '每月为一名被羁押人员存款的次数',
    'detention.deposit_yuan': '为被羁押人员每次存款的金额',
    'detention.windows': '每个看守所的缴费窗口数',
    'detention.service_seconds': '看守所窗口平均服务时间（不含付款）',
    'detention.service_cv': '看守所窗口服务时间的变异系数',
    'detention.patience_minutes': '愿意在看守所排队的平均时间',
    'detention.patience_cv': '愿意在看守所排队时间的变异系数',
    'detention.accepting_share': '首日可用手机存款的看守所比例',
    'detention.trip_detour': '去看守所的道路距离与直线之比',
    'detention.trip_kmh': '去看守所的出行速度（门到门）',
    'detention.hours': '到看守所缴费的时段权重',
  },
  units: { deposits: '笔' },
  sources: {
    'over 650,000 held (World Prison list, 2009) for 1,382.71 million residents; 36 to 65 are plausible':
      '羁押逾65万人（世界监狱人口名录，2009年），居民138,271万人；36至65为合理范围',
    'more than 2,300 centres (ministry, January 2024) for 1,382.71 million residents':
      '2,300余所（公安部，2024年1月），居民138,271万人',
    'assumed: 0.5 to 1.5': '假设：0.5至1.5',
    'assumed; 300 spent a month (Guangdong prison, 2019), at most 1,000 (Beijing prison, 2018)':
      '假设；每月消费300元（广东某监狱，2019年），至多1,000元（北京某监狱，2018年）',
    'assumed: name and account number are looked up': '假设：需查找姓名与账号',
  },
};
