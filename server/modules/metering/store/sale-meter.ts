/** Meters as a sale needs them: one prepared statement locks the credit row and reads all a sale decides by. */
import type { BlockReason, CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface SaleMeter {
  readonly meterId: string;
  readonly meterNo: string;
  readonly commodity: Commodity;
  readonly creditUnit: CreditUnit;
  readonly delivery: DeliveryKind;
  readonly state: 'active' | 'retired';
  /** What stops selling; empty when nothing does. */
  readonly blocks: readonly BlockReason[];
  readonly account: {
    readonly accountId: string;
    readonly accountNo: string;
    readonly state: 'open' | 'closed';
    readonly categoryCode: string;
    readonly category: Text;
  } | null;
  readonly roomId: string;
  readonly roomCode: string;
  /** In the credit unit; below zero when more was used than bought. 0 where the credit is not kept here. */
  readonly balance: number;
  /** Deliveries so far; the next one carries this plus one. */
  readonly purchaseCount: number;
}

interface SaleMeterRow {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly commodity: Commodity;
  readonly credit_unit: CreditUnit;
  readonly delivery: DeliveryKind;
  readonly state: 'active' | 'retired';
  readonly blocks: readonly BlockReason[];
  readonly account_id: string | null;
  readonly account_no: string;
  readonly account_state: 'open' | 'closed';
  readonly category_code: string;
  readonly category_zh: string;
  readonly category_en: string;
  readonly room_id: string;
  readonly room_code: string;
  readonly balance: number;
  readonly purchase_count: number;
}

const saleMeter = (row: SaleMeterRow): SaleMeter => ({
  meterId: row.meter_id,
  meterNo: row.meter_no,
  commodity: row.commodity,
  creditUnit: row.credit_unit,
  delivery: row.delivery,
  state: row.state,
  blocks: row.blocks,
  account:
    row.account_id === null
      ? null
      : {
          accountId: row.account_id,
          accountNo: row.account_no,
          state: row.account_state,
          categoryCode: row.category_code,
          category: { zh: row.category_zh, en: row.category_en },
        },
  roomId: row.room_id,
  roomCode: row.room_code,
  balance: row.balance,
  purchaseCount: row.purchase_count,
});

/** Locks the meter's credit until the transaction ends. Null when there is no such meter. */
export async function lockMeterForSale(tx: Tx, siteId: string, meterId: string): Promise<SaleMeter | null> {
  const [row] = await tx.prepared<SaleMeterRow>('metering.lock-meter', 'select * from lock_meter_for_sale($1, $2)', [
    siteId,
    meterId,
  ]);
  return row === undefined ? null : saleMeter(row);
}

/** The same without the lock, for showing; in no particular order, unknown ids are left out. */
export async function findMeters(tx: Tx, siteId: string, meterIds: readonly string[]): Promise<SaleMeter[]> {
  const rows = await tx.prepared<SaleMeterRow>(
    'metering.find-meters',
    `select m.meter_id, m.meter_no, m.commodity, m.credit_unit, m.delivery, m.state,
       array(select b.reason from meter_block b
         where b.site_id = m.site_id and b.meter_id = m.meter_id and b.lifted_at is null order by b.blocked_at) as blocks,
       a.account_id, a.account_no, a.state as account_state, a.category_code,
       u.title_zh as category_zh, u.title_en as category_en,
       p.premise_id as room_id, p.full_code as room_code, c.balance, c.purchase_count
     from meter m
     join meter_credit c on c.site_id = m.site_id and c.meter_id = m.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     left join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id
     left join user_category u on u.site_id = a.site_id and u.category_code = a.category_code
     where m.site_id = $1 and m.meter_id = any($2)`,
    [siteId, meterIds],
  );
  return rows.map(saleMeter);
}
