import { decideRecharge } from '../../../../shared/contracts/network/decide-recharge.ts';
import { recharges as contract } from '../../../../shared/contracts/network/recharges.ts';
import { recordDisplay } from '../../../../shared/contracts/network/record-display.ts';
import { requestSupply } from '../../../../shared/contracts/network/request-supply.ts';
import { creditFields } from '../../../../shared/metering/view.ts';
import type { RechargeView } from '../../../../shared/network/view.ts';
import { type Instant, minutesBetween } from '../../../../shared/values/calendar.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { isFinal, pathOf } from '../rules/recharge-states.ts';
import type { RechargeRow } from '../store/recharges.ts';

const RECHARGES = `select r.*, m.meter_no, p.full_code as room_code from meter_recharge r
  join meter m on m.site_id = r.site_id and m.meter_id = r.meter_id
  join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
  where r.site_id = $1 and ($2::uuid is null or r.meter_id = $2)`;
const OPEN = `${RECHARGES} and r.state not in ('APPLIED', 'NOT_APPLIED') and ($3::uuid is null or r.request_id > $3)
  order by r.request_id limit $4`;
const ALL = `${RECHARGES} and ($3::uuid is null or r.request_id < $3) order by r.request_id desc limit $4`;

type Row = RechargeRow & { readonly meter_no: string; readonly room_code: string };

const balance = (row: Row, amount: number | null) =>
  amount === null ? { fen: null, milli: null } : creditFields(row.unit, amount);

function rechargeView(actor: Actor, now: Instant, row: Row): RechargeView {
  const amount = balance(row, row.amount);
  const before = balance(row, row.before_balance);
  const after = balance(row, row.after_balance);
  const open = !isFinal(row.state) && row.sent_at !== null;
  return {
    requestId: row.request_id,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.room_code,
    unit: row.unit,
    amountFen: amount.fen,
    amountMilli: amount.milli,
    purchaseCount: row.purchase_count,
    documentKind: row.document_kind,
    documentId: row.document_id,
    orderNo: row.order_no,
    state: row.state,
    path: pathOf(row.path),
    reason: row.reason,
    error: row.error,
    beforeCount: row.before_count,
    afterCount: row.after_count,
    beforeFen: before.fen,
    beforeMilli: before.milli,
    afterFen: after.fen,
    afterMilli: after.milli,
    evidence: row.evidence,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    settledAt: row.settled_at,
    ageMinutes: minutesBetween(row.created_at, row.settled_at ?? now),
    can: canOf(actor, [
      [recordDisplay, open],
      [decideRecharge, open && row.person_id !== actor.personId],
      [requestSupply, open],
    ]),
  };
}

export const recharges = answer(contract, async (tx, actor, clock, { show, meterId, after, limit }) => {
  const given = [actor.siteId, meterId ?? null, after ?? null, limit];
  const rows =
    show === 'open'
      ? await tx.prepared<Row>('network.open-recharges', OPEN, given)
      : await tx.prepared<Row>('network.recharges', ALL, given);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => rechargeView(actor, clock.now(), row)),
    ...(rows.length === limit && last !== undefined ? { next: last.request_id } : {}),
  };
});
