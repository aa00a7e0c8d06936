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

const MOVE = `with moved as (
  update meter_credit set balance = balance + $4, next_seq = next_seq + 1,
    purchase_count = purchase_count + case when $3 in ('purchase', 'grant', 'emergency') then 1 else 0 end
  where site_id = $1 and meter_id = $2 and ($11 or $4 > 0 or balance + $4 >= 0)
  returning site_id, meter_id, next_seq - 1 as seq, unit, balance, purchase_count
)
insert into credit_movement (site_id, meter_id, seq, kind, unit, amount, balance_after, purchase_count, request_id,
  document_kind, document_id, price_version_id, at, person_id)
select site_id, meter_id, seq, $3, unit, $4, balance,
  case when $3 in ('purchase', 'grant', 'emergency') then purchase_count end, $5, $6, $7, $8, $9, $10
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
