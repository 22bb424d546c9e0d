/** 城市与居民的参数。 */
import type { ParameterWords } from './parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'geography.neighbourhood_people': '一个邻里的模拟居民数',
    'geography.settled_density_per_km2': '建成区每平方公里居民数',
    'people.smartphone_share': '拥有智能手机者的比例',
    'people.bank_account_share': '拥有银行账户者的比例',
    'people.wallet_share': '有智能手机和银行账户者中首日已用手机钱包的比例',
    'people.cash_norm_yuan': '取现后随身携带的现金',
    'people.initial_ready_least': '首日已有手机钱包者的柜台付款熟练度下限',
    'people.initial_ready_most': '首日已有手机钱包者的柜台付款熟练度上限',
    'people.initial_habit_least': '首日已有手机钱包者的柜台手机支付习惯下限',
    'people.initial_habit_most': '首日已有手机钱包者的柜台手机支付习惯上限',
    'people.initial_trust_least': '首日对手机支付的信任下限',
    'people.initial_trust_most': '首日对手机支付的信任上限',
    'people.trust_less_from_60': '60岁及以上居民对手机支付的信任低多少',
    'people.initial_cash_least_share': '首日随身现金至少占取现后常带金额的比例',
    'people.worker_share_15_24': '不上学的年轻人中就业者的比例',
    'people.worker_share_60_74': '60至74岁居民中就业者的比例',
    'people.household_mean': '平均每户人数',
    'people.student_share_15_24': '15至24岁居民中在读中学生与大学生的比例',
    'people.worker_share_25_59': '25至59岁居民中就业者的比例',
    'people.pupil_share_0_14': '14岁及以下儿童中上学者的比例',
    'people.workplace_mean': '单位里彼此知道付款方式的人数',
    'people.school_mean': '学校里彼此知道付款方式的学生数',
    'people.work_km': '上班地的吸引力减半的距离',
    'people.school_km': '15岁及以上学生上学地的吸引力减半的距离',
    'people.senior_card_share': '到了免费乘车年龄的居民中持有老年卡的比例',
    'people.from_65_of_60_74': '60至74岁居民中65岁及以上者的比例',
    'people.from_70_of_60_74': '60至74岁居民中70岁及以上者的比例',
    'people.wallet_aware_share': '首日知道手机钱包但未开通的智能手机用户比例',
    'people.refill_below_share': '随身现金低于常带金额的这一比例时去取现',
    'people.card_top_up_yuan': '储值卡每次充值金额',
    'people.income_factor': '各收入档的消费与平均水平之比',
    'rollout.varies': '开通的先后是否随种子而变',
  },
  figures: { senior_free_age: '老年人免费乘车的起始年龄' },
  members: { worker: '上班族', student: '学生', retired: '退休者', home: '居家者' },
  units: {
    'persons simulated': '人（模拟）',
    years: '岁',
    'persons/km²': '人/平方公里',
    persons: '人',
    share: '占比',
    yuan: '元',
    'of 255': '分（满分255）',
    ratio: '',
    '0 or 1': '（0或1）',
  },
  sources: {
    'data: half of those who work have 5 km at most, and 8 to 9 on average, in cities of this size (commute monitoring 2022, by phones)':
      '数据：同等规模城市半数上班者通勤不超过5公里，平均8至9公里（2022年通勤监测，手机数据）',
    'assumed: nearer than workplaces; children go to school in their neighbourhood anyway':
      '假设：比上班地近；儿童一律就近入学',
    'assumed; neighbours are also a peer group': '假设；邻里同时也是互相影响的一群人',
    'assumed built-up density; sets how far homes spread around a district centre':
      '假设的建成区密度；决定住宅在区中心周围散布多远',
    'shaped after CNNIC internet users by age (June 2017), raised for a large city':
      '年龄分布参照中国互联网络信息中心2017年6月的网民年龄结构，并按大城市调高',
    'assumed; CNNIC 469 million mobile-payment users nationally at the end of 2016':
      '假设；2016年底全国手机支付用户4.69亿（中国互联网络信息中心）',
    'cash carried by year of birth, China 2017; children assumed': '2017年中国按出生年份的随身现金；儿童为假设',
    'assumed; Wuhan census households are 2.6 to 2.9 persons': '假设；武汉人口普查每户2.6至2.9人',
    'data: 14.97% of those 16 and over study (census 2010)': '数据：16岁及以上居民中14.97%在读（2010年人口普查）',
    'data: 55.1% of those 16 and over work (census 2010)': '数据：16岁及以上居民中55.1%就业（2010年人口普查）',
    'assumed: the card has to be asked for, and who has moved in needs a residence permit for it':
      '假设：老年卡须本人申领，外来居民还须持居住证',
    'data: 0.53 to 0.58 in 2010 and 0.59 to 0.61 in 2020 (censuses, the five cities)':
      '数据：五城2010年为0.53至0.58，2020年为0.59至0.61（人口普查）',
    'data: 0.22 to 0.27 (censuses of 2010 and 2020, the five cities)': '数据：五城为0.22至0.27（2010与2020年人口普查）',
    'assumed, as in Wuhan': '假设，同武汉',
    'ages 6 to 14 of the band 0 to 14': '0至14岁中的6至14岁',
    'assumed; usual steps are 20, 50 and 100 yuan': '假设；常见面额为20、50和100元',
    'assumed; their mean is 1': '假设；平均值为1',
    'a choice of the experiment, no property of a city': '实验的设定，不是城市的属性',
  },
};
