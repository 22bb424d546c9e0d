/** 商户的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'retail.per_10000_residents': '每万居民的商户数',
    'retail.tills': '每家商户的收银台数',
    'retail.visits_per_adult_day': '成人每天光顾次数',
    'retail.goods_seconds': '付款前在收银台的用时：点单、扫码、称重',
    'retail.basket_yuan': '每次购物的平均金额',
    'retail.patience_minutes': '愿意在商户排队的平均时间',
    'retail.accepting_share': '首日支持手机支付的商户比例',
    'retail.basket_cv': '购物金额的变异系数',
    'retail.goods_cv': '商户付款前用时的变异系数',
    'retail.patience_cv': '愿意在商户排队时间的变异系数',
    'retail.least_basket_share': '钱不够的顾客放回商品后至少仍买的金额比例',
    'retail.child_weight': '儿童购物次数与同身份成人之比',
    'retail.near_work_share': '上班上学时段在单位或学校附近购物的比例',
    'retail.near_km': '去商户的人数减半的距离',
    'retail.elsewhere_share': '上次所用付款方式不被接受的顾客改去同样近、可用该方式的商户的比例',
    'retail.top_up_seconds': '收银台充值用时（不含付款）',
    'retail.top_up_trip_minutes': '去商店充值的往返时间',
    'retail.hours_vendor': '流动摊贩顾客的时段权重',
    'retail.hours_convenience': '便利店顾客的时段权重',
    'retail.hours_supermarket': '超市顾客的时段权重',
    'retail.hours_restaurant': '餐馆顾客的时段权重',
    'retail.hours_market': '菜市场顾客的时段权重',
    'retail.weight_worker_workday': '上班族工作日光顾次数与成人平均之比',
    'retail.weight_worker_day_off': '上班族休息日光顾次数与成人平均之比',
    'retail.weight_student_workday': '学生工作日光顾次数与成人平均之比',
    'retail.weight_student_day_off': '学生休息日光顾次数与成人平均之比',
    'retail.weight_retired_workday': '退休者工作日光顾次数与成人平均之比',
    'retail.weight_retired_day_off': '退休者休息日光顾次数与成人平均之比',
    'retail.weight_home_workday': '居家者工作日光顾次数与成人平均之比',
    'retail.weight_home_day_off': '居家者休息日光顾次数与成人平均之比',
  },
  units: { places: '处', tills: '个', visits: '次' },
  sources: {
    'assumed; about 1 million small merchants of all trades in Wuhan (cnhubei) is an upper bound':
      '假设；武汉各行业小商户约100万户（荆楚网）为上限',
    'assumed; with fares and hospital bills about 1.3 to 1.5 payments an adult a day (US 2017: 1.3)':
      '假设；连同车费与就医缴费，成人每天约付款1.3至1.5笔（美国2017年为1.3笔）',
    'assumed: some minutes on foot': '假设：步行几分钟',
    'assumed for Wuhan, summer 2017': '对2017年夏天武汉的假设',
    'assumed; 8 s at a farebox (Los Angeles Metro 2015)': '假设；在投币箱为8秒（洛杉矶公交2015年）',
  },
};
