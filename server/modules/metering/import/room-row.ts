/** One row of a room list: the columns, and what each may hold. One row is one room with its household and meters. */
import { z } from 'zod';
import {
  CREDIT_UNITS,
  DELIVERY_KINDS,
  type DeliveryKind,
  deliveryKindSchema,
} from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { parseMoney } from '../../../../shared/values/money.ts';
import { COMMODITY_KEYS, type Commodity, parseQuantity } from '../../../../shared/values/quantity.ts';
import type { FileField } from '../../../platform/files/column-map.ts';

const METER_TITLES: Record<Commodity, { zh: string; en: string; aliases: string[] }> = {
  electricity: { zh: '电表', en: 'Electricity', aliases: ['表'] },
  water: { zh: '水表', en: 'Water', aliases: [] },
  gas: { zh: '燃气表', en: 'Gas', aliases: ['气表'] },
};

const meterFields = (commodity: Commodity): FileField[] => {
  const { zh, en, aliases } = METER_TITLES[commodity];
  const named = (...endings: string[]) => [zh, ...aliases].flatMap((start) => endings.map((ending) => start + ending));
  return [
    { field: `${commodity}No`, title: { zh: `${zh}号`, en: `${en} meter` }, aliases: named('号', '编号') },
    {
      field: `${commodity}Reading`,
      title: { zh: `${zh}起数`, en: `${en} reading` },
      aliases: named('起数', '底数', '读数', '止码'),
    },
    { field: `${commodity}Credit`, title: { zh: `${zh}余额`, en: `${en} credit` }, aliases: named('余额', '余量') },
  ];
};

export const ROOM_FIELDS: readonly FileField[] = [
  { field: 'building', title: { zh: '楼栋', en: 'Building' }, aliases: ['楼号', '栋', '楼宇', '楼'], required: true },
  { field: 'floor', title: { zh: '楼层', en: 'Floor' }, aliases: ['层'], required: true },
  { field: 'room', title: { zh: '房间', en: 'Room' }, aliases: ['房号', '房间号', '寝室', '寝室号'], required: true },
  { field: 'capacity', title: { zh: '床位数', en: 'Beds' }, aliases: ['床位', '额定人数'] },
  { field: 'category', title: { zh: '用户类别', en: 'User category' }, aliases: ['类别', '用户类型', '用电类别'] },
  { field: 'accountNo', title: { zh: '户号', en: 'Account' }, aliases: ['用户号', '用户编号'] },
  { field: 'occupants', title: { zh: '住户', en: 'Occupants' }, aliases: ['姓名', '住户姓名', '户名'] },
  { field: 'phones', title: { zh: '电话', en: 'Phone' }, aliases: ['手机', '手机号', '联系电话', '住户电话'] },
  { field: 'creditUnit', title: { zh: '计费单位', en: 'Credit unit' }, aliases: ['计费方式'] },
  { field: 'delivery', title: { zh: '充值方式', en: 'Delivery' }, aliases: ['表类型'] },
  ...COMMODITY_KEYS.flatMap(meterFields),
];

const flaw = (zh: string, en: string): { code: 'custom'; params: { text: Text } } => ({
  code: 'custom',
  params: { text: { zh, en } },
});
const plain = (text: string): string => toHalfWidth(text).trim();

/** Text → value, or a flaw in words. */
const read = <T>(parse: (text: string) => T | null, zh: string, en: string) =>
  z.string().transform((text, context): T => {
    const value = parse(plain(text));
    if (value !== null) return value;
    context.addIssue(flaw(zh, en));
    return z.NEVER;
  });

const code = read(
  (text) => (/^[^/]{1,40}$/.test(text) ? text : null),
  '编号不得超过 40 字，不得含“/”',
  'At most 40 characters, no slash',
);
const numbered = read(
  (text) => (/^[0-9A-Za-z-]{1,40}$/.test(text) ? text : null),
  '只能用数字、字母和连字符，至多 40 位',
  'Figures, letters and hyphens only, at most 40',
);
/** A six-figure register, as nearly all household meters have. */
const registerValue = read(
  (text) => {
    const value = parseQuantity(text);
    return value !== null && value >= 0 && value < 1_000_000_000 ? value : null;
  },
  '起数须为 0 至 999999.999 之间的数',
  'A reading is a number from 0 to 999999.999',
);

const PEOPLE = /[、,，;；/\n]+/;
const listOf = (text: string): string[] =>
  text
    .split(PEOPLE)
    .map((one) => one.trim())
    .filter((one) => one !== '');
