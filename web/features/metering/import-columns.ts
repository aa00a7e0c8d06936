/** The columns of files that can be imported, as templates and the list of bad rows name them. */
import type { Text } from '../../../shared/text.ts';

export interface ImportColumn {
  readonly field: string;
  readonly title: Text;
  readonly required?: true;
}

export type ImportKind = 'rooms' | 'readings';

const METERS = {
  electricity: { zh: '电表', en: 'Electricity' },
  water: { zh: '水表', en: 'Water' },
  gas: { zh: '燃气表', en: 'Gas' },
} as const satisfies Record<string, Text>;

function meter(key: keyof typeof METERS): readonly ImportColumn[] {
  const { zh, en } = METERS[key];
  return [
    { field: `${key}No`, title: { zh: `${zh}号`, en: `${en} meter` } },
    { field: `${key}Reading`, title: { zh: `${zh}起数`, en: `${en} reading` } },
    { field: `${key}Credit`, title: { zh: `${zh}余额`, en: `${en} credit` } },
  ];
}

export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  rooms: [
    { field: 'building', title: { zh: '楼栋', en: 'Building' }, required: true },
    { field: 'floor', title: { zh: '楼层', en: 'Floor' }, required: true },
    { field: 'room', title: { zh: '房间', en: 'Room' }, required: true },
    { field: 'capacity', title: { zh: '床位数', en: 'Beds' } },
    { field: 'category', title: { zh: '用户类别', en: 'User category' } },
    { field: 'accountNo', title: { zh: '户号', en: 'Account' } },
    { field: 'occupants', title: { zh: '住户', en: 'Occupants' } },
    { field: 'phones', title: { zh: '电话', en: 'Phone' } },
    { field: 'creditUnit', title: { zh: '计费单位', en: 'Credit unit' } },
    { field: 'delivery', title: { zh: '充值方式', en: 'Delivery' } },
    ...meter('electricity'),
    ...meter('water'),
    ...meter('gas'),
  ],
  readings: [
    { field: 'meterNo', title: { zh: '表号', en: 'Meter' }, required: true },
    { field: 'readAt', title: { zh: '抄表时间', en: 'Read at' }, required: true },
    { field: 'total', title: { zh: '读数', en: 'Reading' }, required: true },
    { field: 'peak', title: { zh: '峰读数', en: 'Peak' } },
    { field: 'flat', title: { zh: '平读数', en: 'Flat' } },
    { field: 'valley', title: { zh: '谷读数', en: 'Valley' } },
  ],
};

/** A column by its field; what the file itself called something else stays as it is. */
export function columnTitle(kind: ImportKind, field: string): Text {
  const known = IMPORT_COLUMNS[kind].find((one) => one.field === field);
  return known?.title ?? { zh: field, en: field };
}

/** The head line alone, with the mark by which Excel knows UTF-8. */
export const templateCsv = (kind: ImportKind, language: 'zh' | 'en'): string =>
  `\uFEFF${IMPORT_COLUMNS[kind].map(({ title }) => title[language]).join(',')}\r\n`;
