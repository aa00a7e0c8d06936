/** Lines and network meters as contracts show them. */
import { attachMeter } from '../../../shared/contracts/network/attach-meter.ts';
import { changeLine } from '../../../shared/contracts/network/change-line.ts';
import { closeLine } from '../../../shared/contracts/network/close-line.ts';
import { detachMeter } from '../../../shared/contracts/network/detach-meter.ts';
import { discoverMeters } from '../../../shared/contracts/network/discover-meters.ts';
import { readMeter } from '../../../shared/contracts/network/read-meter.ts';
import { recordDisplay } from '../../../shared/contracts/network/record-display.ts';
import { requestSupply } from '../../../shared/contracts/network/request-supply.ts';
import { setClock } from '../../../shared/contracts/network/set-clock.ts';
import { setMeterSecret } from '../../../shared/contracts/network/set-meter-secret.ts';
import type { BlockReason } from '../../../shared/metering/words.ts';
import type { LineView, NetworkMeterView } from '../../../shared/network/view.ts';
import type { LinkFailure } from '../../../shared/network/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { UnitPrice } from '../../../shared/values/price.ts';
import type { Milli } from '../../../shared/values/quantity.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import type { LineRow, OnLine } from './store/lines.ts';

export interface LineListRow extends LineRow {
  readonly meters: number;
  readonly held: boolean;
  readonly asked: number;
  readonly answered: number;
  readonly silent: number;
  readonly late: number;
  readonly stray: number;
  readonly answered_at: Instant | null;
  readonly failed_at: Instant | null;
  readonly failure: string | null;
}

/** One answer in twenty missing is a line that wants looking at. */
function healthOf(row: LineListRow): LineView['health'] {
  if (row.failure !== null) return 'down';
  if (row.asked === 0) return 'unused';
  return row.silent * 20 > row.asked ? 'weak' : 'good';
}

export const lineView = (actor: Actor, row: LineListRow): LineView => ({
  lineId: row.line_id,
  name: row.name,
  transport: row.transport,
  host: row.host,
  port: row.port,
  path: row.path,
  baud: row.baud,
  parity: row.parity,
  answerMs: row.answer_ms,
  byteMs: row.byte_ms,
  gapMs: row.gap_ms,
  retries: row.retries,
  state: row.state,
  meters: row.meters,
  health: healthOf(row),
  held: row.held,
  asked: row.asked,
  answered: row.answered,
  silent: row.silent,
  late: row.late,
  stray: row.stray,
  answeredAt: row.answered_at,
  failedAt: row.failed_at,
  failure: row.failure,
  can: canOf(actor, [
    [attachMeter, row.state === 'open'],
    [discoverMeters, row.state === 'open'],
    [setClock, row.state === 'open' && row.meters > 0],
    [changeLine, row.state === 'open'],
    [closeLine, row.state === 'open' && row.meters === 0],
  ]),
});

interface MeterListRow extends OnLine {
  readonly premise_id: string;
  readonly room_code: string;
  readonly blocks: BlockReason[];
  readonly rates_itself: boolean;
  readonly hoard_limit_fen: Money | null;
  readonly attached_at: Instant;
  readonly booked_count: number;
  readonly asked_at: Instant | null;
  readonly seen_at: Instant | null;
  readonly status_failure: LinkFailure | null;
  readonly relay: NetworkMeterView['relay'];
  readonly money_left_fen: Money | null;
  readonly overdraft_fen: Money | null;
  readonly energy_left_milli: Milli | null;
  readonly purchase_count: number | null;
  readonly clock_error_seconds: number | null;
  readonly status_words: string | null;
  readonly current_price: UnitPrice | null;
}

const METERS = `select l.name, l.line_id, m.meter_id, m.meter_no, m.premise_id, p.full_code as room_code, m.commodity,
    m.credit_unit, n.protocol, n.address, n.customer_no, n.rates_itself, n.hoard_limit_fen, n.attached_at, x.sealed,
    array(select b.reason from meter_block b where b.site_id = m.site_id and b.meter_id = m.meter_id
      and b.lifted_at is null order by b.blocked_at) as blocks,
    c.purchase_count as booked_count, t.asked_at, t.seen_at, t.failure as status_failure, t.relay, t.money_left_fen,
    t.overdraft_fen, t.energy_left_milli, t.purchase_count, t.clock_error_seconds, t.status_words, t.current_price
  from network_meter n
  join meter m on m.site_id = n.site_id and m.meter_id = n.meter_id
  join meter_credit c on c.site_id = m.site_id and c.meter_id = m.meter_id
  join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
  join meter_line l on l.site_id = n.site_id and l.line_id = n.line_id
  left join network_meter_secret x on x.site_id = n.site_id and x.meter_id = n.meter_id
  left join meter_status t on t.site_id = n.site_id and t.meter_id = n.meter_id
  where n.site_id = $1 and n.meter_id = any($2) order by m.meter_no`;

const presenceOf = (row: MeterListRow): NetworkMeterView['presence'] => {
  if (row.status_failure === 'silent' || row.status_failure === 'unreachable') return 'silent';
  return row.seen_at === null ? 'never' : 'seen';
};

const meterView = (actor: Actor, row: MeterListRow): NetworkMeterView => ({
  meterId: row.meter_id,
  meterNo: row.meter_no,
  roomId: row.premise_id,
  roomCode: row.room_code,
  commodity: row.commodity,
  creditUnit: row.credit_unit,
  blocks: row.blocks,
  lineId: row.line_id,
  lineName: row.name,
  protocol: row.protocol,
  address: row.address,
  customerNo: row.customer_no,
  ratesItself: row.rates_itself,
  hoardLimitFen: row.hoard_limit_fen,
  hasSecret: row.sealed !== null,
  attachedAt: row.attached_at,
  presence: presenceOf(row),
  askedAt: row.asked_at,
  seenAt: row.seen_at,
  failure: row.status_failure,
  relay: row.relay,
  moneyLeftFen: row.money_left_fen,
  overdraftFen: row.overdraft_fen,
  energyLeftMilli: row.energy_left_milli,
  purchaseCount: row.purchase_count,
  bookedCount: row.booked_count,
  clockErrorSeconds: row.clock_error_seconds,
  statusWords: row.status_words,
  currentPrice: row.current_price,
  can: canOf(actor, [
    [readMeter, true],
    [requestSupply, row.blocks.some((reason) => reason === 'unknown-delivery' || reason === 'foreign-write')],
    [recordDisplay, true],
    [setMeterSecret, row.protocol !== 'cjt188'],
    [detachMeter, true],
  ]),
});

/** In the order of their numbers; ids of meters that are on no line are left out. */
export async function networkMeterViews(
  tx: Tx,
  actor: Actor,
  meterIds: readonly string[],
): Promise<NetworkMeterView[]> {
  const rows = await tx.prepared<MeterListRow>('network.meter-views', METERS, [actor.siteId, meterIds]);
  return rows.map((row) => meterView(actor, row));
}
