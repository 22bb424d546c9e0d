/** 收入与储蓄的参数。 */
import type { ParameterWords } from '../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'income.pension_share': '养老金与就业者平均收入之比',
    'income.pension_day': '每月发放养老金的日期',
    'income.cash_wage_share': '有银行账户却领现金工资者的比例（无账户者一律领现金）',
    'income.deposit_yuan': '人均银行账户存款（月均）',
    'income.home_cash_yuan': '随身之外人均家中存放的现金',
    'income.cash_cost_share_year': '手机钱包计息之前持有现金的年成本占比',
  },
  figures: { disposable_income_yuan_year: '人均可支配年收入' },
  units: {
    'yuan/person/year': '元/人/年',
    'day of the month': '日',
    '1/year': '/年',
  },
  sources: {
    'disposable income of an urban resident of China, 2017 (national statistics)':
      '2017年中国城镇居民人均可支配收入（国家统计局）',
    'assumed; pensions of city employees in China came to about half of the mean wage (recalled)':
      '假设；中国城镇职工养老金约为平均工资的一半（凭记忆）',
    'assumed: small employers and day labour; no figure of the city was found':
      '假设：小雇主与日结零工；未找到该市数据',
    'households’ demand deposits of about 24 trillion yuan at the end of 2017, a resident of China (recalled)':
      '2017年底中国住户活期存款约24万亿元，折合人均（凭记忆）',
    'assumed; cash in circulation comes to 5,080 yuan a resident (end of 2017, derived), most of it hoarded or with firms':
      '假设；流通中现金折合人均5,080元（2017年底，推算），大多为囤积或在企业手中',
    'assumed: what funds in the phone paid in 2017 (about 4%, recalled); theft and loss are not in it':
      '假设：2017年手机理财基金的收益率（约4%，凭记忆）；不含被盗与遗失',
  },
};
