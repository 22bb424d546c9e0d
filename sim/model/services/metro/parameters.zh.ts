/** 地铁的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'metro.first_departure_hour': '地铁首班车时间（两端）',
    'metro.last_departure_hour': '地铁末班车时间',
    'metro.latest_back_hour': '地铁其他出行最晚返回时间',
    'metro.gates_a_station': '平均每站每个方向的闸机数（各站按预计客流增减）',
    'metro.readers_per_station': '已改造车站每个方向的扫码闸机数（不超过闸机总数）',
    'metro.machines_a_station': '平均每站的售票机数（各站按预计客流增减）',
    'metro.fitted_share': '首日闸机支持扫码的车站比例',
    'metro.machine_phone_share': '首日售票机支持手机付款的车站比例',
    'metro.headway_day_off_factor': '地铁休息日发车间隔与工作日之比',
    'metro.change_weight': '需换乘才能到达的地点的吸引力与其他地点之比',
    'metro.stay_minutes': '地铁往返之间停留的最短时间',
    'metro.stay_more_minutes': '地铁其他出行停留超出最短时间的上限',
    'metro.select_seconds': '在售票机选票的平均用时（不含付款）',
    'metro.select_cv': '在售票机选票用时的变异系数',
    'metro.machine_time_factor': '售票机付款用时与收银台之比',
    'metro.machine_float_yuan': '每天早上车站售票机内的零钱',
    'metro.card_seconds': '刷卡过闸用时（已备好）',
    'metro.card_unready_seconds': '刷卡过闸用时（未备好）',
    'metro.token_seconds': '单程票过闸用时（已备好）',
    'metro.token_unready_seconds': '单程票过闸用时（现找车票）',
    'metro.code_seconds': '乘车码过闸用时（已打开）',
    'metro.code_unready_seconds': '乘车码过闸用时（现打开）',
    'metro.choice_card': '过闸时对储值卡的偏好（与乘车码比较）',
    'metro.choice_code': '有乘车码者在养成习惯前过闸时对乘车码的偏好',
    'metro.enrolled_share': '首日已有地铁乘车码的手机钱包用户比例',
    'metro.enrol_daily': '知情者在无人带动、无奖励时每天开通地铁乘车码的风险率',
    'metro.enrol_peer_daily': '身边人全部有地铁乘车码时增加的每日风险率',
    'metro.rider_factor': '地铁通勤者开通乘车码的风险率与其他人之比',
    'metro.word_of_mouth_daily': '身边人全部开通时不知情者每天听说地铁乘车码的比例',
    'metro.train_capacity': '一列地铁的载客量',
    'metro.speed_kmh': '地铁两站间的平均速度',
    'metro.dwell_seconds': '列车停站时间',
    'metro.platform_walk_seconds': '闸机与站台之间的步行时间',
    'metro.transfer_minutes': '两线站台之间的换乘时间',
    'metro.reach_km': '愿意乘地铁的住处或单位离车站的最远距离',
    'metro.trip_km': '地点的吸引力降到紧邻者一半的距离',
    'metro.commuter_share': '两端都有车站的上班族与学生中乘地铁通勤的比例',
    'metro.patience_minutes': '愿意在售票机或闸机前排队的平均时间',
    'metro.patience_cv': '愿意在售票机或闸机前排队时间的变异系数',
    'metro.other_way_minutes': '不乘地铁改走他路多花的时间',
    'metro.fare_km_a_yuan': '地铁票价每加一元的里程',
    'metro.top_up_below_yuan': '余额低于此数的地铁乘客在当天最后一项活动后充值',
    'metro.to_work': '乘地铁去上班上学的时段权重',
    'metro.from_work': '乘地铁下班放学的时段权重',
    'metro.other_trips': '地铁其他出行去程的时段权重',
    'metro.headway_factor': '地铁各时段发车间隔与高峰之比',
    'metro.other_trips_weight': '地铁其他出行相对于其他身份的次数',
  },
  units: { gates: '个', machines: '台', 'km/h': '公里/小时' },
  sources: {
    'assumed: all of them; at launch 2 + 2 in Shanghai (shine.cn, January 2018) and at least that in Shenzhen (May 2018)':
      '假设：全部；上线时上海每站进出各2个（shine.cn，2018年1月），深圳不少于此数（2018年5月）',
    'gates read codes in Hangzhou from 27 December 2017, elsewhere from 2018 (press)':
      '杭州2017年12月27日起可扫码过闸，其他城市自2018年起（媒体）',
    'assumed; some machines sold tokens by phone in 2017': '假设；2017年已有部分售票机支持手机购票',
    'assumed; with the payment a purchase takes 30 to 60 s in cash (drbdp.com, weak)':
      '假设；连同付款，现金购票需30至60秒（drbdp.com，依据较弱）',
    'Beijing line 5, a reporter’s watch, April 2018 (hunanwang.cn)':
      '北京地铁5号线，记者计时，2018年4月（hunanwang.cn）',
    'reading alone 0.3 s (trade press); with the mean of beginners 4 to 5 s, Beijing line 5, a reporter’s watch, April 2018 (hunanwang.cn)':
      '仅读码0.3秒（行业媒体）；新手平均4至5秒，北京地铁5号线，记者计时，2018年4月（hunanwang.cn）',
    'so that beginners, of whom 60% are not ready, take 4 to 5 s: Beijing line 5, a reporter’s watch, April 2018 (hunanwang.cn)':
      '使60%未备好的新手平均用时4至5秒：北京地铁5号线，记者计时，2018年4月（hunanwang.cn）',
    'assumed, as of the bus card in the phone': '假设，同电子公交卡',
    'assumed, likewise': '假设，同上',
    'six cars of type B with 240 each; lines with four cars hold less': 'B型车六节编组，每节240人；四节编组的线路较少',
    'assumed; with stops about 30 km/h along the straight way between stations':
      '假设；含停站，按站间直线约为时速30公里',
    'assumed: on foot or by bicycle': '假设：步行或骑车',
    'assumed: between four in Hangzhou and nine in Wuhan for the second yuan':
      '假设：票价加第一个一元，杭州为四公里，武汉为九公里，取其间',
    'off peak as in Fuzhou, 9.17 to 6.75 minutes; evenings assumed': '平峰同福州，9.17分钟对6.75分钟；晚间为假设',
  },
};
