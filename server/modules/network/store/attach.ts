/** Writing who is on which line. A meter that comes back has its row again. */
import type { Protocol } from '../../../../shared/network/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface Attached {
  readonly meterId: string;
  readonly lineId: string;
  readonly protocol: Protocol;
  readonly address: string;
  readonly customerNo: string;
  readonly ratesItself: boolean;
  readonly hoardLimitFen?: number | undefined;
  readonly at: Instant;
}

export async function putOnLine(tx: Tx, { siteId, personId }: Actor, attached: Attached): Promise<void> {
  const set = {
    line_id: attached.lineId,
    protocol: attached.protocol,
    address: attached.address,
    customer_no: attached.customerNo,
    rates_itself: attached.ratesItself,
    hoard_limit_fen: attached.hoardLimitFen ?? null,
    attached_at: attached.at,
    attached_by: personId,
    detached_at: null,
  };
  await tx.keep(
    'network_meter',
    q
      .insertInto('network_meter')
      .values({ site_id: siteId, meter_id: attached.meterId, ...set } as never)
      .onConflict((conflict) => conflict.columns(['site_id', 'meter_id']).doUpdateSet(set as never))
      .returningAll(),
  );
}

/** Its password goes with it. */
export async function takeOffLine(tx: Tx, siteId: string, meterId: string, at: Instant): Promise<void> {
  await tx.keep(
    'network_meter',
    q
      .updateTable('network_meter')
      .set({ detached_at: at })
      .where('site_id', '=', siteId)
      .where('meter_id', '=', meterId)
      .returningAll(),
  );
  await tx.run(q.deleteFrom('network_meter_secret').where('site_id', '=', siteId).where('meter_id', '=', meterId));
}
