/** What is generated from the migrations is committed and fresh. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roleOf } from '../server/platform/db/roles.ts';
import { generateSchema, staleFiles } from '../tools/dump-schema.ts';
import { createTestDatabase, type TestDatabase } from './support/postgres.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

// Another major version words some definitions differently; the committed files are the embedded version's.
test.skipIf(process.env.DATABASE_URL_TEST)('db/schema.sql and tables.gen.ts are what the migrations make', async () => {
  const files = await generateSchema(db.owner, roleOf(db.appConnection)!);
  expect(staleFiles(files), 'run npm run schema').toEqual([]);
});
