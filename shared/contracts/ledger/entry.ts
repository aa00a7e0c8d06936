import { z } from 'zod';
import { entryViewSchema, LEDGER_READERS } from '../../ledger/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const entry = query({
  module: 'ledger',
  name: 'entry',
  title: { zh: '记账凭证', en: 'Ledger entry' },
  posts: LEDGER_READERS,
  input: z.strictObject({ entryId: idSchema }),
  output: entryViewSchema,
  refusals: ['record.not_found'],
});
