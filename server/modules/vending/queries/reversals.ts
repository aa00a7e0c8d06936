import { reversals as contract } from '../../../../shared/contracts/vending/reversals.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { reversalCan } from '../can.ts';
import { personsOf, reversalView } from '../load-sale.ts';
import type { ReversalRow } from '../store/reversals.ts';

type Row = ReversalRow & { readonly slip_no: string; readonly room_code: string };

export const reversals = answer(contract, async (tx, actor, _clock, { state, after, limit }) => {
  let found = q
    .selectFrom('sale_reversal as r')
    .innerJoin('sale as s', (on) => on.onRef('s.site_id', '=', 'r.site_id').onRef('s.sale_id', '=', 'r.sale_id'))
    .selectAll('r')
    .select(['s.slip_no', 's.room_code'])
    .where('r.site_id', '=', actor.siteId);
  if (state !== undefined) found = found.where('r.state', '=', state);
  if (after !== undefined) found = found.where('r.reversal_id', '<', after);
  const rows = (await tx.many(found.orderBy('r.reversal_id', 'desc').limit(limit))) as unknown as Row[];
  const names = await personNames(tx, actor.siteId, rows.flatMap(personsOf));
  return {
    rows: rows.map((row) => ({
      ...reversalView(row, names),
      saleId: row.sale_id,
      slipNo: row.slip_no,
      roomCode: row.room_code,
      can: reversalCan(actor, { state: row.state, requestedBy: row.requested_by }),
    })),
    next: rows.length === limit ? (rows.at(-1)?.reversal_id ?? null) : null,
  };
});
