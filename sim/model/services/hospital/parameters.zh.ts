/** 医院的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'hospital.service_seconds': '医院不含付款的平均服务时间',
    'hospital.peak_load': '医院按最忙一小时的负荷配备人手',
    'hospital.opens_hour': '医院开门时间',
    'hospital.closes_hour': '医院停止接收病人的时间（已进门者办完为止）',
    'hospital.service_cv': '医院服务时间的变异系数',
    'hospital.examination_share': '需付检查费的就诊比例',
    'hospital.further_examination_share': '一次检查后还需再付一次的比例（至多四次；取0.95时每次就诊约付款五笔）',
    'hospital.drugs_share': '需付药费的就诊比例',
    'hospital.registration_yuan': '挂号费',
    'hospital.examination_yuan': '平均检查费',
    'hospital.drugs_yuan': '平均药费',
    'hospital.bill_cv': '医院账单金额的变异系数',
    'hospital.walk_minutes': '医院两个窗口之间的平均步行时间',
    'hospital.walk_cv': '医院步行时间的变异系数',
    'hospital.patience_minutes': '在医院一个窗口愿意等候的平均时间',
    'hospital.patience_cv': '在医院愿意等候时间的变异系数',
    'hospital.counter_time_factor': '医院窗口付款用时与商店收银台之比（各种方式）',
    'hospital.windows_open_queue': '挂号或收费每个开放窗口等候达此人数即加开一个',
    'hospital.windows_more_share': '医院可在计划之外加开的窗口比例',
    'hospital.windows_fewer_share': '医院无人等候时最多关闭的窗口比例',
    'hospital.windows_review_minutes': '医院隔多久查看排队以增减窗口',
    'hospital.machine_share': '有银行卡者在医院自助机付款的比例',
    'hospital.machine_seconds': '医院自助机使用时间（不含付款）',
    'hospital.appointment_share': '预约就诊的病人比例（按出诊时间均匀到来）',
    'hospital.accepting_share': '首日支持手机支付的医院比例',
    'hospital.pay_later_share': '首日先诊疗、最后一次结算的医院比例',
    'hospital.enrol_at_visit_share': '就诊时绑定医院移动支付的手机钱包用户比例',
    'hospital.working_day_factor': '工作日就诊量与日均之比',
    'hospital.hours': '病人到医院的时段权重',
    'hospital.appointment_hours': '预约病人的时段权重',
    'hospital.age_weight': '各年龄就诊次数与其他年龄之比',
    'people.hospital_enrolled_share': '首日已绑定医院移动支付的手机钱包用户比例',
    'adoption.hospital_daily': '知情者在就诊之前每天绑定医院移动支付的风险率',
  },
  figures: { hospitals: '医院数', hospital_visits_per_resident_year: '每人每年到医院门诊的次数' },
  units: {
    hospitals: '家',
    'visits/person/year': '次/人/年',
    'outpatient visits at hospitals per resident and year': '次/人/年',
  },
  sources: {
    'assumed; consultation 6.52 min: one Chinese hospital, peak hours, May 2017 (PMC7986498)':
      '假设；就诊6.52分钟：中国一家医院高峰时段，2017年5月（PMC7986498）',
    'the doctor’s calibrated to a wait of 32.25 min at peak hours (PMC7986498); the others assumed':
      '医生一项校准到高峰候诊32.25分钟（PMC7986498）；其余为假设',
    'assumed; with drugs and registration 2 to 3 payments a visit (Hangzhou health commission 2023)':
      '假设；连同药费与挂号费，每次就诊付款2至3笔（杭州市卫健委2023年）',
    'assumed; examinations, drugs and registration then come to 2.7 payments a visit (2 to 3: Hangzhou health commission 2023)':
      '假设；检查、取药与挂号合计每次就诊2.7笔（杭州市卫健委2023年为2至3笔）',
    'assumed: receipts and insurance records; payment with a card and PIN took 23.2 s (Germany 2023)':
      '假设：收据与医保记录；输密码刷卡用时23.2秒（德国2023年）',
    'calibrated to a wait of 7.4 min to pay at peak hours (PMC7986498)': '校准到高峰缴费等候7.4分钟（PMC7986498）',
    'what is left beside the 86.8% paid at a counter before mobile payment (PMC7986498)':
      '开通手机支付前86.8%在窗口付款之外的部分（PMC7986498）',
    'none is assumed; no figure was found': '假设没有；未找到数据',
    'assumed; 86.8% paid at a counter before mobile payment (PMC7986498)':
      '假设；开通手机支付前86.8%在窗口付款（PMC7986498）',
  },
};
