/** A file chosen for import: whether it can be one at all, and its content as it travels. */
import type { Text } from '../../../shared/text.ts';

/** As the server has it; a file above it would only be sent to be refused. */
export const LARGEST_MB = 20;

const OLD_EXCEL: Text = {
  zh: '“{name}”是旧版 Excel 文件（.xls）。未上传。请在 Excel 里另存为 .xlsx 或 CSV，再选一次。',
  en: '"{name}" is an old Excel file (.xls). Nothing was sent. Save it as .xlsx or CSV in Excel, then choose it again.',
};
const WRONG_TYPE: Text = {
  zh: '“{name}”不是 CSV 或 XLSX 文件。未上传。请选择扩展名为 .csv 或 .xlsx 的文件。',
  en: '"{name}" is neither CSV nor XLSX. Nothing was sent. Choose a file that ends in .csv or .xlsx.',
};
const TOO_LARGE: Text = {
  zh: '“{name}”超过 {largest} MB。未上传。请按楼栋拆成几个文件，分次导入。',
  en: '"{name}" is larger than {largest} MB. Nothing was sent. Split it by building and import the parts.',
};
const EMPTY: Text = {
  zh: '“{name}”是空文件。未上传。请确认文件已保存并关闭。',
  en: '"{name}" is empty. Nothing was sent. See that it was saved and closed.',
};

const MEGABYTE = 1024 * 1024;

export interface FileRefusal {
  readonly text: Text;
  readonly words: Readonly<Record<string, string | number>>;
}

/** Why the file cannot be imported; null when it can be tried. */
export function refusalOfFile(file: { readonly name: string; readonly size: number }): FileRefusal | null {
  const { name, size } = file;
  const refuse = (text: Text, words = {}): FileRefusal => ({ text, words: { name, ...words } });
  if (/\.xls$/i.test(name)) return refuse(OLD_EXCEL);
  if (!/\.(?:csv|txt|xlsx)$/i.test(name)) return refuse(WRONG_TYPE);
  if (size === 0) return refuse(EMPTY);
  if (size > LARGEST_MB * MEGABYTE) return refuse(TOO_LARGE, { largest: LARGEST_MB });
  return null;
}
