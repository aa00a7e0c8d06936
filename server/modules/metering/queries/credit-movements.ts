import { creditMovements as contract } from '../../../../shared/contracts/metering/credit-movements.ts';
import { creditFields } from '../../../../shared/metering/view.ts';
import type { CreditUnit, MovementKind } from '../../../../shared/metering/words.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

export const creditMovements = answer(contract, async (tx, actor, _clock, { meterId, after, limit }) => {
  let select = q
    .selectFrom('credit_movement')
    .selectAll()
    .where('site_id', '=', actor.siteId)
    .where('meter_id', '=', meterId)
    .orderBy('seq', 'desc')
    .limit(limit);
  if (after !== undefined) select = select.where('seq', '<', after);
  const rows = await tx.many(select);
  const last = rows.at(-1);
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.person_id),
  );
  return {
    rows: rows.map((row) => {
      const unit = row.unit as CreditUnit;
      const amount = creditFields(unit, row.amount);
      const balance = creditFields(unit, row.balance_after);
      return {
        seq: row.seq,
        kind: row.kind as MovementKind,
        unit,
        amountFen: amount.fen,
        amountMilli: amount.milli,
        balanceAfterFen: balance.fen,
        balanceAfterMilli: balance.milli,
        purchaseCount: row.purchase_count,
        documentKind: row.document_kind,
        documentId: row.document_id,
        at: row.at,
        person: { personId: row.person_id, name: names.get(row.person_id) ?? '' },
      };
    }),
    ...(rows.length === limit && last !== undefined ? { next: last.seq } : {}),
  };
});
