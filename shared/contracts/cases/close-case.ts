import { z } from 'zod';
import { caseWithEventsSchema } from '../../cases/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const closeCase = operation({
  module: 'cases',
  name: 'close-case',
  title: { zh: '结案', en: 'Close the case' },
  help: {
    zh: '差错须由双方的上级岗位查明原因后结案；结案不改动任何账目，补退款另开单据。',
    en: 'A difference is closed by a post above both parties once the cause is known. Closing moves no money: a correction is a document of its own.',
  },
  posts: [
    'vending-supervisor',
    'vending-technician',
    'service-manager',
    'campus-director',
    'centre-leader',
    'general-manager',
  ],
  sign: 'pin',
  proves: [{ duty: '1.operator.5', by: 'test/scenarios/report-an-incident.test.ts', refusal: 'post.not_allowed' }],
  input: z.strictObject({
    caseId: idSchema,
    resolution: z.string().trim().min(4).max(2000),
    signatures: z.array(idSchema).min(1),
  }),
  output: caseWithEventsSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'case.party',
    'case.not_above',
    'incident.technician_only',
    'incident.repair_open',
  ],
  fields: { resolution: { zh: '原因与处理', en: 'Cause and what was done' } },
});
