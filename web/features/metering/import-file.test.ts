import { expect, test } from 'vitest';
import { IMPORT_COLUMNS, templateCsv } from './import-columns.ts';
import { refusalOfFile } from './import-file.ts';

test('a file that cannot be one is refused before it is sent, with the reason', () => {
  expect(refusalOfFile({ name: '房间表.csv', size: 10 })).toBeNull();
  expect(refusalOfFile({ name: 'ROOMS.XLSX', size: 10 })).toBeNull();
  expect(refusalOfFile({ name: '房间表.xls', size: 10 })?.text.en).toContain('old Excel');
  expect(refusalOfFile({ name: '房间表.pdf', size: 10 })?.text.en).toContain('neither CSV nor XLSX');
  expect(refusalOfFile({ name: 'a.csv', size: 0 })?.text.en).toContain('empty');
  expect(refusalOfFile({ name: 'a.csv', size: 20 * 1024 * 1024 })).toBeNull();
  expect(refusalOfFile({ name: 'a.csv', size: 20 * 1024 * 1024 + 1 })?.words).toMatchObject({
    name: 'a.csv',
    largest: 20,
  });
});

test('a template is one head line with the mark of UTF-8', () => {
  const csv = templateCsv('rooms', 'zh');
  expect(csv.startsWith('\uFEFF楼栋,楼层,房间,')).toBe(true);
  expect(csv.trim().split(',')).toHaveLength(IMPORT_COLUMNS.rooms.length);
});