const people = read(
  (text) => {
    const names = listOf(text);
    return names.length <= 50 && names.every((name) => name.length <= 100) ? names : null;
  },
  '住户姓名太长或人数超过 50',
  'A name is too long, or more than 50 people',
);
const phones = read(
  (text) => {
    const list = listOf(text);
    return list.every((phone) => /^[0-9+ -]{5,20}$/.test(phone)) ? list : null;
  },
  '电话号码格式不对',
  'Not a phone number',
);
const capacity = read(
  (text) => (/^\d{1,3}$/.test(text) && Number(text) <= 500 ? Number(text) : null),
  '床位数须为 0 至 500 的整数',
  'Beds are a whole number from 0 to 500',
);
/** Whether the credit counts money; otherwise energy or volume, as the commodity has it. */
const countsMoney = read(
  (text) => {
    if ([CREDIT_UNITS.money.zh, 'money', '元', '按金额'].includes(text.toLowerCase())) return true;
    return ['用量', '电量', '度', '按量', '按用量', 'quantity', 'energy', 'volume'].includes(text.toLowerCase())
      ? false
      : null;
  },
  '计费单位只能填“金额”或“用量”',
  'The credit unit is money or quantity',
);
const delivery = read(
  (text): DeliveryKind | null => {
    const kinds = deliveryKindSchema.options;
    const wanted = text.toLowerCase();
    return (
      kinds.find((kind) => [kind, DELIVERY_KINDS[kind].zh, DELIVERY_KINDS[kind].en.toLowerCase()].includes(wanted)) ??
      null
    );
  },
  `充值方式只能填：${Object.values(DELIVERY_KINDS)
    .map(({ zh }) => zh)
    .join('、')}`,
  `Delivery is one of: ${Object.keys(DELIVERY_KINDS).join(', ')}`,
);

/** `categories`: what the file may call each category, in lower case → its code. */
export function roomRowSchema(categories: ReadonlyMap<string, string>) {
  const category = read(
    (text) => categories.get(text.toLowerCase()) ?? null,
    '没有这个用户类别，请先添加',
    'There is no such user category; add it first',
  );
  return z
    .object({
      building: code,
      floor: code,
      room: code,
      capacity: capacity.optional(),
      category: category.optional(),
      accountNo: numbered.optional(),
      occupants: people.optional(),
      phones: phones.optional(),
      creditUnit: countsMoney.optional(),
      delivery: delivery.optional(),
      electricityNo: numbered.optional(),
      electricityReading: registerValue.optional(),
      electricityCredit: z.string().optional(),
      waterNo: numbered.optional(),
      waterReading: registerValue.optional(),
      waterCredit: z.string().optional(),
      gasNo: numbered.optional(),
      gasReading: registerValue.optional(),
      gasCredit: z.string().optional(),
    })
    .superRefine((row, context) => {
      const wrong = (field: string, zh: string, en: string) => context.addIssue({ ...flaw(zh, en), path: [field] });
      if (row.accountNo !== undefined && row.category === undefined)
        wrong('category', '有户号的房间须填用户类别', 'A room with an account needs a user category');
      if (row.accountNo === undefined && row.occupants !== undefined)
        wrong('accountNo', '有住户的房间须填户号', 'A room with occupants needs an account number');
      if ((row.phones?.length ?? 0) > (row.occupants?.length ?? 0))
        wrong('phones', '电话比住户多', 'More phones than occupants');
      for (const commodity of COMMODITY_KEYS) checkMeter(row, commodity, wrong);
    });
}

export type RoomRow = z.output<ReturnType<typeof roomRowSchema>>;

function checkMeter(row: RoomRow, commodity: Commodity, wrong: (field: string, zh: string, en: string) => void): void {
  const no = row[`${commodity}No`];
  const reading = row[`${commodity}Reading`];
  const credit = row[`${commodity}Credit`];
  if (no === undefined) {
    if (reading !== undefined || credit !== undefined)
      wrong(`${commodity}No`, '有起数或余额的表须填表号', 'A meter with a reading or credit needs its number');
    return;
  }
  if (reading === undefined) wrong(`${commodity}Reading`, '表须填起数', 'A meter needs its initial reading');
  if (credit === undefined) return;
  const amount = creditOf(row, commodity);
  if (amount === null || amount < 0 || amount > 1_000_000_000) {
    wrong(`${commodity}Credit`, '余额须为不小于 0 的数', 'Credit is a number, not below 0');
  } else if (amount > 0 && (row.delivery ?? 'balance') !== 'balance') {
    wrong(
      `${commodity}Credit`,
      '只有系统余额表可以填余额；卡和表内的余额不在系统里',
      'Only where the balance is kept here: what is on a card or in a meter is not in the system',
    );
  } else if (amount > 0 && row.accountNo === undefined) {
    wrong(`${commodity}Credit`, '没有开户的房间不能有余额', 'A room without an account has no credit');
  }
}

/** Fen or thousandths, as the row's unit says; 0 when empty, null when it is no such number. */
export function creditOf(row: RoomRow, commodity: Commodity): number | null {
  const text = row[`${commodity}Credit`];
  if (text === undefined) return 0;
  return row.creditUnit === true ? parseMoney(text) : parseQuantity(text);
}
