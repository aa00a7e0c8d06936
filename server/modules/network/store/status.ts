/** The last that each meter said. */
import type { LinkFailure } from '../../../../shared/network/words.ts';
import { type Instant, secondsBetween } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { LinkAnswer, MeterAddress, MeterItem, MeterValues } from '../meter-link.ts';

export type Heard = { readonly [I in MeterItem]?: LinkAnswer<MeterValues[I]> };

const told = <T>(answer: LinkAnswer<T> | undefined): T | null => (answer?.result === 'answered' ? answer.value : null);

/** What kept a meter from answering; null when it said anything at all, be it no. */
function failureOf(heard: Heard): LinkFailure | null {
  const results = Object.values(heard).map((answer) => answer.result);
  if (results.some((result) => result === 'answered')) return null;
  return results.find((result) => result !== 'answered') ?? null;
}

/** A meter shows no parts of a second. */
const fullSecond = (at: Instant): Instant => `${at.slice(0, 19)}.000Z` as Instant;
const MOST_SECONDS = 2_000_000_000;

/** Whole seconds the meter's clock is ahead (above zero) or behind. */
function clockErrorOf(answer: LinkAnswer<Instant> | undefined): number | null {
  if (answer?.result !== 'answered') return null;
  const seconds = secondsBetween(fullSecond(answer.at), fullSecond(answer.value));
  return Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds));
}

const SAVE = `insert into meter_status (site_id, meter_id, asked_at, seen_at, failure, relay, money_left_fen, overdraft_fen,
    energy_left_milli, purchase_count, credit_at, clock_error_seconds, clock_at, status_words, current_price)
  values ($1, $2, $3, case when $4::text is null or $4 = 'refused' then $3::timestamptz end, $4, $5, $6, $7, $8, $9,
    case when coalesce($6::bigint, $8::bigint) is not null then $3::timestamptz end, $10,
    case when $10::int is not null then $3::timestamptz end, $11, $12)
  on conflict (site_id, meter_id) do update set asked_at = excluded.asked_at,
    seen_at = coalesce(excluded.seen_at, meter_status.seen_at), failure = excluded.failure,
    relay = coalesce(excluded.relay, meter_status.relay),
    money_left_fen = coalesce(excluded.money_left_fen, meter_status.money_left_fen),
    overdraft_fen = coalesce(excluded.overdraft_fen, meter_status.overdraft_fen),
    energy_left_milli = coalesce(excluded.energy_left_milli, meter_status.energy_left_milli),
    purchase_count = coalesce(excluded.purchase_count, meter_status.purchase_count),
    credit_at = coalesce(excluded.credit_at, meter_status.credit_at),
    clock_error_seconds = coalesce(excluded.clock_error_seconds, meter_status.clock_error_seconds),
    clock_at = coalesce(excluded.clock_at, meter_status.clock_at),
    status_words = coalesce(excluded.status_words, meter_status.status_words),
    current_price = coalesce(excluded.current_price, meter_status.current_price)
  where meter_status.asked_at <= excluded.asked_at`;

/** What was not asked stays as it was. */
export async function saveStatus(tx: Tx, to: MeterAddress, heard: Heard, at: Instant): Promise<void> {
  await tx.prepared('network.save-status', SAVE, [
    to.siteId,
    to.meterId,
    at,
    failureOf(heard),
    told(heard.relay),
    told(heard.moneyLeftFen),
    told(heard.overdraftFen),
    told(heard.energyLeftMilli),
    told(heard.purchaseCount),
    clockErrorOf(heard.clock),
    told(heard.statusWords),
    told(heard.currentPrice),
  ]);
}
