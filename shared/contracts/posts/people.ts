import { z } from 'zod';
import { personRowSchema, RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const people = query({
  module: 'posts',
  name: 'people',
  title: { zh: '人员与岗位', en: 'People and posts' },
  posts: ['system-administrator', 'auditor', ...RIGHTS_APPROVERS],
  input: z.strictObject({
    state: z.enum(['proposed', 'active', 'refused', 'left']).optional(),
    text: z.string().trim().max(40).optional(),
    after: idSchema.optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    rows: z.array(personRowSchema),
    next: idSchema.optional(),
    /** The open change of the single-operator mode, if any. */
    singleOperatorChange: z
      .object({
        changeId: idSchema,
        wanted: z.boolean(),
        reason: z.string(),
        proposedBy: z.string(),
        can: z.array(z.string()),
      })
      .nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'name', title: { zh: '姓名', en: 'Name' } },
    { key: 'login', title: { zh: '登录名', en: 'Login' }, as: 'code' },
    { key: 'posts', title: { zh: '岗位', en: 'Posts' }, as: 'post' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'awaiting', title: { zh: '待批准', en: 'Awaiting' } },
    { key: 'claimed', title: { zh: '已领取账号', en: 'Claimed' }, as: 'yes-no' },
    { key: 'totp', title: { zh: '验证器', en: 'Authenticator' }, as: 'yes-no' },
    { key: 'proposedBy', title: { zh: '提出人', en: 'Proposed by' } },
    { key: 'approvedBy', title: { zh: '批准人', en: 'Approved by' } },
  ],
});
