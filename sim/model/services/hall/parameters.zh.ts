/** 政务大厅的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'hall.service_seconds': '政务大厅不含付款的平均服务时间',
    'hall.peak_load': '政务大厅按最忙一小时的负荷配备人手',
    'hall.opens_hour': '政务大厅开门时间',
    'hall.closes_hour': '政务大厅停止接待的时间（已进门者办完为止）',
    'hall.per_10000_residents': '每万居民的政务大厅数',
    'hall.items_per_resident_year': '居民每年到政务大厅办理的事项数',
    'hall.visits_per_item': '每个事项需跑的次数（每次都可改为网上办理）',
    'hall.service_cv': '政务大厅服务时间的变异系数',
    'hall.fee_share': '需缴费的到厅办事比例',
    'hall.fee_yuan': '政务大厅平均收费金额',
    'hall.fee_cv': '政务大厅收费金额的变异系数',
    'hall.walk_minutes': '到大厅内缴费窗口的平均步行时间',
    'hall.bank_share': '需到厅外银行网点缴费的政务大厅比例',
    'hall.bank_walk_minutes': '往返银行缴费并取回单的平均步行时间',
    'hall.walk_cv': '政务大厅步行时间的变异系数',
    'hall.patience_minutes': '愿意等候叫号的平均时间',
    'hall.patience_cv': '愿意等候叫号时间的变异系数',
    'hall.accepting_share': '首日支持手机支付的政务大厅比例',
    'hall.online_share': '首日可网上办理的事项比例',
    'hall.online_minutes': '网上办理一个事项的平均用时',
    'hall.online_failure_share': '网上办理被退回、仍需到厅的比例',
    'hall.trip_detour': '去政务大厅的道路距离与直线之比',
    'hall.trip_kmh': '去政务大厅的出行速度（门到门）',
    'hall.hours': '到政务大厅办事的时段权重',
  },
  units: { items: '件' },
  sources: {
    'assumed: 8 to 15 min at a window': '假设：窗口办理8至15分钟',
    'assumed; about 10 min are waited, where 15 to 40 were aimed at': '假设；约等候10分钟，原拟15至40分钟',
    '3,058 halls of counties and above for 1,382.71 million residents: census of government service halls, China, April 2017 (newton.com.tw copy)':
      '县级及以上政务大厅3,058个，居民138,271万人：全国综合性实体政务大厅普查，2017年4月（newton.com.tw转载）',
    '602 million items in 2016 for 1,382.71 million residents: census of government service halls, China, April 2017 (newton.com.tw copy)':
      '2016年办件6.02亿件，居民138,271万人：全国综合性实体政务大厅普查，2017年4月（newton.com.tw转载）',
    'assumed: to ask, to hand in, to fetch': '假设：咨询、递交、领取',
    'assumed: 15 to 30%': '假设：15%至30%',
    'assumed: fees were paid at a bank in many halls': '假设：许多大厅须到银行缴费',
    'assumed: 3 to 10 min, there and back': '假设：往返3至10分钟',
    'assumed: none before the programmes of 2016 and 2017': '假设：2016、2017年改革之前没有',
    'assumed: enquiries only': '假设：只限咨询',
    'assumed; circuity of urban roads is 1.2 to 1.4': '假设；城市道路绕行系数为1.2至1.4',
    'assumed: rides, walks and waits together': '假设：乘车、步行与等候合计',
  },
};
