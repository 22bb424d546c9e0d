/** Where a claim comes from, in the page's language: files of claims have it in English; titles of publications stay as they are. */
import { saying } from '../i18n/saying.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export const claimSource = saying(
  {
    'company claim, {}': '企业宣称，{1}',
    'city announcement, {}': '市政府公告，{1}',
    'agreement of {}, {}': '{1}的协议，{2}',
    'Alipay data in {}': '支付宝数据，见{1}',
    'police departments in {}': '公安部门，见{1}',
    'universities in {}': '高校，见{1}',
    'Ant Financial, {}, in {}': '蚂蚁金服，{1}年，见{2}',
    'People’s Daily Online, {}': '人民网，{1}',
    "People's Daily Online, {}": '人民网，{1}',
    'cnhan.com': '汉网（cnhan.com）',
    '{}; the threshold is ours': '{=1}；门槛由本模型设定',
  },
  (text) => {
    const [, day, month = '', year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
    const at = MONTHS.indexOf(month);
    return at < 0 ? undefined : `${year}年${at + 1}月${day}日`;
  },
);
