/** Every hour: cash of a signed slip that was not remitted by the end of the next business day becomes a case, once. */
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { formatMoney } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { openCase } from '../../cases/index.ts';
import { cashAge } from '../rules/lateness.ts';
import { dueSlips } from '../store/remittances.ts';

export const ageCash: Job = {
  name: 'reconciliation.age-cash',
  cron: '7 * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const today = await currentDay(tx, siteId, clock.now());
    for (const { row, dueFen } of await dueSlips(tx, siteId)) {
      if (dueFen < 0 || !cashAge(row.business_date, today).late) continue;
      const number = slipNumberOf(row.number);
      await openCase(tx, actor, clock, {
        subject: 'cash.unremitted',
        summary: {
          zh: `日结单 ${number}（${row.business_date}）现金 ${formatMoney(dueFen)} 元逾期未缴。`,
          en: `Daily slip ${number} (${row.business_date}): ${formatMoney(dueFen)} yuan of cash are not remitted in time.`,
        },
        amountFen: dueFen,
        document: { kind: 'daily-slip', id: row.slip_id },
        parties: [{ personId: row.custodian_id, post: row.custodian_post }],
      });
    }
  },
};
