import { z } from 'zod';
import { BUNDLE_READERS, BUNDLE_STATES, bundleSchema } from '../../reconciliation/week.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first; with the week that may be handed in next. */
export const bundles = query({
  module: 'reconciliation',
  name: 'bundles',
  title: { zh: '周报', en: 'Weekly bundles' },
  help: {
    zh: '每周把日结单第三联连同缴款单送交经费管理员，逐号核收存档。',
    en: 'Every week the third copies go with the remittance slips to the funds administrator, who ticks each number.',
  },
  posts: BUNDLE_READERS,
  input: z.strictObject({
    bundleId: idSchema.optional(),
    state: z.enum(BUNDLE_STATES).optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(bundleSchema),
    next: idSchema.optional(),
    /** The earliest week that is over, has slips and is not handed in; null when there is none. */
    nextWeek: businessDateSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '单号', en: 'Number' }, as: 'code' },
    { key: 'fromDate', title: { zh: '自', en: 'From' }, as: 'date' },
    { key: 'toDate', title: { zh: '至', en: 'To' }, as: 'date' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'handedInBy', title: { zh: '送交人', en: 'Handed in by' } },
    { key: 'receivedBy', title: { zh: '核收人', en: 'Received by' } },
    { key: 'caseNumber', title: { zh: '案件', en: 'Case' }, as: 'code' },
  ],
});
