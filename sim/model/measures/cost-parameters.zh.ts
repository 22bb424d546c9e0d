/** 现金处理成本的参数。 */
import type { ParameterWords } from '../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'cost.clerks_per_10000_yuan': '按金额清点处每天清点一万元现金所需的点钞员',
    'cost.clerk_day_yuan': '一名点钞员一天的成本',
    'cost.till_cash_yuan': '收银台或柜台处理一笔现金付款的成本',
  },
  units: { clerks: '名点钞员' },
  sources: {
    'Yichang, Hangzhou, Qingdao: 1.2 to 1.5 clerks for 10,000 yuan of coins and notes from fareboxes a day (city press)':
      '宜昌、杭州、青岛：每天清点投币箱一万元硬币与纸币需1.2至1.5名点钞员（当地媒体）',
    'assumed: about 40 yuan an hour gross is the average wage; clerks earn half':
      '假设：平均工资约为税前每小时40元；点钞员为其一半',
  },
};
