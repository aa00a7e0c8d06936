/** Meters, accounts and rooms as pages show them. Any number at once; personal data is masked here. */
import type { z } from 'zod';
import { addOccupant } from '../../../../shared/contracts/metering/add-occupant.ts';
import { blockMeter } from '../../../../shared/contracts/metering/block-meter.ts';
import { changeAccount } from '../../../../shared/contracts/metering/change-account.ts';
import { closeAccount } from '../../../../shared/contracts/metering/close-account.ts';
import { recordReading } from '../../../../shared/contracts/metering/record-reading.ts';
import { replaceMeter } from '../../../../shared/contracts/metering/replace-meter.ts';
import { unblockMeter } from '../../../../shared/contracts/metering/unblock-meter.ts';
import {
  type accountSchema,
  creditView,
  type MeterView,
  type occupantSchema,
} from '../../../../shared/metering/view.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Milli } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { maskedCustomers } from '../../customers/index.ts';

export type AccountView = z.output<typeof accountSchema>;
export type OccupantView = z.output<typeof occupantSchema>;

interface MeterRow {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly commodity: MeterView['commodity'];
  readonly credit_unit: CreditUnit;
  readonly delivery: MeterView['delivery'];
  readonly state: 'active' | 'retired';
  readonly blocks: MeterView['blocks'];
  readonly account_id: string | null;
  readonly account_no: string | null;
  readonly premise_id: string;
  readonly full_code: string;
  readonly ratio: number;
  readonly digits: number;
  readonly installed_on: BusinessDate;
  readonly removed_on: BusinessDate | null;
  readonly balance: number;
  readonly purchase_count: number;
  readonly register_milli: Milli;
  readonly read_at: Instant | null;
}

function meterView(row: MeterRow, actor: Actor): MeterView {
  const blocked = row.blocks.length > 0;
  const acts =
    row.state === 'retired' ? [] : [recordReading, replaceMeter, blockMeter, ...(blocked ? [unblockMeter] : [])];
  return {
    meterId: row.meter_id,
    meterNo: row.meter_no,
    commodity: row.commodity,
    delivery: row.delivery,
    state: row.state === 'active' && blocked ? 'blocked' : row.state,
    blocks: row.blocks,
    accountId: row.account_id,
    accountNo: row.account_no,
    roomId: row.premise_id,
    roomCode: row.full_code,
    ratio: row.ratio,
    digits: row.digits,
    installedOn: row.installed_on,
    removedOn: row.removed_on,
    credit: creditView(row.credit_unit, row.balance),
    purchaseCount: row.purchase_count,
    registerMilli: row.register_milli,
    readAt: row.read_at,
    can: allowed(actor, acts),
  };
}

/** By ids, in the order of the meter numbers. */
export async function meterViews(tx: Tx, actor: Actor, meterIds: readonly string[]): Promise<MeterView[]> {
  if (meterIds.length === 0) return [];
  const rows = await tx.prepared<MeterRow>(
    'metering.meter-views',
    `select m.meter_id, m.meter_no, m.commodity, m.credit_unit, m.delivery, m.state, m.account_id, a.account_no,
       m.premise_id, p.full_code, m.ratio, m.digits, m.installed_on, m.removed_on, c.balance, c.purchase_count,
       coalesce(l.value_milli, m.initial_register_milli) as register_milli, l.read_at,
       coalesce((select jsonb_agg(jsonb_build_object('blockId', b.block_id, 'reason', b.reason, 'note', b.note,
           'blockedAt', to_char(b.blocked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by b.blocked_at)
         from meter_block b where b.site_id = m.site_id and b.meter_id = m.meter_id and b.lifted_at is null),
         '[]'::jsonb) as blocks
     from meter m
     join meter_credit c on c.site_id = m.site_id and c.meter_id = m.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     left join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id
     left join lateral (select r.value_milli, r.read_at from reading r
       where r.site_id = m.site_id and r.meter_id = m.meter_id and r.register = 'total'
       order by r.read_at desc limit 1) l on true
     where m.site_id = $1 and m.meter_id = any($2) order by m.meter_no`,
    [actor.siteId, meterIds],
  );
  return rows.map((row) => meterView(row, actor));
}

interface AccountRow {
  readonly account_id: string;
  readonly account_no: string;
  readonly state: 'open' | 'closed';
  readonly opened_on: BusinessDate;
  readonly closed_on: BusinessDate | null;
  readonly premise_id: string;
  readonly full_code: string;
  readonly name: string;
  readonly capacity: number | null;
  readonly category_code: string;
  readonly title_zh: string;
  readonly title_en: string;
}

export async function accountViews(tx: Tx, actor: Actor, accountIds: readonly string[]): Promise<AccountView[]> {
  if (accountIds.length === 0) return [];
  const rows = await tx.prepared<AccountRow>(
    'metering.account-views',
    `select a.account_id, a.account_no, a.state, a.opened_on, a.closed_on, p.premise_id, p.full_code, p.name, p.capacity,
       a.category_code, u.title_zh, u.title_en
     from customer_account a
     join premise p on p.site_id = a.site_id and p.premise_id = a.room_id
     join user_category u on u.site_id = a.site_id and u.category_code = a.category_code
     where a.site_id = $1 and a.account_id = any($2)`,
    [actor.siteId, accountIds],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    accountNo: row.account_no,
    state: row.state,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    roomId: row.premise_id,
    roomCode: row.full_code,
    roomName: row.name,
    capacity: row.capacity,
    categoryCode: row.category_code,
    category: { zh: row.title_zh, en: row.title_en },
    can: row.state === 'open' ? allowed(actor, [changeAccount, closeAccount, addOccupant]) : [],
  }));
}

interface OccupantRow {
  readonly occupant_id: string;
  readonly account_id: string;
  readonly customer_id: string;
  readonly from_date: BusinessDate;
  readonly until_date: BusinessDate | null;
}

/** By account. Present ones first; at most two hundred of those who have left, the latest first. */
export async function occupantViews(
  tx: Tx,
  actor: Actor,
  accountIds: readonly string[],
  presentOnly: boolean,
): Promise<Map<string, OccupantView[]>> {
  const rows = await tx.prepared<OccupantRow>(
    'metering.occupant-views',
    `select occupant_id, account_id, customer_id, from_date, until_date from occupant
     where site_id = $1 and account_id = any($2) and (until_date is null or not $3)
     order by until_date desc nulls first, occupant_id limit 1000`,
    [actor.siteId, accountIds, presentOnly],
  );
  const customers = await maskedCustomers(tx, actor.siteId, [...new Set(rows.map((row) => row.customer_id))]);
  const byId = new Map(customers.map((one) => [one.customerId, one]));
  const views = rows.flatMap((row) => {
    const customer = byId.get(row.customer_id);
    if (customer === undefined) return [];
    const view = { occupantId: row.occupant_id, customer, fromDate: row.from_date, untilDate: row.until_date };
    return [{ accountId: row.account_id, view }];
  });
  return new Map(
    [...Map.groupBy(views, ({ accountId }) => accountId)].map(([id, list]) => [id, list.map(({ view }) => view)]),
  );
}
