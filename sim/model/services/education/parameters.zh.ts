/** 中小学缴费的参数。 */
import type { ParameterWords } from '../../parameter-words.ts';

export const ZH: ParameterWords = {
  names: {
    'education.opens_hour': '学校缴费窗口开门时间',
    'education.closes_hour': '学校缴费窗口停止接待的时间（已进门者办完为止）',
    'education.per_10000_residents': '每万居民的学校数',
    'education.meals_share': '在校就餐并按月缴餐费的学生比例',
    'education.meal_yuan': '每名学生每月的餐费',
    'education.term_yuan': '每名学生每学期的书本、保险、校服与托管费',
    'education.debit_share': '有银行账户的户主中学校费用由银行代扣的比例',
    'education.first_day_share': '打算在每月第一个上学日缴费的家庭比例（此后每天为其余家庭的同一比例）',
    'education.days_to_pay': '学校费用从月初算起的缴费期限',
    'education.retry_share': '未缴成的家庭在每个上学日再去缴费的比例',
    'education.escort_share': '本来就接送学生、不必专程去缴费的家庭比例',
    'education.windows': '每所学校的缴费窗口数',
    'education.service_seconds': '学校窗口平均服务时间（不含付款）',
    'education.service_cv': '学校窗口服务时间的变异系数',
    'education.patience_minutes': '家长愿意在学校排队的平均时间',
    'education.patience_cv': '家长愿意在学校排队时间的变异系数',
    'education.accepting_share': '首日可用手机缴费的学校比例',
    'education.trip_detour': '去学校缴费的道路距离与直线之比',
    'education.trip_kmh': '去学校缴费的出行速度（门到门）',
    'education.hours': '家长到学校缴费的时段权重',
  },
  units: { 'school days': '个上学日' },
  sources: {
    'assumed: about 970 primary and junior schools in Wuhan (recalled)': '假设：武汉小学与初中约970所（凭记忆）',
    'assumed: about 11 yuan on 20 days': '假设：约11元，20天',
    'assumed; public schools charge no tuition, private schools and colleges 4,500 to 6,000 a year (recalled)':
      '假设；公办学校不收学费，民办学校与高校每年4,500至6,000元（凭记忆）',
    'assumed; most was debited from a bank card (recalled)': '假设；大多由银行卡代扣（凭记忆）',
    'assumed: notices ask for the money on the first days': '假设：通知要求在头几天缴费',
    'assumed; about 2 min are waited as a term begins, where 20 to 60 were aimed at':
      '假设；开学时约等候2分钟，原拟20至60分钟',
    'assumed: the pupil is looked up, a receipt is written': '假设：查找学生、开收据',
    'assumed; fees could be paid by Alipay in Hangzhou from September 2016 (press)':
      '假设；杭州自2016年9月起可用支付宝缴费（媒体）',
  },
};
