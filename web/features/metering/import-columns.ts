/** The columns of files that can be imported, as templates and the list of bad rows name them. */
import type { Text } from '../../../shared/text.ts';

export interface ImportColumn {
  readonly field: string;
  readonly title: Text;
  readonly required?: true;
}

export type ImportKind = 'rooms' | 'readings';

const column = (field: string, zh: string, en: string): ImportColumn => ({ field, title: { zh, en } });
const must = (field: string, zh: string, en: string): ImportColumn => ({ field, title: { zh, en }, required: true });

const meter = (field: string, zh: string, en: string): readonly ImportColumn[] => [
  column(`${field}No`, `${zh}号`, `${en} meter`),
  column(`${field}Reading`, `${zh}起数`, `${en} reading`),
  column(`${field}Credit`, `${zh}余额`, `${en} credit`),
];

export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  rooms: [
    must('building', '楼栋', 'Building'),
    must('floor', '楼层', 'Floor'),
    must('room', '房间', 'Room'),
    column('capacity', '床位数', 'Beds'),
    column('category', '用户类别', 'User category'),
    column('accountNo', '户号', 'Account'),
    column('occupants', '住户', 'Occupants'),
    column('phones', '电话', 'Phone'),
    column('creditUnit', '计费单位', 'Credit unit'),
    column('delivery', '充值方式', 'Delivery'),
    ...meter('electricity', '电表', 'Electricity'),
    ...meter('water', '水表', 'Water'),
    ...meter('gas', '燃气表', 'Gas'),
  ],
  readings: [
    must('meterNo', '表号', 'Meter'),
    must('readAt', '抄表时间', 'Read at'),
    must('total', '读数', 'Reading'),
    column('peak', '峰读数', 'Peak'),
    column('flat', '平读数', 'Flat'),
    column('valley', '谷读数', 'Valley'),
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
