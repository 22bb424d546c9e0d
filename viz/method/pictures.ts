/** Pictures of how it works: boxes and arrows, in both languages. Units are those of the picture, 340 wide. */
import type { LocalName } from '../../sim/model/city.ts';

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly label: LocalName;
  /** Which world it belongs to, if to one. */
  readonly world?: 'baseline' | 'policy';
}

export interface Picture {
  readonly id: string;
  readonly title: LocalName;
  readonly about: LocalName;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly (readonly [from: string, to: string])[];
}

export const WIDTH = 340;
export const BOX_HEIGHT = 44;

const box = (id: string, x: number, y: number, width: number, en: string, zh: string, world?: Box['world']): Box => ({
  ...{ id, x, y, width, label: { en, zh } },
  ...(world === undefined ? {} : { world }),
});

export const PICTURES: readonly Picture[] = [
  {
    id: 'twice',
    title: { en: 'One city, simulated twice', zh: '一座城市，模拟两遍' },
    about: {
      en: 'Both worlds have the same people, errands and luck: each random number is a function of seed, purpose, person and count. So every difference comes from the policy, and is compared resident by resident.',
      zh: '两个世界有相同的居民、相同的行程、相同的运气：每个随机数只取决于种子、用途、人和次序。因此一切差别都来自政策，并可逐个居民比较。',
    },
    height: 250,
    boxes: [
      box('city', 5, 10, 105, 'City and people\nof 2017', '2017年的\n城市与居民'),
      box('numbers', 117, 10, 106, 'Random\nnumbers by key', '按键取值的\n随机数'),
      box('policy', 230, 10, 105, 'Policy: dates,\nshares, places', '政策：日期、\n比例、地点', 'policy'),
      box('without', 20, 100, 130, 'World without\nthe policy', '没有政策的世界', 'baseline'),
      box('with', 190, 100, 130, 'World with\nthe policy', '有政策的世界', 'policy'),
      box(
        'difference',
        65,
        190,
        210,
        'Difference, resident by\nresident, over several seeds',
        '逐个居民的差别，\n多个随机种子',
      ),
    ],
    arrows: [
      ['city', 'without'],
      ['city', 'with'],
      ['numbers', 'without'],
      ['numbers', 'with'],
      ['policy', 'with'],
      ['without', 'difference'],
      ['with', 'difference'],
    ],
  },
  {
    id: 'events',
    title: { en: 'From event to event', zh: '从一件事到下一件事' },
    about: {
      en: 'Time does not tick: the clock jumps to the next event. What happens schedules what follows. Events of one instant have an order of their own, so that a run comes out the same to the last byte.',
      zh: '时间不是一格一格走的：时钟直接跳到下一个事件，发生的事再安排后面的事。同一时刻的事件也有固定次序，因此每次运行逐字节相同。',
    },
    height: 250,
    boxes: [
      box('list', 85, 10, 170, 'Events to come,\nby time', '将要发生的事件，\n按时间排列'),
      box('next', 75, 100, 190, 'The next: somebody comes,\na service ends', '下一件：有人到达，\n一次服务结束'),
      box('queue', 5, 190, 155, 'Queues and servers:\nwho is next?', '队伍与窗口：\n轮到谁？'),
      box('measure', 180, 190, 155, 'Tally: minutes,\npayments, refusals', '统计：时间、付款、\n被拒'),
    ],
    arrows: [
      ['list', 'next'],
      ['next', 'queue'],
      ['next', 'measure'],
      ['queue', 'list'],
    ],
  },
  {
    id: 'payment',
    title: { en: 'How a payment is made', zh: '一笔付款怎样发生' },
    about: {
      en: 'Only what is held, taken and working is possible. Among that, habit, seconds and price decide. Who is unready takes longer, and all behind wait for it.',
      zh: '只有持有、收取、能用的方式才可选。其中由习惯、用时和价格决定。没准备好的人更慢，后面的人都要等。',
    },
    height: 340,
    boxes: [
      box('held', 5, 10, 105, 'Held: coins,\ncard, wallet', '持有：现金、\n卡、手机钱包'),
      box('taken', 117, 10, 106, 'Taken here', '此处收取'),
      box('works', 230, 10, 105, 'Works: network,\nbattery, change', '能用：网络、\n电量、零钱'),
      box('possible', 85, 100, 170, 'What is possible', '可选的方式'),
      box('choice', 85, 190, 170, 'Choice: habit,\nseconds, price', '选择：习惯、\n用时、价格'),
      box('seconds', 5, 280, 155, 'Seconds at the till,\nready or not', '收银台用时，\n是否准备好'),
      box('refused', 180, 280, 155, 'Nothing possible:\nrefused', '无一可用：\n被拒'),
    ],
    arrows: [
      ['held', 'possible'],
      ['taken', 'possible'],
      ['works', 'possible'],
      ['possible', 'choice'],
      ['choice', 'seconds'],
      ['possible', 'refused'],
    ],
  },
  {
    id: 'adoption',
    title: { en: 'How people join', zh: '人们怎样加入' },
    about: {
      en: 'Joining takes a phone and an account, then having heard, then a reason. Enrolled is not using: use grows with habit and where phones are taken. Bad experience makes people drop out.',
      zh: '加入先要有手机和账户，再要听说过，还要有理由。加入不等于使用：使用随习惯和受理范围而增加；糟糕的经历会让人退出。',
    },
    height: 340,
    boxes: [
      box('able', 85, 10, 170, 'Able: smartphone\nand bank account', '具备条件：\n智能手机与银行账户'),
      box('aware', 85, 100, 170, 'Has heard: campaign,\nothers', '听说过：\n宣传、他人'),
      box(
        'joined',
        85,
        190,
        170,
        'Joins: rewards, peers,\nminutes lost in queues',
        '加入：优惠、身边的人、\n排队损失的时间',
      ),
      box('uses', 5, 280, 155, 'Uses it: habit,\ntrust, practice', '使用：习惯、\n信任、熟练'),
      box('lapses', 180, 280, 155, 'Drops out: failures,\ndistrust', '退出：失败、\n不信任'),
    ],
    arrows: [
      ['able', 'aware'],
      ['aware', 'joined'],
      ['joined', 'uses'],
      ['joined', 'lapses'],
    ],
  },
];

/** An arrow from the edge of one box to that of another: down, or up where the other stands above. */
export function arrowPath(from: Box, to: Box): string {
  const middle = (one: Box): number => one.x + one.width / 2;
  if (to.y > from.y) {
    const [x1, y1, x2, y2] = [middle(from), from.y + BOX_HEIGHT, middle(to), to.y];
    // Several that end in one box end side by side.
    const end = x2 + Math.max(-to.width / 3, Math.min(to.width / 3, (x1 - x2) / 4));
    return `M${x1} ${y1}C${x1} ${y1 + 24} ${end} ${y2 - 24} ${end} ${y2 - 3}`;
  }
  // Back to the top, around the left.
  const [y1, y2] = [from.y, to.y + BOX_HEIGHT / 2];
  return `M${from.x + 20} ${y1}C${from.x + 20} ${y2 + 60} ${from.x + 20} ${y2} ${to.x - 3} ${y2}`;
}
