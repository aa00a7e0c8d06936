/** SQL of batches; their progress is counted from their commands. */
import type { BatchView } from '../../../../shared/control/view.ts';
import type { SwitchCommand } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { whoDid } from '../../collection/index.ts';

interface Row {
  readonly batch_id: string;
  readonly building_code: string | null;
  readonly command: SwitchCommand;
  readonly reason: BatchView['reason'];
  readonly note: string;
  readonly started_by: string;
  readonly started_at: Instant;
  readonly meters: number;
  readonly waiting: number;
  readonly confirmed: number;
  readonly skipped: number;
}

export async function batchViews(
  tx: Tx,
  siteId: string,
  wanted: { readonly batchId?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<BatchView[]> {
  const rows = await tx.prepared<Row>(
    'control.batches',
    `select b.batch_id, p.full_code as building_code, b.command, b.reason, b.note, b.started_by, b.started_at, b.meters,
       n.waiting, n.confirmed, n.skipped
     from switch_batch b
     left join premise p on p.site_id = b.site_id and p.premise_id = b.building_id
     join lateral (select count(*) filter (where c.state in ('waiting', 'asked'))::int as waiting,
         count(*) filter (where c.state = 'confirmed')::int as confirmed,
         count(*) filter (where c.state = 'skipped')::int as skipped
       from relay_command c where c.site_id = b.site_id and c.origin_id = b.batch_id) n on true
     where b.site_id = $1 and ($2::uuid is null or b.batch_id = $2) and ($3::uuid is null or b.batch_id < $3)
     order by b.batch_id desc limit $4`,
    [siteId, wanted.batchId ?? null, wanted.after ?? null, wanted.limit],
  );
  const name = await whoDid(
    tx,
    siteId,
    rows.map((row) => row.started_by),
  );
  return rows.map((row) => ({
    batchId: row.batch_id,
    buildingCode: row.building_code,
    command: row.command,
    reason: row.reason,
    note: row.note,
    startedBy: name(row.started_by),
    startedAt: row.started_at,
    meters: row.meters,
    waiting: row.waiting,
    confirmed: row.confirmed,
    failed: row.meters - row.waiting - row.confirmed - row.skipped,
    skipped: row.skipped,
  }));
}

export interface NewBatch {
  readonly batchId: string;
  readonly buildingId: string | null;
  readonly command: SwitchCommand;
  readonly reason: string;
  readonly note: string;
  readonly validMinutes: number;
  readonly meters: number;
  readonly at: Instant;
}

export async function insertBatch(tx: Tx, actor: Actor, batch: NewBatch): Promise<void> {
  await tx.keep(
    'switch_batch',
    q
      .insertInto('switch_batch')
      .values({
        site_id: actor.siteId,
        batch_id: batch.batchId,
        building_id: batch.buildingId,
        command: batch.command,
        reason: batch.reason,
        note: batch.note,
        valid_minutes: batch.validMinutes,
        meters: batch.meters,
        started_by: actor.personId,
        started_post: actor.post,
        started_at: batch.at,
      })
      .returningAll(),
  );
}
