/** 居民与商户开通手机支付的参数。 */
import type { ParameterWords } from '../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'adoption.wallet_daily': '知道手机钱包者在无人带动时每天开通的风险率',
    'adoption.wallet_peer_daily': '身边人全部开通手机钱包时增加的每日风险率',
    'adoption.wallet_aware_daily': '没有推广时不知情的智能手机用户每天听说手机钱包的比例',
    'adoption.reward_per_yuan': '每元开通奖励对风险率的放大倍数（另加一）',
    'adoption.lost_minute_factor': '近期排队付款每损失一分钟对风险率倍数的增加',
    'adoption.peer_home_weight': '身边人中家人的权重',
    'adoption.peer_work_weight': '身边人中单位或学校的权重',
    'adoption.peer_neighbour_weight': '身边人中邻里的权重',
    'adoption.susceptibility_cv': '居民开通意愿的变异系数',
    'adoption.lapse_daily': '未成习惯的开通每天放弃的风险率',
    'adoption.distrust_lapse_daily': '完全失去信任者每天放弃的风险率',
    'adoption.reenrol_factor': '放弃后重新开通的风险率与初次开通之比',
    'merchant.asked_value_yuan': '商户从每位要求手机付款的顾客预期得到的收益',
    'merchant.cash_cost_yuan': '商户处理一笔现金付款的成本',
    'merchant.switch_share': '商户预期转为手机支付的现金付款比例',
    'merchant.adopt_daily': '每天获益五元时商户开通手机支付的风险率',
    'merchant.grant_days': '商户盘算时分摊开通奖励的天数',
    'merchant.fixed_cost_yuan': '商户支持手机支付每天的麻烦与设备成本',
    'merchant.lapse_daily': '一天亏损五元时商户停用手机支付的风险率',
  },
  units: { '1/day': '/天', '1/min': '/分钟', days: '天', 'yuan/day': '元/天' },
  sources: {
    'assumed; users grew by 31% in 2016 (CNNIC)': '假设；2016年用户增长31%（中国互联网络信息中心）',
    'assumed; Bass q of about 0.84 a year fits CNNIC 2013-2016 (how many could ever join is not identified)':
      '假设；巴斯模型的q约为每年0.84，与中国互联网络信息中心2013至2016年数据相符（最终能加入者有多少无从识别）',
    'assumed; 0.24 euro a payment in Europe (ECB 2012), scaled to Chinese wages':
      '假设；欧洲每笔0.24欧元（欧洲央行2012年），按中国工资折算',
  },
};
