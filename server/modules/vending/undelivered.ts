/** Sales that were paid and have not come to their end: what the drawer's closing, the job and the list look at. */
import type { CaseSubject } from '../../../shared/cases/subjects.ts';
import type { Text } from '../../../shared/text.ts';
import { formatMoney } from '../../../shared/values/money.ts';
import type { AttemptState } from '../../../shared/vending/words.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert, refuse } from '../../platform/operations/refuse.ts';
import { openCase } from '../cases/index.ts';
import type { OpenSales } from '../control/index.ts';
import type { MoveGuard } from '../metering/index.ts';
import { personName } from '../posts/index.ts';
import type { CloseGuard } from '../tills/index.ts';
import { isLookedUp } from './rules/attempt-states.ts';
import { moveSale, type SaleRow } from './store/sales.ts';

export type UndeliveredRow = SaleRow & {
  readonly attempt_id: string | null;
  readonly attempt_state: AttemptState | null;
  readonly attempt_reason: string | null;
  readonly reversal_state: string | null;
  readonly requested_by: string | null;
};

const UNDELIVERED = `
select s.*, a.attempt_id, a.state as attempt_state, a.reason as attempt_reason, r.state as reversal_state, r.requested_by
from sale s
left join lateral (select * from delivery_attempt d where d.site_id = s.site_id and d.sale_id = s.sale_id
  order by d.attempt_no desc limit 1) a on true
left join sale_reversal r on r.site_id = s.site_id and r.sale_id = s.sale_id and r.state <> 'refused'
where s.site_id = $1 and s.state in ('paid', 'delivering', 'unknown', 'case')`;

/** Oldest first. */
export const undeliveredOf = (tx: Tx, siteId: string): Promise<UndeliveredRow[]> =>
  tx.prepared<UndeliveredRow>('vending.undelivered', `${UNDELIVERED} order by s.sale_id limit 200`, [siteId]);

const lockedOfSession = (tx: Tx, siteId: string, drawerSessionId: string): Promise<UndeliveredRow[]> =>
  tx.prepared<UndeliveredRow>(
    'vending.undelivered-of-session',
    `${UNDELIVERED} and s.drawer_session_id = $2 order by s.sale_id for update of s`,
    [siteId, drawerSessionId],
  );

/** Whether it is known that nothing arrived decides what the case is about. */
const subjectOf = (row: UndeliveredRow): CaseSubject =>
  row.attempt_state === 'NOT_APPLIED' ? 'delivery.refused' : 'delivery.unknown';

const summaryOf = (row: UndeliveredRow): Text => ({
  zh: `凭证 ${row.slip_no}，房间 ${row.room_code}，已收 ${formatMoney(row.total_fen)} 元，未到账`,
  en: `Slip ${row.slip_no}, room ${row.room_code}: ${formatMoney(row.total_fen)} yuan paid, not delivered`,
});

/** The sale's row is locked. A sale that is a case already keeps the one it has. */
export async function carryAsCase(tx: Tx, actor: Actor, clock: Clock, row: UndeliveredRow): Promise<string> {
  if (row.case_id !== null) return row.case_id;
  const { caseId } = await openCase(tx, actor, clock, {
    subject: subjectOf(row),
    summary: summaryOf(row),
    amountFen: row.total_fen,
    document: { kind: 'sale', id: row.sale_id },
    parties: [{ personId: row.person_id, post: row.post }],
  });
  await moveSale(tx, row, 'case', { case_id: caseId });
  return caseId;
}

export const isUnknown = (row: UndeliveredRow): boolean => row.attempt_state !== null && isLookedUp(row.attempt_state);

/** A drawer closes whatever is open, but nothing is forgotten: each undelivered sale is named and becomes a case. */
export const nameUndelivered: CloseGuard = async (tx, actor, { drawerSessionId, now }) => {
  const clock: Clock = { now: () => now };
  const named = [];
  for (const row of await lockedOfSession(tx, actor.siteId, drawerSessionId))
    named.push({
      documentKind: 'sale',
      documentId: row.sale_id,
      documentNumber: row.slip_no,
      caseId: await carryAsCase(tx, actor, clock, row),
    });
  return named;
};

/** While a delivery is under way, or its outcome unknown, its meter stays with the household that paid for it. */
export const refuseUnderWay: MoveGuard = async (tx, siteId, meterIds) => {
  const [sale] = await tx.prepared<SaleInTheWay>(
    'vending.under-way',
    `select s.slip_no, s.person_id from delivery_attempt a
     join sale s on s.site_id = a.site_id and s.sale_id = a.sale_id
     where a.site_id = $1 and a.meter_id = any($2) and a.state not in ('APPLIED', 'NOT_APPLIED') limit 1`,
    [siteId, meterIds],
  );
  if (sale !== undefined) await refuseUndelivered(tx, siteId, sale);
};

type SaleInTheWay = Pick<SaleRow, 'slip_no' | 'person_id'>;

/** Says which sale is in the way and who took it: whoever is refused knows whom to ask. */
async function refuseUndelivered(tx: Tx, siteId: string, sale: SaleInTheWay): Promise<never> {
  return refuse('sale.undelivered', {
    slip: sale.slip_no,
    name: (await personName(tx, siteId, sale.person_id)) ?? '—',
  });
}

export async function refuseBehind(tx: Tx, siteId: string, slipNo: string): Promise<never> {
  const [sale] = await tx.prepared<SaleInTheWay>(
    'vending.sale-behind',
    'select slip_no, person_id from sale where site_id = $1 and slip_no = $2',
    [siteId, slipNo],
  );
  assert(sale !== undefined, `the open sale ${slipNo} is not there`);
  return refuseUndelivered(tx, siteId, sale);
}

/** Rooms whose sale is paid and not delivered are not cut off: the credit may be in the meter already. */
export const openSalesTo: OpenSales = async (tx, siteId, meterIds) => {
  const rows = await tx.prepared<{ meter_id: string; slip_no: string }>(
    'vending.open-sales-to',
    `select m.meter_id, s.slip_no from sale s
     join meter x on x.site_id = s.site_id and x.meter_id = s.meter_id
     join meter m on m.site_id = x.site_id and m.premise_id = x.premise_id
     where s.site_id = $1 and s.state in ('paid', 'delivering', 'unknown', 'case') and m.meter_id = any($2)`,
    [siteId, meterIds],
  );
  return new Map(rows.map(({ meter_id, slip_no }) => [meter_id, slip_no]));
};
