import { z } from 'zod';
import { CASH_OVERSEERS, closedFiguresSchema, reasonSchema } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { denominationCountSchema } from '../../values/denominations.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** A count at a moment the custodian does not choose, by a third person, who sees the figures afterwards. */
export const countDrawer = operation({
  module: 'tills',
  name: 'count-drawer',
  title: { zh: '突击盘点', en: 'Surprise count' },
  help: {
    zh: '由不保管钱箱的第三人随时清点；差异当场入账并立案。',
    en: 'A third person who holds no drawer counts at any time; a difference is booked at once and becomes a case.',
  },
  posts: [...CASH_OVERSEERS, 'finance'],
  input: z.strictObject({
    drawerSessionId: idSchema,
    count: denominationCountSchema,
    reason: reasonSchema,
    signatures: signaturesSchema,
  }),
  output: closedFiguresSchema.extend({ countId: idSchema, caseId: idSchema.nullable() }),
  refusals: [
    'record.not_found',
    'drawer.closed',
    'drawer.closing',
    'person.must_differ',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  fields: { count: { zh: '清点', en: 'Count' }, reason: { zh: '盘点说明', en: 'Note' } },
});
