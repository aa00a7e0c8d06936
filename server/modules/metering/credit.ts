/**
 * The credit of a meter, and the only way to move it. `meter_credit` is the present balance and the row to lock;
 * `credit_movement` is the history, final and kept in the chain. Invariants: the balance is the sum of the movements;
 * only consumption and an overdraft carried over may take it below zero; credit issued is counted without gaps.
 */
import type { CreditUnit, MovementKind } from '../../../shared/metering/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';

export interface CreditMove {
  readonly meterId: string;
  readonly kind: MovementKind;
  /** Signed, not zero: fen, or thousandths of a kWh or cubic metre, as the meter's credit unit says. */
  readonly amount: number;
  readonly document: { readonly kind: string; readonly id: string };
  readonly at: Instant;
  /** The delivery request this carries out; unique for ever. */
  readonly requestId?: string;
  readonly priceVersionId?: string | null;
  /** The credit is in the meter or on its card: the purchase is counted, the balance here stays as it is. */
  readonly elsewhere?: boolean;
}

export interface CreditMovement {
  readonly site_id: string;
  readonly meter_id: string;
  readonly seq: number;
  readonly kind: MovementKind;
  readonly unit: CreditUnit;
  readonly amount: number;
  readonly balance_after: number;
  readonly purchase_count: number | null;
  readonly request_id: string | null;
  readonly document_kind: string;
  readonly document_id: string;
  readonly price_version_id: string | null;
  readonly at: Instant;
  readonly person_id: string;
}

const MAY_OVERDRAW: ReadonlySet<MovementKind> = new Set(['consumption', 'carry-in', 'carry-out']);

/** Credit issued; and credit carried to a meter that holds it itself, where it is a purchase of the meter's own count. */
const COUNTED = `($3 in ('purchase', 'grant', 'emergency') or ($3 = 'carry-in' and $12))`;

const MOVE = `with moved as (
  update meter_credit set balance = balance + case when $12 then 0 else $4::bigint end, next_seq = next_seq + 1,
    purchase_count = purchase_count + case when ${COUNTED} then 1 else 0 end
  where site_id = $1 and meter_id = $2 and ($11 or $4 > 0 or balance + $4 >= 0)
  returning site_id, meter_id, next_seq - 1 as seq, unit, balance, purchase_count
)
insert into credit_movement (site_id, meter_id, seq, kind, unit, amount, balance_after, purchase_count, request_id,
  document_kind, document_id, price_version_id, at, person_id)
select site_id, meter_id, seq, $3, unit, $4, balance,
  case when ${COUNTED} then purchase_count end, $5, $6, $7, $8, $9, $10
from moved returning *`;

/**
 * One statement: locks the meter's credit, moves it, writes the movement, which also goes into the chain record.
 * Refuses 'credit.used' when what is to be taken back is no longer there.
 */
export async function moveCredit(tx: Tx, actor: Actor, move: CreditMove): Promise<CreditMovement> {
  const rows = await tx.prepared<CreditMovement>('metering.move-credit', MOVE, [
    actor.siteId,
    move.meterId,
    move.kind,
    move.amount,
    move.requestId ?? null,
    move.document.kind,
    move.document.id,
    move.priceVersionId ?? null,
    move.at,
    actor.personId,
    MAY_OVERDRAW.has(move.kind),
    move.elsewhere ?? false,
  ]);
  const [row] = rows;
  if (row === undefined) return refuseMove(tx, actor.siteId, move);
  tx.kept('credit_movement', rows as unknown as Record<string, unknown>[]);
  return row;
}

async function refuseMove(tx: Tx, siteId: string, move: CreditMove): Promise<never> {
  const [credit] = await tx.prepared<{ balance: number; unit: CreditUnit }>(
    'metering.credit',
    'select balance, unit from meter_credit where site_id = $1 and meter_id = $2',
    [siteId, move.meterId],
  );
  if (credit === undefined) return refuse('record.not_found');
  return refuse('credit.used', { balance: credit.balance, unit: credit.unit, wanted: -move.amount });
}

const MOVE_MANY = `with wanted as (
  select * from jsonb_to_recordset($2::jsonb) as w (meter_id uuid, kind text, amount bigint, document_kind text,
    document_id uuid, price_version_id uuid)
), moved as (
  update meter_credit c set balance = c.balance + w.amount, next_seq = c.next_seq + 1
  from wanted w where c.site_id = $1 and c.meter_id = w.meter_id
  returning c.site_id, c.meter_id, c.next_seq - 1 as seq, w.kind, c.unit, w.amount, c.balance, w.document_kind,
    w.document_id, w.price_version_id
)
insert into credit_movement (site_id, meter_id, seq, kind, unit, amount, balance_after, purchase_count, request_id,
  document_kind, document_id, price_version_id, at, person_id)
select site_id, meter_id, seq, kind, unit, amount, balance, null, null, document_kind, document_id, price_version_id,
  $3, $4
from moved returning *`;

/** What readings and settlements post: never refused, because what was used was used. */
export type ReadingMove = Omit<CreditMove, 'at' | 'requestId'> & {
  readonly kind: 'consumption' | 'correction' | 'opening' | 'carry-in' | 'carry-out';
};

/** Any number of movements in one statement, at most one for each meter. The caller has locked the credit rows. */
export async function moveCredits(tx: Tx, actor: Actor, at: Instant, moves: readonly ReadingMove[]): Promise<void> {
  if (moves.length === 0) return;
  const json = moves.map((move) => ({
    meter_id: move.meterId,
    kind: move.kind,
    amount: move.amount,
    document_kind: move.document.kind,
    document_id: move.document.id,
    price_version_id: move.priceVersionId ?? null,
  }));
  const rows = await tx.prepared<Record<string, unknown>>('metering.move-credits', MOVE_MANY, [
    actor.siteId,
    JSON.stringify(json),
    at,
    actor.personId,
  ]);
  if (rows.length !== moves.length) throw new Error(`${moves.length} movements wanted, ${rows.length} written`);
  tx.kept('credit_movement', rows);
}
