import type { z } from 'zod';
import { liftProtection } from '../../../../shared/contracts/control/lift-protection.ts';
import type { protectionViewSchema } from '../../../../shared/control/view.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { whoDid } from '../../collection/index.ts';

interface Row {
  readonly protection_id: string;
  readonly room_id: string;
  readonly room_code: string;
  readonly kind: 'medical' | 'essential';
  readonly note: string;
  readonly set_by: string;
  readonly set_at: Instant;
}

/** Those in force, by room. */
export async function protectionViews(tx: Tx, actor: Actor): Promise<z.output<typeof protectionViewSchema>[]> {
  const rows = await tx.prepared<Row>(
    'control.protections',
    `select r.protection_id, r.room_id, p.full_code as room_code, r.kind, r.note, r.set_by, r.set_at
     from room_protection r join premise p on p.site_id = r.site_id and p.premise_id = r.room_id
     where r.site_id = $1 and r.lifted_at is null order by p.full_code limit 500`,
    [actor.siteId],
  );
  const name = await whoDid(
    tx,
    actor.siteId,
    rows.map((row) => row.set_by),
  );
  return rows.map((row) => ({
    protectionId: row.protection_id,
    roomId: row.room_id,
    roomCode: row.room_code,
    kind: row.kind,
    note: row.note,
    setBy: name(row.set_by),
    setAt: row.set_at,
    can: allowed(actor, [liftProtection]),
  }));
}
