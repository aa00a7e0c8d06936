/** Blocks: why nothing may be sold to a meter. The caller has locked the meter's credit row. */
import type { BlockReason } from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface NewBlock {
  readonly meterId: string;
  readonly reason: BlockReason;
  readonly note: string;
  readonly at: Instant;
  readonly document?: { readonly kind: string; readonly id: string };
}

export async function blockMeter(tx: Tx, actor: Actor, block: NewBlock): Promise<string> {
  const blockId = newId();
  await tx.keep(
    'meter_block',
    q
      .insertInto('meter_block')
      .values({
        site_id: actor.siteId,
        block_id: blockId,
        meter_id: block.meterId,
        reason: block.reason,
        document_kind: block.document?.kind ?? null,
        document_id: block.document?.id ?? null,
        note: block.note,
        blocked_at: block.at,
        blocked_by: actor.personId,
        lifted_at: null,
        lifted_by: null,
        lift_note: null,
      })
      .returningAll(),
  );
  tx.touch('metering');
  return blockId;
}

export interface Lifting {
  readonly note: string;
  readonly at: Instant;
  readonly blockId?: string;
  /** Lifts what this document has blocked. */
  readonly documentId?: string;
}

/** Lifts one block, or all of one document. Answers how many were lifted. */
export async function liftBlocks(tx: Tx, actor: Actor, lifting: Lifting): Promise<number> {
  let update = q
    .updateTable('meter_block')
    .set({ lifted_at: lifting.at, lifted_by: actor.personId, lift_note: lifting.note })
    .where('site_id', '=', actor.siteId)
    .where('lifted_at', 'is', null);
  if (lifting.blockId === undefined && lifting.documentId === undefined) return 0;
  if (lifting.blockId !== undefined) update = update.where('block_id', '=', lifting.blockId);
  if (lifting.documentId !== undefined) update = update.where('document_id', '=', lifting.documentId);
  const rows = await tx.keep('meter_block', update.returningAll());
  tx.touch('metering');
  return rows.length;
}
