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
    'backoffice.bank_trip_minutes': '跑一趟银行存款或换零钱的用时',
    'backoffice.staff_hour_yuan': '店员每小时的成本',
  },
  units: { 'yuan/h': '元/小时' },
  sources: {
    'assumed, so that a small shop takes 15 to 40 min a day for counting and banking':
      '假设，使小店每天清点和跑银行需15至40分钟',
    'assumed; 1.35 clerks for 10,000 yuan of fares are 3.9 s a yuan, mostly single notes (city press)':
      '假设；清点一万元票款需1.35名点钞员，合每元3.9秒，多为一元纸币（当地媒体）',
    'assumed: whoever gets too little says so': '假设：少找了钱的顾客会提出来',
    'fake or torn 0.09% of fares (Quanzhou 2014); shops 0.01 to 0.1%':
      '假币与残币占票款0.09%（泉州2014年）；商店为0.01%至0.1%',
    'assumed: fifties and hundreds': '假设：五十元和一百元',
    'assumed: the way there and back and the queue': '假设：往返路程与排队',
    'assumed: half the average wage of Wuhan in 2017, as for the time of residents':
      '假设：2017年武汉平均工资的一半，与居民时间同价',
  },
};
