/** The page's templates name exactly the columns that imports read. */
import { expect, it } from 'vitest';
import { IMPORT_COLUMNS } from '../../../../web/features/metering/import-columns.ts';
import { READING_FIELDS } from './reading-row.ts';
import { ROOM_FIELDS } from './room-row.ts';

it.each([
  ['rooms', ROOM_FIELDS],
  ['readings', READING_FIELDS],
] as const)('%s', (kind, fields) => {
  const read = fields.map(({ field, title, required = false }) => ({ field, title, required }));
  expect(IMPORT_COLUMNS[kind].map(({ field, title, required = false }) => ({ field, title, required }))).toEqual(read);
});
