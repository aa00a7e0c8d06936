/** The synthetic campus: its people, and three buildings of six floors of twenty rooms. Nobody in it exists. */
import type { InputOf } from '../../shared/contracts/contract.ts';
import type { setUpHouse } from '../../shared/contracts/posts/set-up-house.ts';

export const FOUNDING: Omit<InputOf<typeof setUpHouse>, 'token'> = {
  site: { name: '示例大学东校区售电处', timeZone: 'Asia/Shanghai' },
  packs: ['vending'],
  singleOperator: false,
  people: [
    { name: '示例技术员', login: 'jishu', posts: ['vending-technician', 'system-administrator'] },
    { name: '示例主管', login: 'zhuguan', posts: ['vending-supervisor'] },
    { name: '示例售电员', login: 'shoudian', posts: ['vending-clerk'] },
    { name: '示例收费员', login: 'shoufei', posts: ['cashier'] },
    { name: '示例经费员', login: 'jingfei', posts: ['funds-administrator', 'price-approver', 'finance'] },
    { name: '示例审计员', login: 'shenji', posts: ['auditor'] },
    { name: '示例主任', login: 'zhuren', posts: ['campus-director'] },
  ],
  firstFounder: 'jishu',
  secondFounder: 'zhuguan',
};

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜';
const GIVEN = '文静思远子涵雨桐嘉怡浩然梓萱俊杰欣妍宇轩诗涵博文晓彤志强佳琪';

/** The same numbers at every start, so that two people who look at the demo see the same house. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Room {
  readonly code: string;
  readonly accountNo: string;
  readonly meterNo: string;
  readonly category: 'dormitory' | 'staff';
}

export const BUILDINGS = [
  { name: '1', category: 'dormitory' },
  { name: '2', category: 'dormitory' },
  { name: '3', category: 'staff' },
] as const;
const FLOORS = 6;
const ROOMS_A_FLOOR = 20;

export const ROOMS: readonly Room[] = BUILDINGS.flatMap(({ category }, building) =>
  Array.from({ length: FLOORS * ROOMS_A_FLOOR }, (_, index) => {
    const floor = Math.trunc(index / ROOMS_A_FLOOR) + 1;
    const door = `${floor}${String((index % ROOMS_A_FLOOR) + 1).padStart(2, '0')}`;
    const serial = `${building + 1}${door}`;
    return { code: `${building + 1}-${door}`, accountNo: `37${serial}`, meterNo: `0000${serial}8`, category };
  }),
);

/**
 * Building 4 has meters that hold money themselves: network meters on the first floor, card meters on the second. They
 * are sold to by whoever looks at the demo, not in its month of trade.
 */
export const SMART_ROOMS: readonly (Room & { readonly delivery: 'network' | 'card' })[] = (
  ['network', 'card'] as const
).flatMap((delivery, index) =>
  Array.from({ length: 10 }, (_, room) => {
    const door = `${index + 1}${String(room + 1).padStart(2, '0')}`;
    return {
      code: `4-${door}`,
      accountNo: `374${door}`,
      meterNo: `0000000${index + 1}4${door}`,
      category: 'dormitory' as const,
      delivery,
    };
  }),
);

const CATEGORY_TITLES = { dormitory: '学生宿舍', staff: '教工住宅' } as const;

/** The room list as the office keeps it, as CSV. */
export function roomList(random: () => number): string {
  const pick = (letters: string): string => letters[Math.trunc(random() * letters.length)]!;
  const name = (): string => `${pick(SURNAMES)}${pick(GIVEN)}${pick(GIVEN)}`;
  const phone = (): string => `1390000${String(Math.trunc(random() * 10_000)).padStart(4, '0')}`;
  const lines = ROOMS.map((room) => {
    const building = BUILDINGS[Number(room.code[0]) - 1]!;
    const heads = room.category === 'dormitory' ? 4 : 1;
    const occupants = Array.from({ length: heads }, name).join('、');
    const phones = Array.from({ length: heads }, phone).join('、');
    const door = room.code.slice(2);
    const start = (200 + random() * 4000).toFixed(2);
    return [
      building.name,
      `${door[0]}层`,
      door,
      heads,
      CATEGORY_TITLES[room.category],
      room.accountNo,
      occupants,
      phones,
      room.meterNo,
      start,
      '用量',
      '系统余额',
      '20.00',
    ].join(',');
  });
  const ways = { network: '网络表', card: '购电卡' } as const;
  const smart = SMART_ROOMS.map((room) => {
    const door = room.code.slice(2);
    const occupants = Array.from({ length: 4 }, name).join('、');
    const phones = Array.from({ length: 4 }, phone).join('、');
    const place = ['4', `${door[0]}层`, door, 4, CATEGORY_TITLES[room.category], room.accountNo, occupants, phones];
    return [...place, room.meterNo, '0.00', '金额', ways[room.delivery], ''].join(',');
  });
  const head = '楼栋,楼层,房间,床位数,用户类别,户号,住户,电话,电表号,电表起数,计费单位,充值方式,电表余额';
  return [head, ...lines, ...smart].join('\n');
}
