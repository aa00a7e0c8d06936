/**
 * Every minute: asks what became of deliveries that are not known, and makes a case of what has waited too long.
 * The asking itself is left to the job that finishes operations: nothing foreign is waited for in here.
 */
import { lookUpDelivery } from '../../../../shared/contracts/vending/look-up-delivery.ts';
import { minutesBetween } from '../../../../shared/values/calendar.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { runLater } from '../../../platform/operations/run-later.ts';
import type { LookUpTicket } from '../operations/look-up-delivery.ts';
import { CASE_AFTER_HOURS, isTimeToAsk } from '../rules/settle-delivery.ts';
import { lockSale } from '../store/sales.ts';
import { carryAsCase, isUnknown, undeliveredOf } from '../undelivered.ts';

export const lookUpUnknown: Job = {
  name: 'vending.look-up-unknown',
  cron: '* * * * *',
  async run(tx, actor, clock) {
    const now = clock.now();
    const { siteId } = actor;
    for (const row of await undeliveredOf(tx, siteId)) {
      const ageMinutes = minutesBetween(row.paid_at, now);
      if (isUnknown(row) && row.attempt_id !== null && isTimeToAsk(ageMinutes)) {
        const ticket: LookUpTicket = {
          subject: row.sale_id,
          attemptId: row.attempt_id,
          delivery: row.delivery,
          siteId,
        };
        await runLater(tx, actor, { contract: lookUpDelivery, ticket: { ...ticket }, now });
      }
      if (row.state === 'case' || row.state === 'delivering' || ageMinutes < CASE_AFTER_HOURS * 60) continue;
      const locked = await lockSale(tx, siteId, row.sale_id);
      if (locked.state === row.state) await carryAsCase(tx, actor, clock, row);
    }
  },
};
