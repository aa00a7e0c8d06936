import { z } from 'zod';
import { digestSchema } from '../../reconciliation/slip-content.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Seals the day; its own record, and all that follows, is the next day's. */
export const closeDay = operation({
  module: 'reconciliation',
  name: 'close-day',
  title: { zh: '营业日日结', en: 'Close the day' },
  help: {
    zh: '全部钱箱结班并有日结单后，核对日结单、单据和总账，封存当日账链，生成日报表。',
    en: 'When every drawer is closed and has its slip: compare slips, documents and books, seal the day, make its sheet.',
  },
  posts: ['vending-supervisor', 'funds-administrator'],
  input: z.strictObject({ businessDate: businessDateSchema, signatures: signaturesSchema }),
  output: z.object({
    sheetId: idSchema,
    sheetNo: z.string(),
    businessDate: businessDateSchema,
    dayDigest: digestSchema,
    agrees: z.boolean(),
    caseNumber: z.string().nullable(),
  }),
  refusals: [
    'day.not_come',
    'day.not_begun',
    'day.already_sealed',
    'day.earlier_open',
    'day.drawers_open',
    'day.slips_missing',
    'day.chain_open',
    'signature.needed',
    'signature.content',
  ],
  sign: 'pin',
  fields: { businessDate: { zh: '营业日', en: 'Business day' } },
});
