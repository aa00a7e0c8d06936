/** SQL of recharges, and of who is at work on a meter's credit. */
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { CreditUnit, DeliveryReason } from '../../../../shared/metering/words.ts';
import type { Protocol } from '../../../../shared/network/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { AttemptState } from '../../../../shared/vending/words.ts';
import { q } from '../../../platform/db/query.ts';
import { type Tx, transaction } from '../../../platform/db/tx.ts';
import type { DeliveryOutcome } from '../../metering/index.ts';

export interface RechargeRow {
  readonly site_id: string;
  readonly request_id: string;
  readonly meter_id: string;
  readonly kind: string;
  readonly unit: CreditUnit;
  readonly amount: number;
  readonly purchase_count: number;
  readonly document_kind: string;
  readonly document_id: string;
  readonly protocol: Protocol;
  readonly order_no: string | null;
  readonly state: AttemptState;
  readonly path: string;
  readonly reason: DeliveryReason | null;
  readonly error: string | null;
  readonly before_count: number | null;
  readonly before_balance: number | null;
  readonly before_total: number | null;
  readonly before_at: Instant | null;
  readonly after_count: number | null;
  readonly after_balance: number | null;
  readonly after_total: number | null;
  readonly after_at: Instant | null;
  readonly evidence: 'line' | 'display' | 'decision' | null;
  readonly evidence_id: string | null;
  readonly decided_by: string | null;
  readonly decision: string | null;
  readonly signature_ids: string[] | null;
  readonly created_at: Instant;
  readonly sent_at: Instant | null;
  readonly settled_at: Instant | null;
  readonly person_id: string;
}

export type NewRecharge = Omit<
  RechargeRow,
  | 'reason'
  | 'error'
  | `before_${string}`
  | `after_${string}`
  | 'evidence'
  | 'evidence_id'
  | 'decided_by'
  | 'decision'
  | 'signature_ids'
  | 'sent_at'
  | 'settled_at'
>;
export type RechargeChange = Partial<Omit<RechargeRow, keyof NewRecharge>> & Pick<RechargeRow, 'state' | 'path'>;

export async function findRecharge(
  tx: Tx,
  siteId: string,
  requestId: string,
  lock = false,
): Promise<RechargeRow | undefined> {
  const query = q
    .selectFrom('meter_recharge')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('request_id', '=', requestId);
  return (await tx.maybe(lock ? query.forUpdate() : query)) as RechargeRow | undefined;
}

/** The meter's recharge whose outcome is open; there is never more than one. */
export async function openRechargeOf(tx: Tx, siteId: string, meterId: string): Promise<RechargeRow | undefined> {
  const [row] = await tx.prepared<RechargeRow>(
    'network.open-recharge',
    `select * from meter_recharge where site_id = $1 and meter_id = $2 and state not in ('APPLIED', 'NOT_APPLIED')`,
    [siteId, meterId],
  );
  return row;
}

/** An earlier attempt at the same credit that was sent and thought not to have arrived. */
export async function earlierAttempt(tx: Tx, row: RechargeRow): Promise<RechargeRow | undefined> {
  const [found] = await tx.prepared<RechargeRow>(
    'network.earlier-attempt',
    `select * from meter_recharge where site_id = $1 and meter_id = $2 and purchase_count = $3 and amount = $4
       and document_kind = $5 and document_id = $6 and request_id <> $7 and sent_at is not null and state = 'NOT_APPLIED'
     order by request_id desc limit 1`,
    [row.site_id, row.meter_id, row.purchase_count, row.amount, row.document_kind, row.document_id, row.request_id],
  );
  return found;
}

/** The count of the last credit known to have arrived over the line; null when there was none. */
export async function lastAppliedCount(tx: Tx, siteId: string, meterId: string): Promise<number | null> {
  const [row] = await tx.prepared<{ last: number | null }>(
    'network.last-applied',
    `select max(purchase_count) as last from meter_recharge
     where site_id = $1 and meter_id = $2 and state = 'APPLIED'`,
    [siteId, meterId],
  );
  return row?.last ?? null;
}

