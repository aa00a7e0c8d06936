/**
 * What a slip printer was sent is a copy of a document kept elsewhere: after two days only the fact stays. The row
 * itself stays for ever, so that the same request is never sent twice.
 */
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Job } from '../../../platform/operations/implement.ts';

const KEPT_SECONDS = 2 * 86_400;

export const forgetPrints: Job = {
  name: 'devices.forget-prints',
  cron: '17 18 * * *',
  async run(tx, { siteId }, clock) {
    await tx.run(
      sql`update agent_command set body = '{}' where site_id = ${siteId} and name = 'print'
        and state in ('answered', 'withdrawn') and body <> '{}' and asked_at < ${addSeconds(clock.now(), -KEPT_SECONDS)}`,
    );
  },
};
