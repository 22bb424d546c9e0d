/** 商户后台的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'backoffice.close_minutes': '收过现金的钱箱每天开关用时（不含点钞）',
    'backoffice.count_seconds': '有人收银台整理清点一笔现金的用时',
    'backoffice.wrong_change_share': '有人收银台现金付款找错钱的比例',
    'backoffice.wrong_change_yuan': '找错钱一次的损失',
    'backoffice.recount_minutes': '每次找错钱后查找差额的用时',
    'backoffice.fake_share': '假币占所收现金金额的比例',
    'backoffice.fake_note_yuan': '一张假币的面额',
    'backoffice.bank_above_yuan': '商户存放现金超过此数即在工作日存入银行',
    'backoffice.change_reserve_yuan': '商户备用零钱，不足时到银行换取',
    'backoffice.branches_per_10000_residents': '每万居民的银行网点数',
    'backoffice.branch_counters': '网点对公窗口数（共用一条队伍）',
    'backoffice.branch_seconds': '对公窗口平均办理用时',
    'backoffice.branch_cv': '对公窗口办理用时的变异系数',
    'backoffice.branch_others_per_hour': '营业时间内每小时到网点对公窗口的其他客户',
    'backoffice.branch_opens_hour': '网点工作日开门时间',
    'backoffice.branch_closes_hour': '网点停止叫号时间',
    'backoffice.branch_detour': '到网点的路程与直线距离之比',
    'backoffice.branch_kmh': '去网点的速度',
    'backoffice.collect_fee_yuan': '安保公司每次上门收款的费用',
    'backoffice.collect_minutes': '与上门收款人员交接的用时',
    'backoffice.staff_hour_yuan': '店员每小时的成本',
  },
  units: { 'yuan/h': '元/小时', 'persons/h': '人/小时', counters: '个窗口' },
  sources: {
    'assumed, so that a small shop takes 15 to 40 min a day for counting and banking':
      '假设，使小店每天清点和跑银行需15至40分钟',
    'assumed; 1.35 clerks for 10,000 yuan of fares are 3.9 s a yuan, mostly single notes (city press)':
      '假设；清点一万元票款需1.35名点钞员，合每元3.9秒，多为一元纸币（当地媒体）',
    'assumed: whoever gets too little says so': '假设：少找了钱的顾客会提出来',
    'fake or torn 0.09% of fares (Quanzhou 2014); shops 0.01 to 0.1%':
      '假币与残币占票款0.09%（泉州2014年）；商店为0.01%至0.1%',
    'assumed: fifties and hundreds': '假设：五十元和一百元',
    'assumed: a branch for about 6,000 residents': '假设：约六千居民一个网点',
    'assumed: one of the counters of a branch': '假设：网点窗口中的一个',
    'assumed: notes are counted again, and change comes in rolls': '假设：现钞须复点，零钱成卷兑付',
    'assumed: firms, and traders who are not simulated': '假设：企业及未模拟的商户',
    'assumed: a guard and a van, for some minutes': '假设：押运人员与车辆占用数分钟',
    'assumed: the sum is counted together and signed for': '假设：双方当面清点并签收',
    'assumed: half the average wage of Wuhan in 2017, as for the time of residents':
      '假设：2017年武汉平均工资的一半，与居民时间同价',
  },
};
