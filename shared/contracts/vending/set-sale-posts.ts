import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { salePostRuleSchema } from '../../vending/prepared.ts';
import { operation } from '../contract.ts';

/** The supervisor signs, and on the same content somebody who answers for the money: never one person. */
export const setSalePosts = operation({
  module: 'vending',
  name: 'set-sale-posts',
  title: { zh: '设定售电与收费分岗', en: 'Set clerk and cashier apart' },
  help: {
    zh: '启用后售电员只备单、不收款，一律到收费窗口交款。须售电主管和经费管理员（或财务、领导）两人签字。',
    en: 'When on, clerks only prepare and the cash window takes all money. Signed by the supervisor and by somebody who answers for the money.',
  },
  posts: ['vending-supervisor'],
  input: z.strictObject({ ...salePostRuleSchema.shape, reason: reasonSchema, signatures: signaturesSchema }),
  output: salePostRuleSchema,
  refusals: ['signature.needed', 'signature.content', 'person.must_differ'],
  sign: 'pin',
  fields: {
    twoPosts: { zh: '分岗收款（售电员不收款）', en: 'Apart: clerks take no money' },
    waitMinutes: { zh: '备单等待交款的分钟数', en: 'Minutes a prepared sale waits' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
