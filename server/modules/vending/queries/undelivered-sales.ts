import { undeliveredSales as contract } from '../../../../shared/contracts/vending/undelivered-sales.ts';
import type { DeliveryReason } from '../../../../shared/metering/words.ts';
import { minutesBetween } from '../../../../shared/values/calendar.ts';
import type { ReversalState } from '../../../../shared/vending/words.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { saleCan } from '../can.ts';
import { rowViews } from '../load-sale.ts';
import { undeliveredOf } from '../undelivered.ts';

export const undeliveredSales = answer(contract, async (tx, actor, clock) => {
  const rows = await undeliveredOf(tx, actor.siteId);
  const views = await rowViews(tx, actor.siteId, rows);
  const now = clock.now();
  return {
    rows: rows.map((row, index) => ({
      ...views[index]!,
      ageMinutes: minutesBetween(row.paid_at, now),
      attemptState: row.attempt_state,
      reason: row.attempt_reason as DeliveryReason | null,
      can: saleCan(actor, {
        state: row.state,
        delivery: row.delivery,
        attempt: row.attempt_state,
        reversal:
          row.reversal_state === null
            ? null
            : { state: row.reversal_state as ReversalState, requestedBy: row.requested_by ?? '' },
      }),
    })),
  };
});
