/**
 * The one way in for tables of rooms, readings, prices and the like: CSV or XLSX → columns, rows, problems.
 * The kind is told by the content; the name is only used to say what is wrong. Never throws for a file's content.
 */
import { assembleTable } from './assemble-table.ts';
import { csvRecords, detectSeparator } from './csv-records.ts';
import { decodeText } from './decode-text.ts';
import { readXlsxTable } from './read-xlsx.ts';
import { TABLE_LIMITS, type TableFile, wholeFile } from './table-file.ts';

const MEGABYTE = 1024 * 1024;

export async function readTable(file: Buffer, fileName: string): Promise<TableFile> {
  if (file.length === 0) return wholeFile({ zh: `“${fileName}”是空文件`, en: `"${fileName}" is empty` });
  if (file.length > TABLE_LIMITS.fileBytes) {
    const limit = TABLE_LIMITS.fileBytes / MEGABYTE;
    return wholeFile({ zh: `“${fileName}”超过 ${limit} MB`, en: `"${fileName}" is larger than ${limit} MB` });
  }
  if (file.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return readXlsxTable(file);
  if (file.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    return wholeFile({
      zh: `“${fileName}”是旧版 .xls 或加了密码，请另存为不带密码的 .xlsx`,
      en: `"${fileName}" is an old .xls or has a password; save it as .xlsx without one`,
    });
  }
  const { text, encoding } = await decodeText(file);
  if (encoding !== 'utf-16le' && file.subarray(0, 8_192).includes(0)) {
    return wholeFile({ zh: `“${fileName}”不是 CSV 或 XLSX`, en: `"${fileName}" is neither CSV nor XLSX` });
  }
  return assembleTable(csvTable(text));
}

/** In a CSV nothing computes: text that starts as a formula is not a value, and is never carried on. */
function* csvTable(text: string): ReturnType<typeof csvRecords> {
  const declared = /^sep=([,;\t])\r?\n/.exec(text);
  const separator = (declared?.[1] as ',' | ';' | '\t' | undefined) ?? detectSeparator(text);
  const skipped = declared ? 1 : 0;
  for (const record of csvRecords(declared ? text.slice(declared[0].length) : text, separator)) {
    const cells = record.cells.map((cell) =>
      typeof cell === 'string' && cell.trimStart().startsWith('=')
        ? { text: cell, problem: { zh: '这一格是公式，不是数据', en: 'This cell is a formula, not data' } }
        : cell,
    );
    yield { ...record, line: record.line + skipped, cells };
  }
}