export async function insertRecharge(tx: Tx, row: NewRecharge): Promise<RechargeRow> {
  const [kept] = await tx.keep(
    'meter_recharge',
    q
      .insertInto('meter_recharge')
      .values(row as never)
      .returningAll(),
  );
  return kept as unknown as RechargeRow;
}

/** A request that is not begun, kept so that it never will be. */
export async function insertRefused(tx: Tx, row: NewRecharge, reason: DeliveryReason): Promise<RechargeRow> {
  const end = { state: 'NOT_APPLIED' as const, path: `${row.path}>NOT_APPLIED`, reason, settled_at: row.created_at };
  return insertRecharge(tx, { ...row, ...end });
}

export async function changeRecharge(tx: Tx, row: RechargeRow, change: RechargeChange): Promise<RechargeRow> {
  const [kept] = await tx.keep(
    'meter_recharge',
    q
      .updateTable('meter_recharge')
      .set(change as never)
      .where('site_id', '=', row.site_id)
      .where('request_id', '=', row.request_id)
      .returningAll(),
  );
  return kept as unknown as RechargeRow;
}

/** What the delivery port says of a recharge as it stands. */
export function outcomeOf(row: RechargeRow): DeliveryOutcome {
  if (row.state === 'APPLIED')
    return {
      result: 'applied',
      readBack: { purchaseCount: row.purchase_count, balance: row.after_balance, at: row.after_at ?? row.settled_at! },
    };
  if (row.state === 'NOT_APPLIED') return { result: 'notApplied', reason: row.reason ?? 'refused-by-meter' };
  return { result: 'unknown', reason: row.reason ?? 'stopped' };
}

const CLAIM_SECONDS = 90;
const CLAIM_POLL_MS = 80;

interface Claimed {
  readonly siteId: string;
  readonly meterId: string;
  /** One claim, not one process: two requests of one process wait for each other too. */
  readonly claim: string;
}

/** Waits until nobody else is at work on the meter's credit. False when that takes longer than `until`. */
export async function claimMeter(pool: pg.Pool, { siteId, meterId, claim }: Claimed, until: number): Promise<boolean> {
  for (;;) {
    const rows = await transaction(pool, (tx) =>
      tx.prepared(
        'network.claim-meter',
        `insert into recharge_claim as c (site_id, meter_id, owner, until)
         values ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
         on conflict (site_id, meter_id) do update set owner = excluded.owner, until = excluded.until
         where c.until < clock_timestamp() returning owner`,
        [siteId, meterId, claim, CLAIM_SECONDS],
      ),
    );
    if (rows.length === 1) return true;
    if (performance.now() > until) return false;
    await pause(CLAIM_POLL_MS);
  }
}

export async function endClaim(pool: pg.Pool, { siteId, meterId, claim }: Claimed): Promise<void> {
  await transaction(pool, (tx) =>
    tx.prepared(
      'network.end-claim',
      `update recharge_claim set until = '-infinity' where site_id = $1 and meter_id = $2 and owner = $3`,
      [siteId, meterId, claim],
    ),
  );
}

export interface DisplayRow {
  readonly display_id: string;
  readonly shown_count: number;
  readonly unit: CreditUnit;
  readonly shown_balance: number;
  readonly at: Instant;
  readonly person_id: string;
}

/** The last that a person read from the meter's display after that moment. */
export async function displayAfter(
  tx: Tx,
  siteId: string,
  meterId: string,
  after: Instant,
): Promise<DisplayRow | undefined> {
  const [row] = await tx.prepared<DisplayRow>(
    'network.display-after',
    `select display_id, shown_count, unit, shown_balance, at, person_id from meter_display
     where site_id = $1 and meter_id = $2 and at > $3 order by display_id desc limit 1`,
    [siteId, meterId, after],
  );
  return row;
}
