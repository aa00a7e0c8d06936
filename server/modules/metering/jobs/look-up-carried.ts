/** Every ten minutes: asks what became of carried credit that was sent and is not known to have arrived. */
import { deliverCarry } from '../../../../shared/contracts/metering/deliver-carry.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { runLater } from '../../../platform/operations/run-later.ts';
import type { CarryTicket } from '../operations/deliver-carry.ts';
import type { CarriedRow } from '../store/carried.ts';
import { meterById } from '../store/meters.ts';

const AFTER_SECONDS = 120;

export const lookUpCarried: Job = {
  name: 'metering.look-up-carried',
  cron: '*/10 * * * *',
  async run(tx, actor, clock) {
    const now = clock.now();
    const rows = await tx.many(
      q
        .selectFrom('carried_credit')
        .selectAll()
        .where('site_id', '=', actor.siteId)
        .where('state', 'in', ['sent', 'unknown'])
        .where('asked_at', '<', addSeconds(now, -AFTER_SECONDS))
        .orderBy('carry_id'),
    );
    for (const row of rows as unknown as CarriedRow[]) {
      const meter = await meterById(tx, actor.siteId, row.to_meter_id);
      if (meter === undefined || row.request_id === null || row.purchase_count === null) continue;
      const ticket: CarryTicket = {
        subject: row.carry_id,
        delivery: meter.delivery as CarryTicket['delivery'],
        lookUp: true,
        request: {
          requestId: row.request_id,
          meterId: row.to_meter_id,
          kind: 'carry-in',
          amount: row.amount,
          unit: row.unit,
          purchaseCount: row.purchase_count,
          document: { kind: 'carried-credit', id: row.carry_id },
          by: actor,
        },
      };
      await runLater(tx, actor, { contract: deliverCarry, ticket: { ...ticket }, now });
    }
  },
};
